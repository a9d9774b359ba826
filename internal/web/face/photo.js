// A photo is made small on the device, before it goes anywhere: at most 1600 points on its longer side, as
// JPEG. Drawing it anew also leaves behind what the camera wrote into it, the place above all. The server
// does the same again. What is no photo, or cannot be read here, is given back as it is: shrink(f) === f.
const longest = 1600;
const quality = 0.8;
const pictures = /^image\/(jpeg|png|webp|gif|bmp|heic|heif|avif|tiff)$/i;

let turn = Promise.resolve(); // one at a time: an open photo is fifty times its file

export async function shrink(file) {
  const mine = turn.then(() => redraw(file)).catch(() => file);
  turn = mine;
  return mine;
}

async function redraw(file) {
  if (!pictures.test(file.type) || typeof createImageBitmap !== "function") return file;
  const photo = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const scale = Math.min(1, longest / Math.max(photo.width, photo.height));
    const width = Math.max(1, Math.round(photo.width * scale));
    const height = Math.max(1, Math.round(photo.height * scale));
    const sheet = document.createElement("canvas");
    sheet.width = width;
    sheet.height = height;
    const pen = sheet.getContext("2d", { alpha: false });
    pen.imageSmoothingQuality = "high";
    pen.fillStyle = "#fff"; // what was see-through is white, not black
    pen.fillRect(0, 0, width, height);
    pen.drawImage(photo, 0, 0, width, height);
    const small = await new Promise(done => sheet.toBlob(done, "image/jpeg", quality));
    sheet.width = sheet.height = 0; // the memory is given back now, not when somebody tidies up
    if (!small) return file;
    return new File([small], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: "image/jpeg", lastModified: file.lastModified });
  } finally {
    photo.close();
  }
}
