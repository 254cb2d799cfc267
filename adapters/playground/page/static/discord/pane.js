// The Discord pane: channels and a forum, threads and posts, and the box to write in.

import { h, refill } from "../dom.js";
import { feed } from "../feed.js";
import { pane } from "../pane.js";
import { account, state } from "../store.js";
import { composer } from "./composer.js";
import { forumBox, marks, tag } from "./forum.js";
import { messageItem, secondsOf } from "./message.js";
import "./modal.js";
import { act, bot, DIRECT, go, inside, place, sees } from "./where.js";

const parts = {};

/** Build the pane once; it is then drawn with every change. */
export function discordPane() {
  parts.head = h("div", { class: "pane-head" });
  parts.threads = h("ul", { class: "threads", "aria-label": "Threads" });
  parts.forum = forumBox();
  parts.feed = feed({
    item: messageItem,
    label: "What is said on Discord",
    of: {
      key: (message) => message.id,
      seconds: secondsOf,
      mine: (message) => message.author.id === account("discord") || message.only_you,
    },
  });
  parts.notices = h("div", { class: "notices", "aria-live": "polite" });
  parts.composer = composer();
  pane("discord", {
    parts: [parts.head, parts.threads, parts.forum.node, parts.feed.node, parts.notices, parts.composer],
    draw,
    channels,
    here: () => (place().parent || place()).id,
    go,
    reload: () => act("reload"),
  });
}

function channels() {
  const rooms = sees().channels.map(({ id, name, kind }) => ({ id, name, kind }));
  return [...rooms, { id: sees().dms[0]?.id || DIRECT, name: bot().name, kind: "direct" }];
}

function draw() {
  const here = place();
  const forum = here.kind === "forum";
  drawHead(here);
  drawThreads(here);
  parts.forum.node.hidden = !forum;
  parts.feed.node.hidden = parts.composer.hidden = forum;
  if (forum) parts.forum.draw(here);
  parts.feed.draw(`${state.user} ${here.id}`, here.messages, emptyWords(here));
  refill(parts.notices, here.notices.map((words) => h("p", { class: "notice" }, `Discord says: ${words}`)));
  if (!forum) parts.composer.refresh();
}

function emptyWords(here) {
  if (here.kind === "dm") return `Nothing here yet. What you write here, only you and ${bot().name} see.`;
  return "Nothing here yet. Write something, or type / to see the commands.";
}

function drawHead(here) {
  const { parent } = here;
  const sign = here.kind === "dm" ? null : h("span", { class: "sign", "aria-hidden": "true", "data-kind": here.kind });
  const secret = here.kind === "private" ? h("span", { class: "badge" }, "private") : null;
  const name = here.kind === "dm" ? bot().real_name : here.name;
  const leave = { type: "button", class: "quiet", "data-focus": "back", on: { click: () => go(parent.id) } };
  const back = parent ? h("button", leave, `Back to #${parent.name}`) : null;
  refill(parts.head, [
    h("div", { class: "grow" }, h("h3", { dir: "auto" }, sign, name, secret), about(here)),
    back,
  ]);
}

function about(here) {
  if (here.kind === "dm") return h("p", { class: "hint" }, "Direct messages with the app");
  if (!here.parent) return h("p", { class: "hint", dir: "auto" }, here.topic);
  const asleep = here.archived ? " (archived: a message wakes it up, and its buttons work again)" : "";
  const words = here.kind === "post" ? "Post" : "Thread";
  const tags = (here.tags || []).flatMap((each) => [" ", tag(each)]);
  return h("p", { class: "hint" }, here.archived ? `${words}${asleep}` : [words, ...marks(here)].join(", "), tags);
}

// Threads that hang on no message of the channel; the others are found under theirs.
function drawThreads(here) {
  const shown = new Set(here.messages.map((each) => each.id));
  const loose = here.kind === "forum" ? [] : inside(here).filter((each) => !shown.has(each.id));
  parts.threads.hidden = !loose.length;
  refill(
    parts.threads,
    loose.map((each) => {
      const words = [`Thread: ${each.name}`, ...marks(each)].join(", ");
      const made = { type: "button", class: "quiet thread-link", "data-focus": each.id, dir: "auto" };
      return h("li", {}, h("button", { ...made, on: { click: () => go(each.id) } }, words));
    }),
  );
}
