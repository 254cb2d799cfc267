// Where one writes. Enter sends, Shift and Enter begin a line, "/" and "@" bring up hints.

import { act } from "./actions.js";
import { freshId, h } from "./dom.js";
import { hintBox } from "./hints.js";
import { menuButton } from "./menu.js";
import { handle, isDirect, place, state } from "./store.js";

const TALLEST = 160; // pixels, before the box scrolls

/** A message box: for the channel or, with `thread`, for the thread under that message. */
export function composer({ thread = "", id = "" } = {}) {
  const hints = freshId("hints");
  const area = h("textarea", {
    id: id || freshId("box"),
    rows: 1,
    dir: "auto",
    "aria-autocomplete": "list",
    "aria-controls": hints,
    "aria-keyshortcuts": id ? "Alt+Shift+M" : null,
  });
  const send = h("button", { type: "submit", class: "button primary" }, "Send");
  const form = h("form", { class: "composer" }, h("div", { class: "writing" }, area, send));
  if (!thread) form.querySelector(".writing").prepend(shortcuts());
  const box = hintBox(area, hints);
  form.append(box.node);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sent(area, thread, box);
  });
  area.addEventListener("input", () => {
    state.drafts[draftKey(thread)] = area.value;
    grow(area);
    box.typed();
  });
  area.addEventListener("keydown", (event) => {
    if (box.key(event) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.refresh = () => refreshed(area, thread);
  form.refresh();
  return form;
}

/** Put words into the channel's message box, and the focus behind them. */
export function write(words) {
  const area = document.getElementById("message-box");
  area.value = words;
  area.focus();
  area.dispatchEvent(new Event("input"));
}

function draftKey(thread) {
  return `${state.user} ${place().id} ${thread}`;
}

function refreshed(area, thread) {
  const channel = place();
  const where = isDirect(channel) ? state.about.bot.name : `#${channel.name}`;
  const label = thread ? "Reply in this thread" : `Message ${where}`;
  area.setAttribute("aria-label", label);
  area.placeholder = thread ? `Reply, or call @${state.about.bot.name}` : `Message ${where}, or type / for commands`;
  const key = draftKey(thread);
  if (area.dataset.draft === key) return;
  area.dataset.draft = key;
  area.value = state.drafts[key] || "";
  grow(area);
}

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight + 2, TALLEST)}px`;
}

async function sent(area, thread, box) {
  const text = area.value.trim();
  if (!text || area.getAttribute("aria-busy") === "true") return;
  box.close();
  const channel = handle(place());
  const key = draftKey(thread);
  area.setAttribute("aria-busy", "true");
  const doing = text.startsWith("/")
    ? act("slash", { channel, line: text, thread })
    : act("say", { channel, text, thread });
  area.value = "";
  grow(area);
  delete state.drafts[key];
  const done = await doing;
  area.removeAttribute("aria-busy");
  if (done || area.value || draftKey(thread) !== key) return;
  area.value = state.drafts[key] = text; // nothing that was typed is lost
  grow(area);
}

function shortcuts() {
  const all = (state.sees?.shortcuts || []).filter((each) => each.kind === "global");
  if (!all.length) return "";
  const items = all.map((each) => ({ words: each.name, does: () => act("shortcut", { callback: each.callback_id }) }));
  return menuButton({ label: "Shortcuts of the app", words: "+", focus: "shortcuts", items, quiet: true });
}
