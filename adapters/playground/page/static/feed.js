// What was said in a channel, day by day. New messages pull the view along, and one message is in the order of Tab.

import { dayOf } from "./dates.js";
import { h, keyed } from "./dom.js";

const NEAR_END = 80; // pixels from the end within which new messages pull the view along
const QUIET_MS = 500;

/**
 * A list of messages. `item(message)` makes one of them; `of` tells about a message: `key(m)`, `seconds(m)` and
 * `mine(m)`, whether it was written by or for the person alone.
 */
export function feed({ item, of, label }) {
  const list = h("ol", { class: "messages", "aria-label": "Messages" });
  const empty = h("p", { class: "empty" });
  const log = h("div", { role: "log", "aria-label": label, "aria-live": "polite" }, list);
  const scroll = h("div", { class: "scroll", tabindex: -1 }, empty, log);
  const box = { list, empty, log, scroll, item, of, shown: "", atEnd: true };
  list.addEventListener("keydown", (event) => arrows(event, list));
  scroll.addEventListener("scroll", () => (box.atEnd = nearEnd(scroll)));
  new ResizeObserver(() => box.atEnd && toEnd(box)).observe(scroll);
  return { node: scroll, draw: (here, messages, words) => draw(box, here, messages, words) };
}

function draw(box, here, messages, words) {
  const moved = here !== box.shown;
  const atEnd = nearEnd(box.scroll);
  if (moved) quietly(box);
  const fresh = keyed(box.list, withDays(box, messages), (each) => each.key, (each) => each.make());
  box.empty.hidden = messages.length > 0;
  box.empty.textContent = words;
  box.shown = here;
  roving(box.list);
  if (moved) toEnd(box);
  else if (fresh.length) arrived(box, fresh, atEnd);
}

function toEnd(box) {
  box.scroll.scrollTop = box.scroll.scrollHeight;
  box.atEnd = true;
}

function nearEnd({ scrollHeight, scrollTop, clientHeight }) {
  return scrollHeight - scrollTop - clientHeight < NEAR_END;
}

function arrived(box, fresh, atEnd) {
  const messages = fresh.map((each) => each.message).filter(Boolean);
  if (atEnd || messages.some(box.of.mine)) toEnd(box);
}

// New messages are read aloud; a whole channel that comes into view is not.
function quietly({ log, list }) {
  log.setAttribute("aria-live", "off");
  list.replaceChildren();
  setTimeout(() => log.setAttribute("aria-live", "polite"), QUIET_MS);
}

// Messages and, where a new day begins, that day in words.
function withDays({ item, of }, messages) {
  const items = [];
  let last = "";
  for (const message of messages) {
    const day = dayOf(of.seconds(message));
    if (day !== last) items.push({ key: `day ${day}`, make: () => h("li", { class: "day" }, h("span", {}, day)) });
    last = day;
    items.push({ key: of.key(message), message, make: () => wrapped(item(message)) });
  }
  return items;
}

function wrapped(node) {
  const { refresh } = node;
  node.refresh = (next) => refresh(next.message ?? next);
  return node;
}

// One message is in the order of Tab; the arrows go to the others.
function roving(list) {
  const all = articles(list);
  const now = all.find((each) => each.tabIndex === 0) || all.at(-1);
  for (const each of all) each.tabIndex = each === now ? 0 : -1;
}

function articles(list) {
  return [...list.querySelectorAll("article.message")];
}

function arrows(event, list) {
  const all = articles(list);
  const at = all.indexOf(event.target);
  if (at < 0) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined || !all[to]) return;
  event.preventDefault();
  for (const each of all) each.tabIndex = -1;
  all[to].tabIndex = 0;
  all[to].focus();
  all[to].scrollIntoView({ block: "nearest" });
}
