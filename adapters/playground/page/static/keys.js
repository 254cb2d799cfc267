// Keys that go to the parts of the page, and the list of all of them.

import { freshId, h } from "./dom.js";
import { otherPane, workedIn } from "./pane.js";

const GOES = {
  KeyP: () => document.querySelector("#people input:checked"),
  KeyC: () => workedIn().querySelector("nav [aria-current]"),
  KeyL: () => workedIn().querySelector(".messages article[tabindex='0']"),
  KeyM: () => writingIn(workedIn()),
  KeyO: () => writingIn(otherPane()),
  KeyB: () => document.getElementById("panel-title"),
  KeyT: () => document.querySelector("#clock button"),
};
const LIST = [
  ["Alt + Shift + P", "People: whose seat you take (arrows choose)"],
  ["Alt + Shift + O", "The other pane: Slack or Discord"],
  ["Alt + Shift + C", "Channels of the pane you are in"],
  ["Alt + Shift + L", "Its last message (arrows go to the others)"],
  ["Alt + Shift + M", "Its message box"],
  ["Alt + Shift + B", "What happens behind"],
  ["Alt + Shift + T", "Clock"],
  ["/", "In the message box: commands"],
  ["@", "In the message box: people, and the app"],
  ["Arrows, Enter or Tab, Escape", "In suggestions: choose, take, leave"],
  ["Shift + Enter", "In the message box: a new line"],
  ["Ctrl + Enter", "In a form: send it"],
  ["Escape", "Close a form or a menu"],
];

// Where one writes in a pane; its channels, where one looks at something that takes no words, such as a forum.
function writingIn(pane) {
  const boxes = [...(pane?.querySelectorAll(".composer textarea, .composer input") || [])];
  return boxes.find((each) => each.checkVisibility()) || pane?.querySelector("nav [aria-current]");
}

/** Listen for the keys; gives the button that lists them. */
export function keysButton() {
  document.addEventListener("keydown", (event) => {
    const target = event.altKey && event.shiftKey && GOES[event.code]?.();
    if (!target || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    target.focus();
  });
  return h("button", { type: "button", class: "small", on: { click: show } }, "Keys");
}

function show() {
  const id = freshId("keys");
  const rows = LIST.map(([keys, does]) => [h("dt", {}, h("kbd", {}, keys)), h("dd", {}, does)]);
  const done = h("button", { class: "button primary" }, "Close");
  const dialog = h(
    "dialog",
    { class: "dialog", "aria-labelledby": id },
    h(
      "form",
      { method: "dialog" },
      h("h2", { id }, "Keys"),
      h("dl", { class: "inside keys" }, rows.flat()),
      h("div", { class: "foot" }, done),
    ),
  );
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.getElementById("dialogs").append(dialog);
  dialog.showModal();
}
