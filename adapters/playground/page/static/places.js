// The channels the person is in, and their direct messages with the app.

import { h, keyed } from "./dom.js";
import { DIRECT, draws, go, hasNews, isDirect, place, state } from "./store.js";

/** Build the list once. */
export function places() {
  const channels = h("ul", {});
  const direct = h("ul", {});
  document.getElementById("places").append(
    h("h2", { id: "places-title" }, "Channels"),
    channels,
    h("h2", {}, "Direct messages"),
    direct,
  );
  draws(() => {
    const all = state.sees.channels;
    const rooms = all.filter((each) => each.kind !== "im");
    const app = all.find(isDirect) || { id: DIRECT, kind: "im" };
    keyed(channels, rooms, (each) => `${state.user} ${each.id}`, entry);
    keyed(direct, [app], (each) => `${state.user} ${each.id}`, entry);
  });
}

function entry(channel) {
  const words = h("span", { class: "name" });
  const news = h("span", { class: "unseen" });
  const sign = h("span", { class: "sign", "aria-hidden": "true" });
  const button = h(
    "button",
    { type: "button", "data-focus": channel.id, on: { click: () => go(channel.id) } },
    sign,
    words,
    h("span", { class: "dot" }),
    news,
  );
  const item = h("li", {}, button);
  item.refresh = (next) => {
    const direct = next.kind === "im";
    const here = place().id === next.id;
    const fresh = !here && hasNews(state.user, next.id);
    sign.dataset.kind = next.kind;
    words.textContent = direct ? state.about.bot.name : next.name;
    news.textContent = `${next.kind === "group" ? " (private)" : ""}${fresh ? " (new)" : ""}`;
    button.classList.toggle("news", fresh);
    if (here) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  };
  return item;
}
