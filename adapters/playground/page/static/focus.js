// Where the focus goes back to when a form closes.

/** Remember what has the focus; the function given back returns it there, or to what stands in its place since. */
export function remember(otherwise) {
  const node = document.activeElement;
  const [name, ts] = [node?.dataset.focus, node?.closest("[data-ts]")?.dataset.ts];
  return () => {
    if (node?.isConnected && node.offsetParent) return node.focus({ preventScroll: true });
    const message = ts && document.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
    const again = message && name && message.querySelector(`[data-focus="${CSS.escape(name)}"]`);
    (again || message || document.getElementById(otherwise))?.focus({ preventScroll: true });
    return undefined;
  };
}
