// Slack's mrkdwn text as elements ("Formatting text for app surfaces"). What people write has links and mentions only;
// what the app writes may also have bold, italic, struck out words, code and quotes.

import { inFormat } from "../dates.js";
import { h } from "../dom.js";
import { link } from "../links.js";
import { mention } from "./spans.js";

const TOKEN = /<([@#!][^<>\s|]+(?:\|[^<>]*)?|[a-z]+:[^<>|]+(?:\|[^<>]*)?)>/g;
const MARKED = /(^|[\s(])([*_~`])(?=\S)([^\n]*?\S)\2(?=$|[\s).,:;!?])/g;
const LONGEST_MARKED = 3000; // a text object; nobody marks up more than that
const TAGS = { "*": "strong", _: "em", "~": "s", "`": "code" };

/** Text with `&amp;`, `&lt;` and `&gt;` turned back. */
export function decoded(text) {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

/** Paragraphs of a text; `marks` says whether its stars and underscores mean something. */
export function mrkdwn(text, marks = true) {
  const paragraphs = [];
  let quoted = null;
  for (const line of text.split("\n")) {
    const quote = marks && /^(&gt;|>) ?/.exec(line);
    const content = inline(quote ? line.slice(quote[0].length) : line, marks);
    if (quoted === Boolean(quote)) paragraphs.at(-1).append("\n", ...content);
    else paragraphs.push(h(quote ? "blockquote" : "p", { class: "words", dir: "auto" }, content));
    quoted = Boolean(quote);
  }
  return paragraphs;
}

function inline(text, marks) {
  return pieces(text, TOKEN, token, (between) => (marks ? marked(between) : [decoded(between)]));
}

function marked(text) {
  if (text.length > LONGEST_MARKED) return [decoded(text)];
  return pieces(text, MARKED, mark, (between) => [decoded(between)]);
}

/** What `pattern` finds becomes `made`, what stands between becomes `plain`: in order, and without recursion. */
function pieces(text, pattern, made, plain) {
  const all = [];
  let end = 0;
  for (const found of text.matchAll(pattern)) {
    all.push(...plain(text.slice(end, found.index)), made(found));
    end = found.index + found[0].length;
  }
  return [...all, ...plain(text.slice(end))].filter((piece) => piece !== "");
}

function mark([, before, sign, words]) {
  const inside = sign === "`" ? [decoded(words)] : marked(words);
  const element = h(TAGS[sign], {}, inside);
  return before ? h("span", {}, before, element) : element;
}

function token([whole]) {
  const date = /^<!date\^(\d+)\^([^|^]*)(?:\^[^|]*)?\|?([^>]*)>$/.exec(whole);
  if (date) return h("time", { title: decoded(date[3]) }, inFormat(Number(date[1]), decoded(date[2])));
  if ("@#!".includes(whole[1])) return mention(whole);
  const [address, label] = whole.slice(1, -1).split("|");
  return link(decoded(address), decoded(label || address));
}
