// The small things inside a line: links, people, channels.

import { h } from "./dom.js";
import { state } from "./store.js";

/** A link, where the address is one of the web's or of mail; else only its words. */
export function link(address, words) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    return words;
  }
  if (!["http:", "https:", "mailto:"].includes(url.protocol)) return words;
  return h("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, words);
}

/** A person, a channel or everybody, from Slack's form of it (`<@U1>`, `<#C1|name>`, `<!channel>`). */
export function mention(token) {
  const [id, label] = token.slice(2, -1).split("|");
  if (token[1] === "@") return h("span", { class: "mention", dir: "auto" }, `@${nameOf(id, label)}`);
  if (token[1] === "#") return h("span", { class: "mention" }, `#${channelOf(id, label)}`);
  return h("span", { class: "mention" }, `@${label || id}`);
}

function nameOf(id, label) {
  return state.sees.people[id]?.real_name || label || "somebody";
}

function channelOf(id, label) {
  return state.sees.channels.find((each) => each.id === id)?.name || label || "a channel";
}
