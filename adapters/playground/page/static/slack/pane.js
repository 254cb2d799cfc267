// The Slack pane: where one is, what was said there, and the box to write in.

import { h, refill } from "../dom.js";
import { feed } from "../feed.js";
import { pane } from "../pane.js";
import { account, changed, state } from "../store.js";
import { blocks } from "./blocks.js";
import { composer } from "./composer.js";
import { messageItem } from "./message.js";
import { act, bot, DIRECT, go, isDirect, local, place, sees } from "./where.js";

const parts = {};

/** Build the pane once; it is then drawn with every change. */
export function slackPane() {
  parts.head = h("div", { class: "pane-head" });
  parts.home = h("div", { class: "home", hidden: true });
  parts.feed = feed({
    item: messageItem,
    label: "What is said on Slack",
    of: {
      key: (message) => message.ts,
      seconds: (message) => Number(message.ts),
      mine: (message) => message.user === account("slack") || message.only_you,
    },
  });
  parts.composer = composer({ id: "slack-box" });
  pane("slack", {
    parts: [parts.head, parts.feed.node, parts.home, parts.composer],
    draw,
    channels,
    here: () => place().id,
    go,
    reload: () => act("reload"),
  });
}

const KINDS = { im: "direct", group: "private", channel: "channel" };

function channels() {
  const rooms = sees().channels.filter((each) => each.kind !== "im");
  const app = sees().channels.find(isDirect) || { id: DIRECT, kind: "im" };
  return [...rooms, { ...app, name: bot().name }].map(({ id, name, kind }) => ({ id, name, kind: KINDS[kind] }));
}

function draw() {
  const channel = place();
  const home = isDirect(channel) && local.tabs[state.user] === "home";
  drawHead(channel, home);
  parts.feed.draw(`${state.user} ${channel.id}`, channel.messages, emptyWords(channel));
  parts.feed.node.hidden = parts.composer.hidden = home;
  parts.home.hidden = !home;
  if (home) drawHome();
  parts.composer.refresh();
}

function emptyWords(channel) {
  if (isDirect(channel)) return `Nothing here yet. What you write here, only you and ${bot().name} see.`;
  return "Nothing here yet. Write something, or type / to see the commands.";
}

function drawHead(channel, home) {
  const direct = isDirect(channel);
  const name = direct ? bot().real_name : channel.name;
  const about = direct ? "Direct messages with the app" : channel.topic?.value || "";
  const sign = direct ? null : h("span", { class: "sign", "aria-hidden": "true", "data-kind": KINDS[channel.kind] });
  const secret = channel.kind === "group" ? h("span", { class: "badge" }, "private") : null;
  refill(parts.head, [
    h("div", { class: "grow" }, h("h3", {}, sign, name, secret), h("p", { class: "hint", dir: "auto" }, about)),
    direct ? tabs(home) : null,
  ]);
}

function tabs(home) {
  const to = (tab) => async () => {
    local.tabs[state.user] = tab;
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
  const view = sees().home;
  const shown = view ? `${state.user} ${view.hash}` : "";
  if (parts.home.dataset.shown === shown) return;
  parts.home.dataset.shown = shown;
  if (!view) return refill(parts.home, [h("p", { class: "hint" }, "Nothing here yet.")]);
  const touch = (block, element, selected = null) =>
    act("press_in_view", { view: view.id, action: element.action_id, block: block.block_id, selected });
  refill(parts.home, blocks(view.blocks, { touch, inputs: new Map(), view: view.id, entered: () => null }));
}
