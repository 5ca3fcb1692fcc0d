// Whether a page fits its window: nothing to scroll sideways, and no control cut off by an edge that can't be scrolled.
import type { Page } from 'playwright-core';

/** One line per control that is cut, and one when the page itself is too wide; empty when all fits. */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const top = document.documentElement;
    if (top.scrollWidth > innerWidth) found.push(`page is ${top.scrollWidth} wide in ${innerWidth}`);
    const name = (e: Element): string =>
      `${e.tagName.toLowerCase()}.${e.className.toString().split(' ')[0]} “${(e.getAttribute('aria-label') ?? e.textContent ?? '').trim().slice(0, 40)}”`;
    const controls =
      'button, a[href], input, select, textarea, summary, [role="tab"], [role="option"], [role="menuitem"], [role="radio"], [role="checkbox"]';
    for (const e of document.querySelectorAll<HTMLElement>(controls)) {
      const box = e.getBoundingClientRect();
      const style = getComputedStyle(e);
      // Kept for assistive technology only (1 px), or not drawn now.
      if (box.width <= 2 || box.height <= 2 || style.visibility === 'hidden' || style.opacity === '0')
        continue;
      if (!e.checkVisibility()) continue;
      let scrolledX = false;
      let scrolledY = false;
      let hidden = false;
      const cut: string[] = [];
      for (let up = e.parentElement; up !== null; up = up.parentElement) {
        const s = getComputedStyle(up);
        const edge = up.getBoundingClientRect();
        if (edge.width <= 2 || s.clipPath !== 'none') {
          hidden = true;
          break;
        }
        if (/auto|scroll/.test(s.overflowY) && up.scrollHeight > up.clientHeight) scrolledY = true;
        if (/auto|scroll/.test(s.overflowX) && up.scrollWidth > up.clientWidth) scrolledX = true;
        const clipsX = s.overflowX !== 'visible' && !scrolledX;
        const clipsY = s.overflowY !== 'visible' && !scrolledY;
        if (clipsX && (box.right > edge.right + 1 || box.left < edge.left - 1)) cut.push('sideways');
        if (clipsY && (box.bottom > edge.bottom + 1 || box.top < edge.top - 1)) cut.push('above or below');
        if (s.position === 'fixed') break;
      }
      if (hidden) continue;
      if (!scrolledX && (box.right > innerWidth + 1 || box.left < -1)) cut.push('by the window’s side');
      if (!scrolledY && (box.bottom > innerHeight + 1 || box.top < -1)) cut.push('by the window’s edge');
      const isField = e instanceof HTMLInputElement || e instanceof HTMLTextAreaElement;
      if (
        !isField &&
        style.overflowX !== 'visible' &&
        style.textOverflow !== 'ellipsis' &&
        e.scrollWidth > e.clientWidth + 1
      )
        cut.push('its own words');
      if (cut.length > 0) found.push(`${name(e)} is cut: ${[...new Set(cut)].join(', ')}`);
    }
    return found;
  });
}
