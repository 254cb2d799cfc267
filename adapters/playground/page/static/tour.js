// Five short cards for the first visit. They stand above the panes and cover nothing.

import { go as goOnDiscord } from "./discord/where.js";
import { h } from "./dom.js";
import { go as goOnSlack } from "./slack/where.js";
import { on, PLATFORMS, state } from "./store.js";
import { sit } from "./switcher.js";
import { write } from "./writing.js";

const DONE = "tour";
const GO = { slack: goOnSlack, discord: goOnDiscord };

const CARDS = [
  {
    title: "Ask on Discord",
    words: (name) =>
      `Take the seat of ${name.asker}. In the Discord pane choose /opendata ask and write your question; look at it, ` +
      "then post it.",
    does: ["Begin a question", () => begin("asker", "discord", "text", "/opendata ask")],
  },
  {
    title: "Claim and answer on Slack",
    words: (name) =>
      `Take the seat of ${name.champion}. The question waits in the champions' room on Slack: press Claim, then Answer.`,
    does: ["Take that seat", () => begin("champion", "slack", "group")],
  },
  {
    title: "Confirm on Discord",
    words: (name) =>
      `Go back to the seat of ${name.asker}. Open the question's post: the answer stands there. Press This solved it.`,
    does: ["Take that seat", () => begin("asker", "discord", "forum")],
  },
  {
    title: "Look behind",
    words: () => "Here you see why this person was asked, everything that happened, and whose move it is.",
    does: ["Show the panel", lookBehind],
  },
  {
    title: "Move the clock",
    words: () =>
      "Move the clock, above. Mon 09:00 brings the week's digest to Imani Thornquist, Fri 11:00 shows a project; and " +
      "see what a promise does on a Friday evening.",
    does: ["Go to the clock", async () => document.querySelector("#clock button").focus()],
  },
];

/** A button that starts the tour; it starts by itself on the first visit. */
export function tourButton() {
  const button = h("button", { type: "button", class: "small", on: { click: () => show(0, true) } }, "Tour");
  if (!localStorage.getItem(DONE)) queueMicrotask(() => show(0));
  return button;
}

// The seat of the first person of a kind who is on the platform, and there the first channel of a kind.
async function begin(kind, platform, room, words = "") {
  const seat = seatOf(kind, platform);
  if (!seat) return;
  await sit(seat);
  const channel = on(platform)?.channels.find((each) => each.kind === room);
  if (channel) GO[platform](channel.id);
  document.getElementById(platform).focus();
  if (words) write(platform, words);
}

// Best somebody who is on no other platform: so one sees that the words cross, and not the people.
function seatOf(kind, platform) {
  const all = state.about.seats.filter((each) => each.kind === kind && each.accounts[platform]);
  return all.find((each) => Object.keys(each.accounts).length === 1) || all[0];
}

async function lookBehind() {
  const title = document.getElementById("panel-title");
  if (!title.checkVisibility()) document.querySelector(".small.behind").click();
  title.focus();
}

function names() {
  const name = (kind, platform) => {
    const seat = seatOf(kind, platform);
    if (!seat) return "somebody";
    return Object.keys(seat.accounts).length > 1 ? seat.name : `${seat.name}, who is on ${PLATFORMS[platform]} only`;
  };
  return { asker: name("asker", "discord"), champion: name("champion", "slack") };
}

function show(at, focus = false) {
  const box = document.getElementById("tour");
  const card = CARDS[at];
  box.hidden = !card;
  localStorage.setItem(DONE, "seen");
  if (!card) {
    document.querySelector(".pane:not(.absent) .composer textarea")?.focus();
    return;
  }
  const title = h("h2", { id: "tour-title", tabindex: -1 }, `${at + 1} of ${CARDS.length}: ${card.title}`);
  const [words, does] = card.does;
  const last = at === CARDS.length - 1;
  const button = (label, told, kind = "") =>
    h("button", { type: "button", class: `button ${kind}`, on: { click: told } }, label);
  box.setAttribute("role", "region");
  box.setAttribute("aria-labelledby", "tour-title");
  box.replaceChildren(
    h("div", { class: "grow" }, title, h("p", {}, card.words(names()))),
    h(
      "div",
      { class: "actions" },
      button(words, does, "primary"),
      button(last ? "Done" : "Next", () => show(at + 1, true)),
      last ? "" : button("Skip the tour", () => show(CARDS.length), "plain"),
    ),
  );
  if (focus) title.focus();
}
