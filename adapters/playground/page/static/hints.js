// What may come next while one types: a list of options that Enter or Tab takes.

import { freshId, h } from "./dom.js";
import { announce } from "./toasts.js";

/** Nothing to offer. */
export function nothing() {
  return { options: [], note: "", sure: false };
}

/** The people (by id) whose handle or name fits what stands behind the last @. */
export function mentions(text, people) {
  const found = /(?:^|\s)@([\w.-]*)$/.exec(text);
  if (!found) return nothing();
  const begun = found[1].toLowerCase();
  const all = Object.values(people).filter((each) => each.name.startsWith(begun) || fits(each, begun));
  const before = text.slice(0, text.length - begun.length);
  const options = all.map((each) => ({
    insert: `${before}${each.name} `,
    label: `@${each.name}`,
    hint: "",
    summary: each.real_name,
  }));
  return { options, note: "", sure: true };
}

function fits(person, begun) {
  return person.real_name.toLowerCase().includes(begun);
}

/**
 * The list over a message box. `hintsFor(text)` gives `{options, note, more, sure}`: an option has a label, perhaps a
 * hint and a summary, and either words to `insert` or something it `does`; if `sure`, Enter takes the first. The box
 * has `typed()` for after every change, `renewed()` for when there may be more to offer than before (commands that came
 * only now), and `key(event)`, which is true where the list took the key.
 */
export function hintBox(area, id, hintsFor) {
  const list = h("ul", { id, class: "hints", role: "listbox", "aria-label": "Suggestions" });
  const note = h("p", { class: "note" });
  const node = h("div", { class: "hint-box", hidden: true }, list, note);
  const box = { area, list, note, node, hintsFor, options: [], at: -1, dismissed: false };
  area.addEventListener("blur", () => close(box));
  area.addEventListener("focus", () => area.value && typed(box));
  const renewed = () => isWaiting(box) && typed(box);
  return { node, typed: () => typed(box), renewed, close: () => close(box), key: (event) => key(event, box) };
}

function close(box) {
  box.options = [];
  box.node.hidden = true;
  point(box, -1);
}

// Something was typed, nothing was known to fit, and nobody has said that they want no list.
function isWaiting(box) {
  return document.activeElement === box.area && box.area.value && !box.options.length && !box.dismissed;
}

function typed(box) {
  const before = box.options.length;
  box.dismissed = false;
  const end = box.area.selectionEnd === box.area.value.length;
  const found = end ? box.hintsFor(box.area.value) : nothing();
  box.options = found.options;
  box.node.hidden = !box.options.length && !found.note;
  box.note.replaceChildren(...(found.note ? [h("b", {}, found.note), ` ${found.more || ""}`] : []));
  box.note.hidden = !found.note;
  box.list.hidden = !box.options.length;
  box.list.replaceChildren(...box.options.map((each, at) => row(box, each, at)));
  point(box, found.sure && box.options.length ? 0 : -1);
  if (box.options.length && box.options.length !== before) announce(`${box.options.length} suggestions`);
}

function row(box, option, at) {
  const pressed = (event) => {
    event.preventDefault(); // the focus stays in the message box
    take(box, at);
  };
  return h(
    "li",
    { id: freshId("hint"), role: "option", "aria-selected": "false", on: { mousedown: pressed } },
    h("b", {}, option.label),
    option.summary ? h("span", { class: "summary" }, ` ${option.summary}`) : null,
    option.hint ? h("span", { class: "usage" }, ` ${option.hint}`) : null,
  );
}

function point(box, at) {
  box.at = at;
  [...box.list.children].forEach((each, n) => each.setAttribute("aria-selected", String(n === at)));
  const active = box.list.children[at];
  active?.scrollIntoView({ block: "nearest" });
  if (active) box.area.setAttribute("aria-activedescendant", active.id);
  else box.area.removeAttribute("aria-activedescendant");
}

function dismiss(box) {
  close(box);
  box.dismissed = true;
}

function take(box, at) {
  const { insert, does } = box.options[at];
  if (does) {
    close(box);
    does();
    return;
  }
  box.area.value = insert;
  box.area.dispatchEvent(new Event("input"));
}

function key(event, box) {
  if (box.node.hidden || event.isComposing) return false;
  if (event.key === "Escape") dismiss(box);
  else if (!box.options.length) return false;
  else if (event.key === "ArrowDown") point(box, (box.at + 1) % box.options.length);
  else if (event.key === "ArrowUp") point(box, (box.at - 1 + box.options.length) % box.options.length);
  else if ((event.key === "Enter" || event.key === "Tab") && box.at >= 0 && !event.shiftKey) take(box, box.at);
  else return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}
