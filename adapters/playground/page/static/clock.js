// The clock of the practice world, which one can move.

import { now, written } from "./dates.js";
import { h } from "./dom.js";
import { changed, draws, refresh, state } from "./store.js";
import { announce, toast } from "./toasts.js";
import { get, post } from "./wire.js";

const STEPS = [
  ["hour", "+1 hour"],
  ["working_day", "+1 working day"],
  ["friday", "Friday 17:30"],
  ["showcase", "Fri 11:00, a project"],
  ["digest", "Mon 09:00, the digest"],
  ["now", "Back to now"],
];
const SHOWN = { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "numeric", minute: "2-digit" };

/** Build the clock once. */
export function clock() {
  const shown = h("time", { class: "shown" });
  const buttons = STEPS.map(([step, words]) =>
    h("button", { type: "button", class: "small", "data-step": step, on: { click: () => move(step) } }, words),
  );
  document.getElementById("clock").append(shown, ...buttons);
  draws(() => {
    const at = now();
    shown.textContent = words(at);
    shown.dateTime = new Date(at * 1000).toISOString();
    shown.classList.toggle("moved", state.clock.ahead > 0);
    buttons.at(-1).disabled = state.clock.ahead === 0 && document.activeElement !== buttons.at(-1);
  });
  nextMinute();
}

/** Take over what the server says the time is. */
export function setClock({ now: at, ahead, zone }) {
  state.clock = { ahead, offset: Date.parse(at) - Date.now(), zone };
}

/** Ask for the time where another window has moved the clock. */
export async function clockMoved(ahead) {
  if (ahead !== state.clock.ahead) setClock(await get("/play/clock"));
}

function words(at) {
  return written(at, SHOWN, { zone: state.clock.zone, locale: "en-US" });
}

async function move(step) {
  try {
    setClock(await post("/play/clock", { step }));
    await refresh();
  } catch (error) {
    toast(error.message);
  }
  changed();
  announce(`The clock shows ${words(now())}.`);
}

// A timer of this page only: the shown minute goes on by itself, the server is not asked.
function nextMinute() {
  setTimeout(() => {
    changed();
    nextMinute();
  }, 60_000 - (Math.round(now() * 1000) % 60_000));
}
