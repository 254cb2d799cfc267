// A box to write in. Enter sends, Shift and Enter begin a line, "/" and "@" bring up hints.

import { freshId, h } from "./dom.js";
import { hintBox } from "./hints.js";
import { state } from "./store.js";

const TALLEST = 160; // pixels, before the box scrolls

/**
 * The form. `key()` says under which name a half-written text is kept, `words()` gives `{label, placeholder}`,
 * `hints(text)` what may come next; `send(text)` gives null where it could not be sent. `before` stands in front.
 */
export function writing({ id = "", key, words, hints, send, before = null }) {
  const list = freshId("hints");
  const area = h("textarea", {
    id: id || freshId("box"),
    rows: 1,
    dir: "auto",
    "aria-autocomplete": "list",
    "aria-controls": list,
    "aria-keyshortcuts": id ? "Alt+Shift+M" : null,
  });
  const button = h("button", { type: "submit", class: "button primary" }, "Send");
  const form = h("form", { class: "composer" }, h("div", { class: "writing" }, before, area, button));
  const box = hintBox(area, list, hints);
  const does = { key, words, send, box };
  form.append(box.node);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sent(area, does);
  });
  area.addEventListener("input", () => {
    state.drafts[key()] = area.value;
    grow(area);
    box.typed();
  });
  area.addEventListener("keydown", (event) => {
    if (box.key(event) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.refresh = () => refreshed(area, does);
  return form;
}

/** Put words into a platform's message box, and the focus behind them. */
export function write(platform, words) {
  const area = document.getElementById(`${platform}-box`);
  if (!area) return;
  area.value = words;
  area.focus();
  area.dispatchEvent(new Event("input"));
}

function refreshed(area, { key, words, box }) {
  const { label, placeholder } = words();
  area.setAttribute("aria-label", label);
  area.placeholder = placeholder;
  if (area.dataset.draft === key()) {
    box.renewed();
    return;
  }
  area.dataset.draft = key();
  area.value = state.drafts[key()] || "";
  grow(area);
}

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight + 2, TALLEST)}px`;
}

async function sent(area, { key, send, box }) {
  const text = area.value.trim();
  if (!text || area.getAttribute("aria-busy") === "true") return;
  box.close();
  const mine = key();
  area.setAttribute("aria-busy", "true");
  const doing = send(text);
  area.value = "";
  grow(area);
  delete state.drafts[mine];
  const done = await doing;
  area.removeAttribute("aria-busy");
  if (done || area.value || key() !== mine) return;
  area.value = state.drafts[mine] = text; // nothing that was typed is lost
  grow(area);
}
