// Choice of script and path: language, account, version, and never nothing.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pathFor, pathsFor, scriptFor } from './choose.ts';
import { path, script, type Script } from './script.ts';

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../data/scripts/${file}`, import.meta.url), 'utf8'));
const refill = script.parse(read('refill.json'));
const general = script.parse(read('general.json'));
const abuse = path.parse(read('paths/abuse.json'));
const made = (of: Script, id: string, more: Partial<Script>): Script => ({ ...of, ...more, id });
const all = [
  general,
  refill,
  made(refill, 'newer', { version: refill.version + 1 }),
  made(refill, 'es', { lang: 'es', version: 1 }),
  made(refill, 'harbor', { accountId: 'harbor', version: 1 }),
  made(refill, 'harbor-es', { accountId: 'harbor', lang: 'es', version: 1 }),
  made(general, 'general-id', { lang: 'id', version: 1 }),
];

describe('script', () => {
  it.each([
    ['the newest for all', 'refill', {}, 'newer'],
    ['the account’s own, however old', 'refill', { accountId: 'harbor' }, 'harbor'],
    ['another account gets the one for all', 'refill', { accountId: 'ivy-lane' }, 'newer'],
    ['the language asked', 'refill', { lang: 'es' }, 'es'],
    ['the account’s own in that language', 'refill', { lang: 'es', accountId: 'harbor' }, 'harbor-es'],
    ['the language before the account', 'refill', { lang: 'es', accountId: 'ivy-lane' }, 'es'],
    ['English where the language lacks', 'refill', { lang: 'id', accountId: 'harbor' }, 'harbor'],
    ['the general one for a reason without', 'no-such-reason', {}, 'script.general'],
    ['the general one in that language', 'billing', { lang: 'id' }, 'general-id'],
    ['for no reason at all', '', {}, 'script.general'],
  ] as const)('%s', (_, reason, want, id) => {
    expect(scriptFor(all, reason, want)?.id).toBe(id);
    expect(scriptFor(all.toReversed(), reason, want)?.id).toBe(id);
  });
  it('rather anything than nothing, but never another account’s', () => {
    expect(scriptFor([refill], 'billing')?.id).toBe(refill.id);
    expect(
      scriptFor([made(refill, 'x', { accountId: 'harbor' })], 'refill', { accountId: 'riverside' }),
    ).toBe(null);
    expect(scriptFor([], 'refill')).toBe(null);
  });
  it('on the same version the later one: approved here stands after what shipped', () => {
    expect(scriptFor([refill, made(refill, 'approved', {})], 'refill')?.id).toBe('approved');
  });
});

it('paths by the same order, each once', () => {
  const own = { ...abuse, id: 'own', accountId: 'harbor', version: 1 };
  const es = { ...abuse, id: 'es', lang: 'es' as const };
  const list = [abuse, own, es];
  expect(pathFor(list, 'abuse', { accountId: 'harbor' })?.id).toBe('own');
  expect(pathFor(list, 'abuse', { lang: 'es', accountId: 'ivy-lane' })?.id).toBe('es');
  expect(pathFor(list, 'abuse', { lang: 'id' })?.id).toBe(abuse.id);
  expect(pathFor(list, 'supervisor')).toBe(null);
  expect(pathsFor(list, { lang: 'es' }).map((p) => p.id)).toEqual(['es']);
});
