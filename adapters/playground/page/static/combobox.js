// A field that one searches in: a combobox with a list (ARIA Authoring Practices, "Combobox").

import { float, freshId, h, sink } from "./dom.js";
import { announce } from "./toasts.js";

const PAUSE_MS = 150; // after the last key, before the app is asked

/**
 * `search(query)` gives options `{words, value}`; the value is that of the option chosen, or null. Where `free` is true
 * what was typed is good as well. `least` is how much must be typed before the app is asked.
 */
export function combobox({ ids, placeholder = "Type to search", least = 0, initial = null, free = false, search }) {
  const list = h("ul", { id: freshId("list"), role: "listbox", class: "menu listbox", popover: "manual" });
  const input = h("input", {
    id: ids.input,
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    dir: "auto",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    placeholder,
  });
  list.setAttribute("aria-labelledby", ids.label);
  const box = { input, list, least, search, chosen: null, options: [], at: -1, asked: 0 };
  choose(box, initial);
  input.addEventListener("input", () => typed(box));
  input.addEventListener("focus", () => input.value || typed(box));
  input.addEventListener("keydown", (event) => key(event, box));
  input.addEventListener("blur", () => close(box));
  const words = () => input.value.trim();
  return {
    node: h("div", { class: "combobox" }, input, list),
    control: input,
    value: () => box.chosen?.value ?? (free && words() ? words() : null),
    trouble: () => (words() && !box.chosen && !free ? "Choose one from the list, or clear this field." : ""),
    focus: () => input.focus(),
  };
}

function choose(box, option) {
  box.chosen = option;
  if (option) box.input.value = option.words;
  close(box);
}

function close(box) {
  clearTimeout(box.waiting);
  box.asked += 1; // an answer that is still on its way comes too late
  box.at = -1;
  box.input.setAttribute("aria-expanded", "false");
  box.input.removeAttribute("aria-activedescendant");
  sink(box.list);
}

function typed(box) {
  box.chosen = null;
  clearTimeout(box.waiting);
  const query = box.input.value.trim();
  if (query.length < box.least) return close(box);
  box.waiting = setTimeout(() => search(box, query), PAUSE_MS);
  return undefined;
}

async function search(box, query) {
  box.asked += 1;
  const mine = box.asked;
  const found = await box.search(query);
  if (mine !== box.asked || document.activeElement !== box.input) return;
  box.options = found;
  announce(box.options.length ? `${box.options.length} found` : "Nothing found");
  show(box);
}

function show(box) {
  box.at = -1;
  const rows = box.options.map((each, at) => row(box, each, at));
  const none = h("li", { class: "hint", role: "option", "aria-disabled": "true" }, "Nothing found. Try other words.");
  box.list.replaceChildren(...(rows.length ? rows : [none]));
  box.input.setAttribute("aria-expanded", "true");
  float(box.list, box.input, { wide: true });
}

function row(box, option, at) {
  const pressed = (event) => {
    event.preventDefault(); // the focus stays in the input
    choose(box, option);
  };
  const about = { id: `${box.list.id}-${at}`, role: "option", "aria-selected": "false", dir: "auto" };
  return h("li", { ...about, on: { mousedown: pressed } }, option.words);
}

function key(event, box) {
  const open = box.list.matches(":popover-open");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!open) typed(box);
    else point(box, box.at + (event.key === "ArrowDown" ? 1 : -1));
  } else if (event.key === "Enter" && open && box.options[box.at]) {
    event.preventDefault();
    choose(box, box.options[box.at]);
  } else if (event.key === "Escape" && open) {
    event.preventDefault();
    event.stopPropagation();
    close(box);
  }
}

function point(box, at) {
  const count = box.options.length;
  if (!count) return;
  box.at = (at + count) % count;
  [...box.list.children].forEach((each, n) => each.setAttribute("aria-selected", String(n === box.at)));
  const active = box.list.children[box.at];
  active.scrollIntoView({ block: "nearest" });
  box.input.setAttribute("aria-activedescendant", active.id);
}
