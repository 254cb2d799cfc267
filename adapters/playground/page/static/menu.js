// A button with a menu (ARIA Authoring Practices, "Menu Button"): arrows move, Enter chooses, Escape goes back.

import { float, freshId, h, sink } from "./dom.js";

/** `items` are `{words, does, danger}`; the label is what a screen reader says, the words are what stands on it. */
export function menuButton({ label, words, focus, items, quiet = false }) {
  const id = freshId("menu");
  const menu = h("div", { id, class: "menu", role: "menu", "aria-label": label, popover: "auto" });
  const button = h(
    "button",
    {
      type: "button",
      class: quiet ? "quiet" : "button",
      "aria-label": label === words ? null : label,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "data-focus": focus,
      title: label === words ? null : label,
    },
    words,
  );
  menu.append(...items.map((item) => entry(item, () => close(menu, button))));
  const open = (last = false) => {
    float(menu, button);
    const all = menu.children;
    all[last ? all.length - 1 : 0]?.focus();
  };
  button.addEventListener("click", () => (menu.matches(":popover-open") ? close(menu, button) : open()));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    event.stopPropagation();
    open(event.key === "ArrowUp");
  });
  menu.addEventListener("toggle", (event) => button.setAttribute("aria-expanded", String(event.newState === "open")));
  menu.addEventListener("keydown", (event) => moved(event, menu, button));
  return h("span", { class: "with-menu" }, button, menu);
}

function entry(item, closing) {
  const chosen = () => {
    closing();
    item.does();
  };
  const kind = item.danger ? "danger" : "";
  const about = { type: "button", role: "menuitem", class: kind, tabindex: -1 };
  return h("button", { ...about, on: { click: chosen } }, item.words);
}

function close(menu, button) {
  sink(menu);
  button.focus({ preventScroll: true });
}

function moved(event, menu, button) {
  const all = [...menu.children];
  const at = all.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 };
  event.stopPropagation();
  if (event.key in steps) {
    event.preventDefault();
    all[steps[event.key] % all.length].focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    close(menu, button);
  }
}
