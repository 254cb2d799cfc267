// Building the page. Words only ever become text nodes and attributes: nothing here can turn them into markup.

/** An element with properties (`on` holds listeners, `class` and all else are attributes) and children. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") for (const [event, told] of Object.entries(value)) node.addEventListener(event, told);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

let count = 0;

/** An id that no other element has. */
export function freshId(prefix) {
  count += 1;
  return `${prefix}-${count}`;
}

/**
 * Make the children of `parent` equal to `items`: those with a known key stay the same nodes, so that focus, scroll
 * and half-written text stay too. `make(item)` gives a node; its `refresh(item)`, if it has one, hears of every change.
 */
export function keyed(parent, items, keyOf, make) {
  const known = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const wanted = new Set(items.map(keyOf));
  for (const [key, node] of known) if (!wanted.has(key)) node.remove();
  let next = parent.firstElementChild;
  const fresh = [];
  for (const item of items) {
    const key = keyOf(item);
    let node = known.get(key);
    if (!node) {
      node = make(item);
      node.dataset.key = key;
      fresh.push(node);
    }
    node.refresh?.(item);
    if (node === next) next = next.nextElementSibling;
    else parent.insertBefore(node, next);
  }
  return fresh;
}

/** Fill `box` anew and put the focus back on what stands there under the same `data-focus`, else on `otherwise`. */
export function refill(box, children, otherwise = null) {
  const held = box.contains(document.activeElement) ? document.activeElement : null;
  const name = held?.dataset.focus ?? "";
  box.replaceChildren(...children.flat().filter(Boolean));
  if (!held) return;
  const again = name && box.querySelector(`[data-focus="${CSS.escape(name)}"]`);
  (again || otherwise)?.focus({ preventScroll: true });
}

/** Show a floating list or menu beside its anchor, above it where there is more room. */
export function float(box, anchor, { wide = false } = {}) {
  if (!box.matches(":popover-open")) box.showPopover();
  const at = anchor.getBoundingClientRect();
  if (wide) box.style.width = `${at.width}px`;
  const below = window.innerHeight - at.bottom;
  const above = at.top > below && below < 280;
  box.style.maxHeight = `${Math.min(320, Math.max(above ? at.top : below, 120) - 16)}px`;
  const left = Math.min(at.left, window.innerWidth - box.offsetWidth - 8);
  box.style.left = `${Math.max(8, left)}px`;
  box.style.top = above ? "auto" : `${at.bottom + 4}px`;
  box.style.bottom = above ? `${window.innerHeight - at.top + 4}px` : "auto";
}

/** Hide a floating list again. */
export function sink(box) {
  if (box.matches(":popover-open")) box.hidePopover();
}
