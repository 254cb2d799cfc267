// Begins here: ask who there is, build the parts once, then draw whatever the stream of changes brings.

import { clock, clockMoved, setClock } from "./clock.js";
import { discordPane } from "./discord/pane.js";
import { h } from "./dom.js";
import { keysButton } from "./keys.js";
import { lookButton } from "./look.js";
import { panel } from "./panel.js";
import "./slack/dialog.js";
import { slackPane } from "./slack/pane.js";
import { account, refresh, state } from "./store.js";
import { switcher } from "./switcher.js";
import { toast } from "./toasts.js";
import { tourButton } from "./tour.js";
import { get, listen } from "./wire.js";

async function begin() {
  state.about = await get("/play/about");
  setClock(state.about);
  state.started = Date.parse(state.about.now) / 1000;
  const remembered = sessionStorage.getItem("seat");
  const seats = state.about.seats.map((each) => each.id);
  state.user = seats.includes(remembered) ? remembered : seats[0];
  document.getElementById("desk").textContent = state.about.desk;
  state.sees = await get("/play/sees", { user: state.user });
  if (!account(state.pane)) state.pane = "discord";
  switcher();
  discordPane();
  slackPane();
  panel();
  clock();
  await refresh();
  document.getElementById("extras").append(tourButton(), keysButton(), lookButton(), behindButton());
  document.documentElement.dataset.ready = "yes";
  listen({ changed: heard, lost: toast, back: () => refresh().catch(() => null) });
}

async function heard({ version, start, ahead }) {
  if (start !== state.about.start) {
    location.reload(); // another playground answers now
    return;
  }
  try {
    await clockMoved(ahead);
    if (version > state.sees.version || ahead !== state.seenAhead) await refresh();
    state.seenAhead = ahead;
  } catch (error) {
    toast(error.message);
  }
}

// On narrow screens the panel stands aside until it is asked for.
function behindButton() {
  const button = h("button", { type: "button", class: "small behind", "aria-expanded": "false" }, "Behind");
  button.addEventListener("click", () => {
    const open = document.body.classList.toggle("looking-behind");
    button.setAttribute("aria-expanded", String(open));
    if (open) document.getElementById("panel-title").focus();
  });
  return button;
}

begin().catch((error) => toast(error.message));
