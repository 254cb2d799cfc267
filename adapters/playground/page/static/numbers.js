// A card's own number becomes a small button that shows in the side panel what happens behind that question.

import { h } from "./dom.js";
import { select } from "./store.js";

const NUMBER = /\bQ-\d{1,9}\b/;

/** Make the first question number inside pressable. The words stay the same words. */
export function numberInside(box) {
  const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const found = NUMBER.exec(walk.currentNode.data);
    if (!found || walk.currentNode.parentElement.closest("a, button, select")) continue;
    const number = walk.currentNode.splitText(found.index);
    number.splitText(found[0].length);
    const title = `What happens behind ${found[0]}`;
    const about = { type: "button", class: "number", title, "data-focus": "number" };
    number.replaceWith(h("button", { ...about, on: { click: () => select(found[0]) } }, found[0]));
    return;
  }
}
