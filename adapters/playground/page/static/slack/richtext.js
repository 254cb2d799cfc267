// Slack's rich_text blocks as elements (Block Kit reference, "Rich text block").

import { inFormat } from "../dates.js";
import { h } from "../dom.js";
import { link } from "../links.js";
import { mention } from "./spans.js";

const WRAPPED = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

/** A whole rich_text block. */
export function richText(block) {
  return (block.elements || []).map(section);
}

function section(part) {
  switch (part.type) {
    case "rich_text_section":
      return h("p", { class: "words", dir: "auto" }, spans(part.elements));
    case "rich_text_list":
      return list(part);
    case "rich_text_quote":
      return h("blockquote", { class: "words", dir: "auto" }, spans(part.elements));
    case "rich_text_preformatted":
      return h("pre", { class: "words", dir: "auto" }, spans(part.elements));
    default:
      return h("p", { class: "hint" }, `(A part of the kind “${part.type}” is not shown here.)`);
  }
}

function list(part) {
  const items = part.elements.map((each) => h("li", { dir: "auto" }, spans(each.elements)));
  return h(part.style === "ordered" ? "ol" : "ul", { class: `words indent-${Math.min(part.indent || 0, 4)}` }, items);
}

function spans(elements) {
  return (elements || []).map(span);
}

function span(element) {
  switch (element.type) {
    case "text":
      return styled(element.text, element.style);
    case "link":
      return link(element.url, element.text || element.url);
    case "user":
      return mention(`<@${element.user_id}>`);
    case "channel":
      return mention(`<#${element.channel_id}>`);
    case "broadcast":
      return mention(`<!${element.range}>`);
    case "emoji":
      return emoji(element);
    case "date":
      return moment(element);
    default:
      return element.fallback || "";
  }
}

function styled(words, style = {}) {
  const tags = Object.keys(WRAPPED).filter((name) => style[name]);
  return tags.reduce((inside, name) => h(WRAPPED[name], {}, inside), document.createTextNode(words));
}

function emoji(element) {
  const points = (element.unicode || "").split("-").map((each) => parseInt(each, 16));
  const drawn = points.every(Boolean) && points.length ? String.fromCodePoint(...points) : `:${element.name}:`;
  return h("span", { role: "img", "aria-label": element.name }, drawn);
}

function moment(element) {
  const at = new Date(element.timestamp * 1000);
  if (Number.isNaN(at.getTime())) return element.fallback || "";
  const words = inFormat(element.timestamp, element.format || "{date_long}");
  return h("time", { datetime: at.toISOString(), title: element.fallback || null }, words);
}
