// A forum: its posts, the last one in which something was said first, and a form for a new one.

import { written } from "../dates.js";
import { freshId, h, keyed } from "../dom.js";
import { changed, hasNews, state } from "../store.js";
import { choices } from "./selects.js";
import { act, go, local } from "./where.js";

const SHOWN = { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" };

/** The forum's part of the pane; `draw(forum)` brings it up to date. */
export function forumBox() {
  const list = h("ul", { class: "posts", "aria-label": "Posts" });
  const empty = h("p", { class: "empty" }, "No posts yet.");
  const making = h("div", {});
  const open = h("button", { type: "button", class: "button primary" }, "New post");
  const begin = h("div", { class: "new-post" }, open);
  const node = h("div", { class: "forum scroll", hidden: true }, begin, making, empty, list);
  const draw = (forum) => {
    const key = `${state.user} ${forum.id}`;
    const posts = [...forum.posts].sort((one, other) => lastOf(other) - lastOf(one));
    open.hidden = Boolean(local.posting[key]);
    open.onclick = () => {
      local.posting[key] = true;
      changed();
      queueMicrotask(() => making.querySelector("input")?.focus());
    };
    if (!local.posting[key]) making.replaceChildren();
    else if (making.firstElementChild?.dataset.key !== key) making.replaceChildren(postForm(forum, key));
    empty.hidden = posts.length > 0;
    keyed(list, posts, (each) => each.id, entry);
  };
  return { node, draw };
}

function lastOf(post) {
  return Math.max(0, ...post.messages.map((each) => Date.parse(each.at) / 1000));
}

function entry() {
  const title = h("button", { type: "button", class: "post-title" });
  const about = h("p", { class: "hint" });
  const tags = h("p", { class: "tags" });
  const item = h("li", { class: "post" }, title, tags, about);
  item.refresh = (post) => {
    const fresh = hasNews(state.user, "discord", post.id);
    title.textContent = post.title;
    title.onclick = () => go(post.id);
    title.setAttribute("dir", "auto");
    title.dataset.focus = post.id;
    tags.hidden = !post.tags.length;
    tags.replaceChildren(...post.tags.flatMap((each) => [tag(each), " "]));
    about.textContent = [...marks(post), counted(post), fresh ? "new" : ""].filter(Boolean).join(" · ");
  };
  return item;
}

/** A tag, as a word in a frame. */
export function tag(words) {
  return h("span", { class: "badge", dir: "auto" }, words);
}

/** What state a post or a thread is in, in words. */
export function marks(post) {
  return [post.archived ? "archived" : "", post.locked ? "locked" : ""].filter(Boolean);
}

function counted(post) {
  const count = post.messages.length;
  const last = lastOf(post);
  return `${count} ${count === 1 ? "message" : "messages"}${last ? `, the last ${written(last, SHOWN)}` : ""}`;
}

function postForm(forum, key) {
  const [title, words] = [freshId("title"), freshId("words")];
  const open = forum.tags.filter((each) => !each.moderated).map((each) => ({ value: each.id, label: each.name }));
  const tags = choices({ options: open }, { label: "Tags" });
  const trouble = h("p", { class: "trouble", role: "alert" });
  const leave = () => {
    delete local.posting[key];
    changed();
  };
  const name = h("input", { id: title, type: "text", maxlength: 100, dir: "auto" });
  const text = h("textarea", { id: words, rows: 4, dir: "auto" });
  const form = h(
    "form",
    { class: "post-form", "data-key": key, "aria-label": "New post", novalidate: true },
    h("div", { class: "field" }, h("label", { for: title, class: "label" }, "Title"), name),
    h("div", { class: "field" }, h("label", { for: words, class: "label" }, "Message"), text),
    open.length ? h("details", {}, h("summary", {}, "Tags (optional)"), tags.node) : null,
    trouble,
    h(
      "div",
      { class: "foot" },
      h("button", { type: "button", class: "button", on: { click: leave } }, "Cancel"),
      h("button", { type: "submit", class: "button primary" }, "Post"),
    ),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = { title: name.value.trim(), text: text.value.trim(), tags: tags.value() };
    trouble.textContent = given.title && given.text ? "" : "A post needs a title and a message.";
    if (trouble.textContent || form.getAttribute("aria-busy") === "true") return;
    form.setAttribute("aria-busy", "true");
    const done = await act("post", { channel: forum.id, ...given });
    form.removeAttribute("aria-busy");
    if (!done?.thread) return;
    delete local.posting[key];
    go(done.thread);
  });
  return form;
}
