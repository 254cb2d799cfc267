// The channels of a pane, side by side, each a button.

import { h, keyed } from "./dom.js";
import { hasNews, PLATFORMS, state } from "./store.js";

/** The list; `draw(channels, here)` takes `{id, name, kind}` of each and the id of the one looked at. */
export function channelRow(platform, go) {
  const list = h("ul", { class: "channels" });
  const node = h("nav", { "aria-label": `${PLATFORMS[platform]} channels` }, list);
  const draw = (channels, here) => {
    const items = channels.map((each) => ({ ...each, here: each.id === here }));
    keyed(list, items, (each) => `${state.user} ${each.id}`, (each) => entry(platform, each, go));
  };
  return { node, draw };
}

function entry(platform, channel, go) {
  const words = h("span", { class: "name", dir: "auto" });
  const more = h("span", { class: "unseen" });
  const sign = h("span", { class: "sign", "aria-hidden": "true" });
  const button = h(
    "button",
    { type: "button", "data-focus": channel.id, on: { click: () => go(channel.id) } },
    sign,
    words,
    h("span", { class: "dot" }),
    more,
  );
  const item = h("li", {}, button);
  item.refresh = (next) => {
    const fresh = !next.here && hasNews(state.user, platform, next.id);
    sign.dataset.kind = next.kind;
    words.textContent = next.name;
    more.textContent = `${kindIn(next.kind)}${fresh ? " (new)" : ""}`;
    button.classList.toggle("news", fresh);
    if (next.here) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  };
  return item;
}

function kindIn(kind) {
  return { private: " (private)", forum: " (forum)", direct: " (direct messages)" }[kind] || "";
}
