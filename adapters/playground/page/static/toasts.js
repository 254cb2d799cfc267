// Short notices. They are read aloud politely, and go by themselves.

import { h } from "./dom.js";

const SHOWN_MS = 7000;

/** Tell the person something; nothing for no words. */
export function toast(words) {
  if (!words) return;
  const box = document.getElementById("toasts");
  if ([...box.children].some((each) => each.dataset.words === words)) return;
  const note = h("p", { class: "toast", "data-words": words }, words);
  box.append(note);
  setTimeout(() => note.remove(), SHOWN_MS);
}

/** Say something to those who listen to the page, without showing it. */
export function announce(words) {
  document.getElementById("announcer").textContent = words;
}
