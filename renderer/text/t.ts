// The one way to a visible sentence: a key of a catalogue and its values, formatted as ICU MessageFormat.
import { IntlMessageFormat } from 'intl-messageformat';
import { catalogues, type LateCatalogues, type TextKey } from './catalogues.ts';
import { pseudoOf } from './pseudo.ts';

export type { TextKey } from './catalogues.ts';
export type Locale = 'en' | 'en-XA';
export type TextValues = Record<string, string | number | boolean | Date | null | undefined>;
/** For `rich`: a tag of the message (`<b>…</b>`) is drawn by the function of its name. */
export type RichValues<T> = Record<string, T | string | number | Date | ((chunks: (T | string)[]) => T)>;

let locale: Locale = 'en';
const parsed = new Map<string, IntlMessageFormat>();
const rooms: Record<string, Record<string, string>> = { ...catalogues };

/** The texts of a room that is fetched late (`late/<room>.ts`). */
export function addTexts<R extends keyof LateCatalogues>(room: R, texts: LateCatalogues[R]): void {
  rooms[room] = texts as Record<string, string>;
}

/** Takes effect for what is drawn from now on: call it before the first paint, or draw the tree anew. */
export function setLocale(next: Locale): void {
  locale = next;
  parsed.clear();
}

export function currentLocale(): Locale {
  return locale;
}

function source(key: string): string | undefined {
  const dot = key.indexOf('.');
  const name = key.slice(0, dot);
  // Keys are also built from codes that arrive from elsewhere: only what a catalogue itself owns counts.
  const room = Object.hasOwn(rooms, name) ? rooms[name] : undefined;
  return room && Object.hasOwn(room, key.slice(dot + 1)) ? room[key.slice(dot + 1)] : undefined;
}

function formatter(key: string): IntlMessageFormat | undefined {
  const known = parsed.get(key);
  if (known) return known;
  const text = source(key);
  if (text === undefined) return undefined;
  const english = new IntlMessageFormat(text, 'en');
  const made = locale === 'en' ? english : new IntlMessageFormat(pseudoOf(english.getAst()), 'en');
  parsed.set(key, made);
  return made;
}

/** Whether a key that was built at run time (an error code, a status) has a sentence. */
export function hasText(key: string): key is TextKey {
  return source(key) !== undefined;
}

/** The sentence of `key`. Throws when a value that the sentence names is missing: that is a bug of the caller. */
export function t(key: TextKey, values?: TextValues): string {
  const text = formatter(key)?.format<string>(values as Record<string, string>);
  return typeof text === 'string' ? text : key;
}

/** Like `t`, for sentences with tags: `rich('app.hello', { b: (c) => <strong>{c}</strong> })` gives React children. */
export function rich<T>(key: TextKey, values: RichValues<T>): (T | string)[] {
  const parts = formatter(key)?.format<T>(values as Parameters<IntlMessageFormat['format']>[0] as never);
  return Array.isArray(parts) ? parts : [parts as T | string];
}

/** Sentence and next step of an error code (`errors.<code>`, `errors.<code>.next`); a code without text says so plainly. */
export function errorText(code: string): { sentence: string; next: string } {
  const known = `errors.${code}`;
  const next = `${known}.next`;
  return {
    sentence: hasText(known) ? t(known) : t('ui.error.unknown', { code }),
    next: hasText(next) ? t(next) : t('ui.error.next'),
  };
}
