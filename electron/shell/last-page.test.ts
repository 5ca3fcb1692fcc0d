// The last resort needs nothing of the built files, and comes only when nothing else is on the screen.
import { expect, it } from 'vitest';
import { decideNavigation } from './navigation.ts';
import { afterMissing, createBlankWatch, drawsWithin } from './blank-watch.ts';
import { lastPage, lastPath, lastReasons } from './last-page.ts';
import { ownOrigin } from './origin.ts';

const nonce = 'n'.repeat(24);

it.each(lastReasons)(
  'says what happened, what is safe and what to do, with nothing from outside (%s)',
  (reason) => {
    const html = lastPage(reason, '0.1.0<script>', nonce);
    for (const part of ['<h1>', 'What is safe', 'What to do', 'Until then', `page-${reason}`])
      expect(html).toContain(part);
    for (const dial of ['911', '988', '1-800-222-1222']) expect(html).toContain(`<dd>${dial}</dd>`);
    expect(html).toContain(`<style nonce="${nonce}">`);
    expect(html).not.toContain('__CSP_NONCE__');
    // No script, nothing that is loaded, nothing that could be harmed by a version's text.
    expect(html).not.toMatch(/<script|<img|<link|src=|url\(|https?:/);
    const links = [...html.matchAll(/href="([^"]*)"/g)].map((m) => m[1]);
    expect(links).toEqual(['/index.html']);
  },
);

it('may be gone to and left again, as our own documents may', () => {
  for (const path of [`${lastPath}?why=files`, '/index.html'])
    expect(
      decideNavigation({ url: `${ownOrigin}${path}`, frame: { isTop: true }, kind: 'navigate' }).allow,
    ).toBe(true);
});

function watched() {
  let due: { ms: number; task: () => void } | null = null;
  const shown: string[] = [];
  const watch = createBlankWatch(
    (ms, task) => {
      const mine = { ms, task };
      due = mine;
      return () => void (due === mine && (due = null));
    },
    (reason) => void shown.push(reason),
  );
  const pass = (): number | null => {
    const now = due;
    due = null;
    now?.task();
    return now?.ms ?? null;
  };
  return { watch, shown, pass };
}

it('a page that draws is left alone, whatever is missing later', () => {
  const { watch, shown, pass } = watched();
  watch.served();
  watch.painted();
  watch.missing();
  expect(pass()).toBeNull();
  expect(shown).toEqual([]);
});
it('a page that draws nothing is replaced, sooner when a file is missing', () => {
  const { watch, shown, pass } = watched();
  watch.served();
  expect(pass()).toBe(drawsWithin);
  watch.served();
  watch.missing();
  expect(pass()).toBe(afterMissing);
  expect(shown).toEqual(['blank', 'files']);
});
