// Knows when the page has put something on the screen, without the page's help: an empty page must not count.

/** Calls `painted` once, two frames after the page's root has got content. */
export function whenPainted(document: Document, painted: () => void): void {
  const begin = (): void => {
    const root = document.getElementById('root');
    if (!root) return;
    const twoFrames = (): void => void requestAnimationFrame(() => requestAnimationFrame(() => painted()));
    if (root.childElementCount > 0) return twoFrames();
    const observer = new MutationObserver(() => {
      if (root.childElementCount === 0) return;
      observer.disconnect();
      twoFrames();
    });
    observer.observe(root, { childList: true });
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin, { once: true });
  else begin();
}
