// Knows when the page has put something on the screen, without the page's help: an empty page must not count.

/** A window that nobody sees gets no frames: then content alone counts, after this many ms. */
const unseen = 3000;

/** Calls `painted` once, two frames after the page's root has got content. */
export function whenPainted(document: Document, painted: () => void): void {
  const begin = (): void => {
    const root = document.getElementById('root');
    if (!root) return;
    const twoFrames = (): void => {
      const timer = setTimeout(painted, unseen);
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          clearTimeout(timer);
          painted();
        }),
      );
    };
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
