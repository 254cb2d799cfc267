// The frame of a platform's pane: its name, its channels, and a sentence for those who have no account there.

import { channelRow } from "./channels.js";
import { h } from "./dom.js";
import { account, draws, on, PLATFORMS, seat, state } from "./store.js";

/**
 * Build a pane once. `parts` stand under the channels; `draw()` brings them up to date, `channels()` gives
 * `{id, name, kind}` of each channel, `here()` the id of the one looked at.
 */
export function pane(platform, { parts, draw, channels, here, go, reload }) {
  const name = PLATFORMS[platform];
  const section = document.getElementById(platform);
  const row = channelRow(platform, go);
  const title = `Load ${name} anew: messages that only you can see go away, as in the real one`;
  const again = h("button", { type: "button", class: "quiet", title, on: { click: reload } }, `Reload ${name}`);
  const head = h("div", { class: "pane-title" }, h("h2", { id: `${platform}-title` }, `${name} (practice)`), again);
  const away = h("div", { class: "away" });
  const inside = h("div", { class: "pane-inside" }, row.node, parts);
  section.append(head, away, inside);
  section.addEventListener("focusin", () => (state.pane = platform));
  draws(() => {
    const there = on(platform) !== null;
    section.classList.toggle("absent", !there);
    inside.hidden = again.hidden = !there;
    away.hidden = there;
    if (!there) away.replaceChildren(...absent(platform));
    if (!there) return;
    row.draw(channels(), here());
    draw();
  });
}

function absent(platform) {
  const others = state.about.seats.filter((each) => each.accounts[platform]);
  return [
    h("p", {}, `${seat().name} is not on ${PLATFORMS[platform]}.`),
    h("p", { class: "hint" }, "Those who are:"),
    h("ul", { class: "hint" }, others.map((each) => h("li", { dir: "auto" }, each.name))),
  ];
}

/** The pane that one works in, by its element; the other one where the person has no account there. */
export function workedIn() {
  const platform = account(state.pane) ? state.pane : Object.keys(seat().accounts)[0];
  return document.getElementById(platform);
}

/** The other pane, where the person has an account there. */
export function otherPane() {
  const other = Object.keys(seat().accounts).find((each) => each !== workedIn().id);
  return other ? document.getElementById(other) : null;
}
