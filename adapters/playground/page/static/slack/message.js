// One message: who, when, what, its buttons, its thread, and what one can do with it.

import { timeOf } from "../dates.js";
import { h, keyed, refill } from "../dom.js";
import { editor } from "../editor.js";
import { avatar } from "../faces.js";
import { menuButton } from "../menu.js";
import { numberInside } from "../numbers.js";
import { account, changed, questionIn, select, state } from "../store.js";
import { blocks } from "./blocks.js";
import { composer } from "./composer.js";
import { decoded, mrkdwn } from "./mrkdwn.js";
import { act, bot, handle, local, place, sees } from "./where.js";

const OPEN_REPLIES = 3; // a thread with no more than these stands open by itself

/** A list item for a message. `refresh(message)` brings it up to date, and keeps focus and half-written replies. */
export function messageItem(message, inThread = false) {
  const body = h("div", { class: "body" });
  const tools = h("div", { class: "tools" });
  const thread = inThread ? null : threadBox();
  const face = h("div", { class: "face", "aria-hidden": "true" });
  const main = h("div", { class: "main" }, body, thread);
  const article = h("article", { class: "message", tabindex: -1 }, face, main, tools);
  const item = h("li", {}, article);
  let drawn = "";
  article.addEventListener("focusin", () => select(item.message.is_bot ? questionIn(item.message.text || "") : ""));
  item.refresh = (next) => {
    item.message = next;
    const { thread: replies, ...rest } = next;
    const look = JSON.stringify([rest, local.editing === next.ts]);
    if (look !== drawn) {
      drawn = look;
      article.classList.toggle("only-you", next.only_you);
      article.classList.toggle("app", next.is_bot);
      article.setAttribute("aria-label", spoken(next));
      article.dataset.ts = next.ts;
      face.replaceChildren(avatar(next.name, next.user === bot().id));
      refill(body, content(next), article);
      refill(tools, [toolsOf(next, inThread)], article);
    }
    thread?.refresh(next, replies || []);
  };
  return item;
}

// What a screen reader says of a message before its words.
function spoken(message) {
  const secret = message.only_you ? "Only you can see this. " : "";
  return `${secret}${message.name}, ${timeOf(message.ts)}`;
}

function content(message) {
  const drawn = message.blocks?.length > 0;
  const said = drawn ? blocks(message.blocks, touches(message)) : mrkdwn(message.text, message.is_bot);
  const under = (message.attachments || []).map((each) => h("blockquote", {}, blocks(each.blocks, touches(message))));
  const words = h("div", { class: "said" }, said, under);
  if (message.is_bot) numberInside(words);
  return [
    message.only_you ? h("p", { class: "secret" }, "Only you can see this") : null,
    head(message),
    message.invoked ? h("p", { class: "hint" }, `Typed: ${message.invoked}`) : null,
    local.editing === message.ts ? changing(message) : words,
    message.edited && !message.is_bot ? h("p", { class: "hint" }, "(edited)") : null,
  ];
}

function changing(message) {
  const channel = handle(place());
  return editor(decoded(message.text.replace(/<(https?:[^>|]+)>/g, "$1")), {
    save: (text) => act("edit", { channel, ts: message.ts, text }),
    done: () => {
      local.editing = "";
      changed();
    },
  });
}

function head(message) {
  const at = new Date(Number(message.ts) * 1000).toISOString();
  return h(
    "p",
    { class: "head" },
    h("b", { dir: "auto" }, message.name),
    message.is_bot ? h("span", { class: "badge" }, "app") : null,
    h("time", { datetime: at }, timeOf(message.ts)),
  );
}

function touches(message) {
  return {
    touch: (block, element, selected = null) =>
      act("press", {
        channel: handle(place()),
        ts: message.ts,
        action: element.action_id,
        block: block.block_id,
        selected,
      }),
  };
}

function toolsOf(message, inThread) {
  const items = shortcutsOf(message);
  const reply = message.only_you || inThread || message.subtype === "tombstone" ? null : replyButton(message);
  const label = `More for the message from ${message.name}, ${timeOf(message.ts)}`;
  const menu = { label, words: "⋯", focus: `more ${message.ts}`, items, quiet: true };
  return h("div", { class: "tool-row" }, reply, items.length ? menuButton(menu) : null);
}

function replyButton(message) {
  const opened = async () => {
    const key = threadKey(message);
    local.threads[key] = local.replying[key] = true;
    changed();
    await Promise.resolve();
    document.querySelector(`[data-ts="${CSS.escape(message.ts)}"] .thread textarea`)?.focus();
  };
  const label = `Reply in thread to ${message.name}, ${timeOf(message.ts)}`;
  const about = { type: "button", class: "quiet", "aria-label": label, title: "Reply in thread" };
  return h("button", { ...about, "data-focus": `reply ${message.ts}`, on: { click: opened } }, "Reply");
}

function shortcutsOf(message) {
  if (message.only_you || message.subtype === "tombstone") return [];
  const channel = handle(place());
  const shortcuts = sees().shortcuts.filter((each) => each.kind === "message");
  const items = shortcuts.map((each) => ({
    words: each.name,
    does: () => act("shortcut", { callback: each.callback_id, channel, ts: message.ts }),
  }));
  if (message.user !== account("slack")) return items;
  const edited = () => {
    local.editing = message.ts;
    changed();
  };
  items.push({ words: "Edit message", does: edited });
  items.push({ words: "Delete message", danger: true, does: () => act("delete", { channel, ts: message.ts }) });
  return items;
}

function threadKey(message) {
  return `${state.user} ${message.ts}`;
}

function threadBox() {
  const count = h("button", { type: "button", class: "quiet count", "data-focus": "thread" });
  const list = h("ol", { class: "replies" });
  const writing = h("div", {});
  const box = h("div", { class: "thread" }, count, list, writing);
  box.refresh = (message, replies) => {
    const key = threadKey(message);
    const open = local.threads[key] ?? replies.length <= OPEN_REPLIES;
    const replying = Boolean(local.replying[key]);
    box.hidden = !replies.length && !replying;
    count.hidden = !replies.length;
    count.textContent = `${replies.length} ${replies.length === 1 ? "reply" : "replies"}`;
    count.setAttribute("aria-expanded", String(open));
    count.onclick = () => {
      local.threads[key] = !open;
      local.replying[key] = false;
      changed();
    };
    keyed(list, open ? replies : [], (each) => each.ts, (each) => messageItem(each, true));
    list.hidden = !open || !replies.length;
    if (replying && open && !writing.childElementCount) writing.append(composer({ thread: message.ts }));
    if (!replying || !open) writing.replaceChildren();
    writing.firstElementChild?.refresh();
  };
  return box;
}
