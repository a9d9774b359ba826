// What a story shows opened: a dialog, a note on a word, a field that holds files. Only pages of the storybook ask for this.
for (const opened of document.querySelectorAll("[data-story-open]")) {
  const part = document.querySelector(opened.dataset.storyOpen);
  if (part.showModal) part.showModal();
  else part.showPopover({ source: document.querySelector(`[popovertarget="${part.id}"]`) });
}

// The field is given files as if somebody had chosen them; where there are to be too many, a large one is among them.
for (const drop of document.querySelectorAll("[data-story-holds] [data-drop]")) {
  const story = drop.closest("[data-story-holds]"), field = drop.querySelector(".drop-area input[type=file]");
  const all = new DataTransfer();
  for (const address of story.dataset.storyHolds.split(" ")) {
    const body = await (await fetch(address)).blob();
    all.items.add(new File([body], decodeURIComponent(address.split("/").pop()), { type: body.type, lastModified: 0 }));
  }
  const large = "storyMuch" in story.dataset ? Number(drop.dataset.most) : 318000;
  all.items.add(new File([new Uint8Array(large)], "report.pdf", { type: "application/pdf", lastModified: 0 }));
  field.files = all.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
