// The one way to write a value down, so that a signature means the same on every machine; and reading that notices what JSON.parse
// lets pass: a name given twice, or more nesting than anything of ours has.
import { visit } from 'jsonc-parser';
import { tooDeepAt } from '../json-depth.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Keys sorted by code unit, no white space, whole numbers only. Throws RangeError for a number that is not whole. */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError('canonical: not a whole number');
    return String(value);
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const keys = Object.keys(value).toSorted();
  return `{${keys.map((k) => `${JSON.stringify(k)}:${canonicalJson(value[k] ?? null)}`).join(',')}}`;
}
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

export type Read =
  | { ok: true; value: unknown }
  | { ok: false; why: 'not-json' | 'duplicate-keys' | 'too-deep' };

export function readStrictJson(text: string, mostDepth = 8): Read {
  if (tooDeepAt(text, mostDepth) !== null) return { ok: false, why: 'too-deep' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, why: 'not-json' };
  }
  const open: Set<string>[] = [];
  let twice = false;
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty(name) {
      const here = open.at(-1);
      if (here?.has(name) === true) twice = true;
      here?.add(name);
    },
  });
  return twice ? { ok: false, why: 'duplicate-keys' } : { ok: true, value };
}
