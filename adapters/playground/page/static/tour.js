// Four short cards for the first visit. They stand above the messages and cover nothing.

import { write } from "./composer.js";
import { h } from "./dom.js";
import { go, state } from "./store.js";
import { sit } from "./switcher.js";

const DONE = "tour";

const CARDS = [
  {
    title: "Ask",
    words: (name) =>
      `You are ${name.asker}. Ask about the city's data: type /opendata ask and your question, then press Enter.`,
    does: ["Begin a question", () => begin("asker", "", "/opendata ask ")],
  },
  {
    title: "Claim and answer",
    words: (name) =>
      `Now sit in ${name.champion}'s seat. The question waits in the champions' room: press Claim, then Answer.`,
    does: ["Take that seat", () => begin("champion", "group")],
  },
  {
    title: "Look behind",
    words: () => "On the right you see why this person was asked, everything that happened, and whose move it is.",
    does: ["Show the panel", async () => document.getElementById("panel-title").focus()],
  },
  {
    title: "Move the clock",
    words: (name) =>
      `Back in ${name.asker}'s seat the answer can be confirmed. Then move the clock, above, and see what a promise ` +
      "does on a Friday evening.",
    does: ["Take that seat", () => begin("asker", "")],
  },
];

/** A button that starts the tour; it starts by itself on the first visit. */
export function tourButton() {
  const button = h("button", { type: "button", class: "small", on: { click: () => show(0, true) } }, "Tour");
  if (!localStorage.getItem(DONE)) queueMicrotask(() => show(0));
  return button;
}

async function begin(kind, room, words = "") {
  const seat = state.about.seats.find((each) => each.kind === kind);
  if (seat) await sit(seat);
  const channel = state.sees.channels.find((each) => each.kind === (room || "channel"));
  if (channel) go(channel.id);
  if (words) write(words);
}

function names() {
  const name = (kind) => state.about.seats.find((each) => each.kind === kind)?.name || "somebody";
  return { asker: name("asker"), champion: name("champion") };
}

function show(at, focus = false) {
  const box = document.getElementById("tour");
  const card = CARDS[at];
  box.hidden = !card;
  localStorage.setItem(DONE, "seen");
  if (!card) {
    document.getElementById("message-box").focus();
    return;
  }
  const title = h("h3", { id: "tour-title", tabindex: -1 }, `${at + 1} of ${CARDS.length}: ${card.title}`);
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
