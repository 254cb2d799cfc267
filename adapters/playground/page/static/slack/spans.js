// The small things inside a line of Slack: people and channels.

import { h } from "../dom.js";
import { sees } from "./where.js";

/** A person, a channel or everybody, from Slack's form of it (`<@U1>`, `<#C1|name>`, `<!channel>`). */
export function mention(token) {
  const [id, label] = token.slice(2, -1).split("|");
  if (token[1] === "@") return h("span", { class: "mention", dir: "auto" }, `@${nameOf(id, label)}`);
  if (token[1] === "#") return h("span", { class: "mention" }, `#${channelOf(id, label)}`);
  return h("span", { class: "mention" }, `@${label || id}`);
}

function nameOf(id, label) {
  return sees().people[id]?.real_name || label || "somebody";
}

function channelOf(id, label) {
  return sees().channels.find((each) => each.id === id)?.name || label || "a channel";
}
