// What the last action did, said over the page: toast("已保存") from any script; what the server told stands there already.
// It goes after a while, the longer the more there is to read, and not while it is looked at.
const lasts = words => Math.max(6000, words.length * 200);
const room = document.getElementById("toasts");

// toast says a text; grave stays until it is put away.
export function toast(text, { grave = false } = {}) {
  if (!room) return null;
  for (const same of room.querySelectorAll(".told")) if (same.querySelector("span")?.textContent === text) same.remove(); // it is told anew
  const told = document.createElement("p");
  told.className = "told" + (grave ? " told-red" : "");
  const word = document.createElement("span");
  word.textContent = text;
  const out = document.createElement("button");
  out.type = "button";
  out.className = "button button-plain button-sign told-out";
  out.setAttribute("aria-label", room.dataset.out);
  out.textContent = "×";
  told.append(word, out);
  room.append(told);
  keep(told, grave);
  return told;
}

function keep(told, grave) {
  let waiting = 0;
  const go = () => {
    told.classList.add("told-gone");
    setTimeout(() => told.remove(), 200);
  };
  const stay = () => clearTimeout(waiting);
  const leave = () => {
    stay();
    if (!grave && !told.matches(":hover, :focus-within")) waiting = setTimeout(go, lasts(told.textContent));
  };
  told.addEventListener("pointerenter", stay);
  told.addEventListener("focusin", stay);
  told.addEventListener("pointerleave", leave);
  told.addEventListener("focusout", () => setTimeout(leave));
  told.querySelector(".told-out").addEventListener("click", go);
  leave();
}

// What stood there when the page came is put in once more, so that it is read aloud; and the address forgets it, so that it
// is not told again.
if (room) {
  for (const told of [...room.querySelectorAll(".told")]) {
    told.remove();
    setTimeout(() => room.append(told), 100);
    keep(told, false);
  }
  const here = new URL(location.href);
  if (here.searchParams.has("done")) {
    here.searchParams.delete("done");
    history.replaceState(history.state, "", here);
  }
}
