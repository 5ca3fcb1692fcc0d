// Holds every catalogue to the promise of `t()`: it parses, says something, and has a pseudo form.
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { errorCodes } from '#shared/domain/errors.ts';
import { IntlMessageFormat } from 'intl-messageformat';
import { catalogues, type TextKey } from './catalogues.ts';
import { pseudoOf, stretch } from './pseudo.ts';
import { errorText, hasText, rich, setLocale, t } from './t.ts';

afterEach(() => setLocale('en'));

/** Those of the first page, and those that come with a page that is fetched late. */
const every: Record<string, Record<string, string>> = {
  ...catalogues,
  ...Object.fromEntries(
    await Promise.all(
      readdirSync(new URL('./late/', import.meta.url)).map(async (file) => {
        const room = file.replace('.ts', '');
        await import(`./late/${room}.ts`);
        return [room, JSON.parse(readFileSync(new URL(`./en/${room}.json`, import.meta.url), 'utf8'))];
      }),
    ),
  ),
};
const all = Object.entries(every).flatMap(([room, texts]) =>
  Object.entries(texts).map(([key, text]) => ({ key: `${room}.${key}`, text })),
);

/** The arguments a message names, so that each can be formatted with something. */
function valuesOf(text: string): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const walk = (elements: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const element of elements) {
      if (element.type === 8) values[element.value] = (chunks: string[]) => chunks.join('');
      else if (element.type !== 0 && 'value' in element) values[element.value] ??= 2;
      if ('options' in element) for (const option of Object.values(element.options)) walk(option.value);
      if ('children' in element) walk(element.children);
    }
  };
  walk(new IntlMessageFormat(text, 'en').getAst());
  return values;
}

test('every file of en/ is in the list', () => {
  const files = readdirSync(new URL('./en/', import.meta.url)).map((name) => name.replace('.json', ''));
  expect(Object.keys(every).sort()).toEqual(files.sort());
});

test('every sentence parses, says something, and is written once in its file', () => {
  const wrong: string[] = [];
  for (const { key, text } of all) {
    if (typeof text !== 'string' || text.trim() === '' || text !== text.trim())
      wrong.push(`${key}: empty or padded`);
    else {
      try {
        const said = new IntlMessageFormat(text, 'en').format(valuesOf(text) as Record<string, string>);
        if (String(said).trim() === '') wrong.push(`${key}: formats to nothing`);
      } catch (error) {
        wrong.push(`${key}: ${String(error)}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  // JSON.parse keeps the last of two equal keys without a word: count them in the source.
  for (const room of Object.keys(every)) {
    const source = readFileSync(new URL(`./en/${room}.json`, import.meta.url), 'utf8');
    const keys = [...source.matchAll(/^\s*"((?:[^"\\]|\\.)+)"\s*:/gm)].map((match) => match[1]);
    expect(
      keys.filter((key, i) => keys.indexOf(key) !== i),
      room,
    ).toEqual([]);
  }
});

test('the pseudo-locale covers every sentence: bracketed, longer, with the values inside untouched', () => {
  setLocale('en-XA');
  const plain: string[] = [];
  for (const { key, text } of all) {
    const values = valuesOf(text) as Record<string, string>;
    const said = rich<string>(key as TextKey, values).join('');
    const english = String(new IntlMessageFormat(text, 'en').format(values));
    if (!said.startsWith('[') || !said.endsWith(']') || said.length < english.length) plain.push(key);
  }
  expect(plain).toEqual([]);
  expect(t('ui.kept', { time: '10:47:12' })).toMatch(/^\[ķéþţ .+ 10:47:12\]$/);
});

test('pseudo text grows by about 40 % and reaches into plurals and tags', () => {
  const plain = 'The message is saved on this computer and waits for the backend.';
  const longer = stretch(plain).length / plain.length;
  expect(longer).toBeGreaterThan(1.25);
  expect(longer).toBeLessThan(1.5);
  expect(stretch('  ')).toBe('  ');
  const ast = new IntlMessageFormat('{n, plural, one {# call} other {<b>many</b> calls}}', 'en').getAst();
  const made = new IntlMessageFormat(pseudoOf(ast), 'en');
  expect(made.format({ n: 1, b: (c: string[]) => c.join('') } as never)).toMatch(/^\[1 çåļļ/);
  expect(String(made.format({ n: 5, b: (c: string[]) => `*${c.join('')}*` } as never))).toMatch(
    /^\[\*ɱåñý.*\* çåļļš/,
  );
});

test('t: plural, missing value, values that look like markup or ICU stay text', () => {
  expect(t('ui.age.days', { days: 1 })).toBe('1 day ago');
  expect(t('ui.age.days', { days: 3 })).toBe('3 days ago');
  expect(() => t('ui.kept')).toThrow(/time/);
  expect(t('ui.kept', { time: '<b>{x, plural, other {y}}</b>' })).toBe('kept <b>{x, plural, other {y}}</b>');
});

test('a key that no catalogue has: not known, never an exception, never the prototype', () => {
  for (const key of ['ui.nothing', 'nothing.at-all', 'ui.constructor', '__proto__.toString', '', 'ui']) {
    expect(hasText(key), key).toBe(false);
  }
  expect(t('ui.nothing' as TextKey)).toBe('ui.nothing');
});

test('an error code without a text still gives a sentence with its code and a next step', () => {
  const said = errorText('no-such-code');
  expect(said.sentence).toContain('no-such-code');
  expect(said.next.length).toBeGreaterThan(10);
});

test('every error code has its sentence and its next step, and no text is for a code that is gone', () => {
  const codes = Object.keys(errorCodes);
  const missing = codes
    .flatMap((code) => [`errors.${code}`, `errors.${code}.next`])
    .filter((key) => !hasText(key));
  expect(missing).toEqual([]);
  const left = Object.keys(catalogues.errors).filter((key) => !codes.includes(key.replace(/\.next$/, '')));
  expect(left).toEqual([]);
});
