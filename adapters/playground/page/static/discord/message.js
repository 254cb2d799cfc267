// One message on Discord: who, when, what, its buttons, and what one can do with it.

import { timeOf } from "../dates.js";
import { h, refill } from "../dom.js";
import { editor } from "../editor.js";
import { avatar } from "../faces.js";
import { numberInside } from "../numbers.js";
import { changed, questionIn, select } from "../store.js";
import { components } from "./components.js";
import { markdown } from "./markdown.js";
import { attachment, embed } from "./media.js";
import { toolsOf } from "./tools.js";
import { act, bot, found, go, handle, local, place, sees } from "./where.js";

/** When a message was written, in seconds since 1970. */
export function secondsOf(message) {
  return Date.parse(message.at) / 1000;
}

/** A list item for a message; `refresh(message)` brings it up to date and keeps the focus. */
export function messageItem(message) {
  const body = h("div", { class: "body" });
  const tools = h("div", { class: "tools" });
  const face = h("div", { class: "face", "aria-hidden": "true" });
  const article = h("article", { class: "message", tabindex: -1 }, face, h("div", { class: "main" }, body), tools);
  const item = h("li", {}, article);
  let drawn = "";
  article.addEventListener("focusin", () => select(item.message.author.is_bot ? questionIn(item.message.text) : ""));
  item.refresh = (next) => {
    item.message = next;
    const look = JSON.stringify([next, local.editing === next.id, threadOf(next)?.messages.length]);
    if (look === drawn) return;
    drawn = look;
    article.classList.toggle("only-you", next.only_you);
    article.classList.toggle("app", next.author.is_bot);
    article.setAttribute("aria-label", spoken(next));
    article.dataset.ts = next.id;
    face.replaceChildren(avatar(next.author.name, next.author.id === bot().id));
    refill(body, content(next), article);
    refill(tools, [toolsOf(next)], article);
  };
  item.refresh(message);
  return item;
}

// What a screen reader says of a message before its words.
function spoken(message) {
  const secret = message.only_you ? "Only you can see this. " : "";
  return `${secret}${message.author.name}, ${timeOf(secondsOf(message))}`;
}

function content(message) {
  return [
    message.only_you ? secret(message) : null,
    message.reply_to ? answered(message) : null,
    message.invoked ? used(message) : null,
    head(message),
    local.editing === message.id ? changing(message) : said(message),
    message.edited ? h("p", { class: "hint" }, "(edited)") : null,
    threadLink(message),
    message.notices.map((words) => h("p", { class: "notice" }, `Discord says: ${words}`)),
  ];
}

function secret(message) {
  const put = () => act("dismiss", { channel: handle(place()), ts: message.id });
  const away = h("button", { type: "button", class: "quiet", on: { click: put } }, "Dismiss message");
  return h("p", { class: "secret" }, "Only you can see this", away);
}

function answered(message) {
  const before = place().messages.find((each) => each.id === message.reply_to);
  const what = before ? `${before.author.name}: ${short(before.text)}` : "a message that is gone";
  return h("p", { class: "hint", dir: "auto" }, `Replying to ${what}`);
}

/** The beginning of a text, in one line. */
function short(text) {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function used(message) {
  const [user, ...name] = message.invoked.split(" ");
  const who = sees().people[user]?.real_name || "Somebody";
  return h("p", { class: "hint" }, `${who} used /${name.join(" ")}`);
}

function head(message) {
  const at = new Date(message.at).toISOString();
  return h(
    "p",
    { class: "head" },
    h("b", { dir: "auto" }, message.author.name),
    message.author.is_bot ? h("span", { class: "badge" }, "APP") : null,
    h("time", { datetime: at }, timeOf(secondsOf(message))),
  );
}

function said(message) {
  if (message.thinking) return h("p", { class: "hint" }, `${bot().real_name} is thinking…`);
  const channel = handle(place());
  const touch = (one, selected) => act("press", { channel, ts: message.id, action: one.custom_id, selected });
  const words = h(
    "div",
    { class: "said" },
    message.content ? h("div", { class: "block" }, markdown(message.content)) : null,
    message.embeds.map(embed),
    message.attachments.filter((each) => !shown(message, each)).map(attachment),
    components(message.components, touch),
  );
  if (message.author.is_bot) numberInside(words);
  return words;
}

// Whether a component shows the file already: then it does not stand below once more.
function shown(message, file) {
  return JSON.stringify(message.components).includes(JSON.stringify(file.url));
}

function changing(message) {
  const channel = handle(place());
  return editor(message.content, {
    save: (text) => act("edit", { channel, ts: message.id, text }),
    done: () => {
      local.editing = "";
      changed();
    },
  });
}

// The thread under a message has the message's own id.
function threadOf(message) {
  const here = place();
  return here.kind === "thread" || here.kind === "post" ? undefined : inThread(message.id);
}

function inThread(id) {
  const there = found(id);
  return there?.kind === "thread" ? there : undefined;
}

function threadLink(message) {
  const thread = threadOf(message);
  if (!thread) return null;
  const count = thread.messages.length;
  const words = `Thread: ${thread.name} (${count} ${count === 1 ? "message" : "messages"})`;
  const about = { type: "button", class: "quiet thread-link", "data-focus": "thread", dir: "auto" };
  return h("button", { ...about, on: { click: () => go(thread.id) } }, words);
}
