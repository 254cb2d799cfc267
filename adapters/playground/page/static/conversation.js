// The pane in the middle: where one is, what was said there, and the box to write in.

import { act } from "./actions.js";
import { blocks } from "./blocks.js";
import { composer } from "./composer.js";
import { dayOf } from "./dates.js";
import { h, keyed, refill } from "./dom.js";
import { messageItem } from "./message.js";
import { changed, draws, isDirect, place, state } from "./store.js";

const NEAR_END = 80; // pixels from the end within which new messages pull the view along

const parts = {};
let shownPlace = "";

/** Build the pane once; it is then drawn with every change. */
export function conversation() {
  parts.head = h("div", { class: "pane-head" });
  parts.tour = h("div", { id: "tour", hidden: true });
  parts.list = h("ol", { class: "messages", "aria-label": "Messages" });
  parts.home = h("div", { class: "home", hidden: true });
  parts.empty = h("p", { class: "empty" });
  parts.log = h("div", { role: "log", "aria-label": "What is said", "aria-live": "polite" }, parts.list);
  parts.scroll = h("div", { class: "scroll", tabindex: -1 }, parts.empty, parts.log, parts.home);
  parts.composer = composer({ id: "message-box" });
  parts.list.addEventListener("keydown", arrows);
  parts.scroll.addEventListener("scroll", () => (parts.atEnd = nearEnd()));
  new ResizeObserver(() => parts.atEnd && toEnd()).observe(parts.scroll);
  document.getElementById("slack").append(parts.head, parts.tour, parts.scroll, parts.composer);
  draws(draw);
}

function draw() {
  const channel = place();
  const here = `${state.user} ${channel.id}`;
  const moved = here !== shownPlace;
  const atEnd = nearEnd();
  const home = isDirect(channel) && state.tab === "home";
  drawHead(channel, home);
  if (moved) quietly(() => parts.list.replaceChildren());
  const fresh = keyed(parts.list, withDays(channel.messages), (each) => each.key, (each) => each.make());
  parts.list.hidden = parts.composer.hidden = home;
  parts.home.hidden = !home;
  if (home) drawHome();
  parts.empty.hidden = home || channel.messages.length > 0;
  parts.empty.textContent = emptyWords(channel);
  parts.composer.refresh();
  shownPlace = here;
  roving();
  if (moved) toEnd();
  else if (fresh.length) arrived(fresh, atEnd);
}

function toEnd() {
  parts.scroll.scrollTop = parts.scroll.scrollHeight;
  parts.atEnd = true;
}

function nearEnd() {
  const { scrollHeight, scrollTop, clientHeight } = parts.scroll;
  return scrollHeight - scrollTop - clientHeight < NEAR_END;
}

function arrived(fresh, atEnd) {
  const messages = fresh.map((item) => item.message).filter(Boolean);
  const mine = messages.some((each) => each.user === state.user || each.only_you);
  if (atEnd || mine) toEnd();
}

// New messages are read aloud; a whole channel that comes into view is not.
function quietly(change) {
  parts.log.setAttribute("aria-live", "off");
  change();
  setTimeout(() => parts.log.setAttribute("aria-live", "polite"), 500);
}

function emptyWords(channel) {
  if (isDirect(channel)) return `Nothing here yet. What you write here, only you and ${state.about.bot.name} see.`;
  return "Nothing here yet. Write something, or type / to see the commands.";
}

// Messages and, where a new day begins, that day in words.
function withDays(messages) {
  const items = [];
  let last = "";
  for (const message of messages) {
    const day = dayOf(message.ts);
    if (day !== last) items.push({ key: `day ${day}`, make: () => h("li", { class: "day" }, h("span", {}, day)) });
    last = day;
    items.push({ key: message.ts, message, make: () => wrapped(message) });
  }
  return items;
}

function wrapped(message) {
  const item = messageItem(message);
  const { refresh } = item;
  item.refresh = (next) => refresh(next.message ?? next);
  return item;
}

function drawHead(channel, home) {
  const direct = isDirect(channel);
  const name = direct ? state.about.bot.real_name : channel.name;
  const about = direct ? "Direct messages with the app" : channel.topic?.value || "";
  const sign = direct ? null : h("span", { class: "sign", "aria-hidden": "true", "data-kind": channel.kind });
  const secret = channel.kind === "group" ? h("span", { class: "badge" }, "private") : null;
  const title = h("h2", { id: "pane-title" }, h("span", { class: "unseen" }, "Slack (practice): "), sign, name, secret);
  refill(parts.head, [
    h("p", { class: "pane-kind" }, "Slack (practice)"),
    h("div", { class: "grow" }, title, h("p", { class: "hint", dir: "auto" }, about)),
    direct && (state.sees.home || home) ? tabs(home) : null,
    h("button", { ...reloading(), on: { click: () => act("reload") } }, "Reload Slack"),
  ]);
}

function reloading() {
  const title = "Load Slack anew: messages that only you can see go away, as in the real one";
  return { type: "button", class: "quiet", title, "data-focus": "reload" };
}

function tabs(home) {
  const to = (tab) => async () => {
    state.tab = tab;
    changed();
    if (tab === "home") await act("open_home");
  };
  const tab = (words, name, now) => {
    const about = { type: "button", class: "quiet", "aria-pressed": now, "data-focus": name };
    return h("button", { ...about, on: { click: to(name) } }, words);
  };
  return h("div", { class: "tabs" }, tab("Messages", "messages", String(!home)), tab("Home", "home", String(home)));
}

function drawHome() {
  const view = state.sees.home;
  if (!view || parts.home.dataset.hash === view.hash) return;
  parts.home.dataset.hash = view.hash;
  const touch = (block, element, selected = null) =>
    act("press_in_view", { view: view.id, action: element.action_id, block: block.block_id, selected });
  refill(parts.home, blocks(view.blocks, { touch, inputs: new Map(), view: view.id, entered: () => null }));
}

// One message is in the order of Tab; the arrows go to the others.
function roving() {
  const all = articles();
  const now = all.find((each) => each.tabIndex === 0) || all.at(-1);
  for (const each of all) each.tabIndex = each === now ? 0 : -1;
}

function articles() {
  return [...parts.list.querySelectorAll("article.message")];
}

function arrows(event) {
  const all = articles();
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
