// Says quickly that a value is what its schema wants, for the many items of a batch: reading one with the schema itself
// takes longer than opening its seal. It knows a part of the schema language and only ever says yes when the schema would
// take the value and leave it as it is; after a no the schema has the word.
import type { z } from 'zod';
import type { $ZodType } from 'zod/v4/core';

/** True: the schema takes this value of JSON unchanged. False: ask the schema. */
export type QuickCheck = (value: unknown) => boolean;

/** What is read of a schema or of a check in it. */
interface Def {
  type?: string;
  coerce?: boolean;
  check?: string;
  format?: string;
  pattern?: RegExp;
  maximum?: number;
  minimum?: number;
  value?: number;
  inclusive?: boolean;
  fn?: (value: unknown) => unknown;
  checks?: readonly { _zod: { def: unknown } }[];
  shape?: Readonly<Record<string, $ZodType>>;
  element?: $ZodType;
  innerType?: $ZodType;
  options?: readonly $ZodType[];
  discriminator?: string;
  values?: readonly unknown[];
  entries?: Readonly<Record<string, string | number>>;
}
const defOf = (of: { _zod: { def: unknown } }): Def => of._zod.def as Def;

/** Formats that zod decides by their pattern alone. */
const byPattern = new Set(['uuid', 'datetime', 'date', 'regex']);

/** One rule on a value whose type is known; null = not known here. */
function ruleOf(def: Def): QuickCheck | null {
  const { maximum, minimum, value, fn, pattern } = def;
  switch (def.check) {
    case 'max_length':
      return maximum === undefined ? null : (v) => (v as string | unknown[]).length <= maximum;
    case 'min_length':
      return minimum === undefined ? null : (v) => (v as string | unknown[]).length >= minimum;
    case 'greater_than':
      if (typeof value !== 'number') return null;
      return def.inclusive === true ? (v) => (v as number) >= value : (v) => (v as number) > value;
    case 'less_than':
      if (typeof value !== 'number') return null;
      return def.inclusive === true ? (v) => (v as number) <= value : (v) => (v as number) < value;
    case 'number_format':
      return def.format === 'safeint' ? (v) => Number.isSafeInteger(v) : null;
    case 'string_format':
      if (pattern === undefined || pattern.global || pattern.sticky || !byPattern.has(def.format ?? ''))
        return null;
      return (v) => pattern.test(v as string);
    case 'custom':
      return fn === undefined ? null : (v) => fn(v) === true;
    default:
      return null;
  }
}

/** What stands behind the type: the schema's own format and its checks. Null when one of them is not known. */
function rulesOf(def: Def): QuickCheck | null {
  const rules: QuickCheck[] = [];
  for (const of of [...(def.check === undefined ? [] : [def]), ...(def.checks ?? []).map(defOf)]) {
    const rule = ruleOf(of);
    if (rule === null) return null;
    rules.push(rule);
  }
  const [one] = rules;
  if (one === undefined) return () => true;
  return rules.length === 1 ? one : (v) => rules.every((rule) => rule(v));
}

function typeOf(def: Def): QuickCheck | null {
  if (def.coerce === true) return null;
  switch (def.type) {
    case 'string':
      return (v) => typeof v === 'string';
    case 'number':
      return (v) => typeof v === 'number' && Number.isFinite(v);
    case 'boolean':
      return (v) => typeof v === 'boolean';
    case 'literal': {
      const values = new Set(def.values);
      return values.has(undefined) ? null : (v) => values.has(v);
    }
    case 'enum': {
      const values = new Set<unknown>(Object.values(def.entries ?? {}));
      return (v) => values.has(v);
    }
    case 'nullable': {
      const inner = def.innerType && quickCheck(def.innerType);
      return inner ? (v) => v === null || inner(v) : null;
    }
    // Only what is there: filling in a default is the schema's.
    case 'default':
    case 'prefault': {
      const inner = def.innerType && quickCheck(def.innerType);
      return inner ? (v) => v !== undefined && inner(v) : null;
    }
    case 'array': {
      const element = def.element && quickCheck(def.element);
      return element ? (v) => Array.isArray(v) && v.every((one) => element(one)) : null;
    }
    case 'object':
      return objectOf(def.shape ?? {});
    case 'union':
      return unionOf(def);
    default:
      return null;
  }
}

/** With exactly these fields: whatever the schema does with others. */
function objectOf(shape: Readonly<Record<string, $ZodType>>): QuickCheck | null {
  const needed: [string, QuickCheck][] = [];
  const optional: [string, QuickCheck][] = [];
  for (const [name, schema] of Object.entries(shape)) {
    const { type, innerType } = defOf(schema);
    const inner = type === 'optional' ? innerType : schema;
    const check = inner && quickCheck(inner);
    if (!check) return null;
    (type === 'optional' ? optional : needed).push([name, check]);
  }
  return (v) => {
    if (typeof v !== 'object' || v === null || Array.isArray(v)) return false;
    const given = v as Readonly<Record<string, unknown>>;
    // As many as there should be, and each takes no `undefined`: so all of them are there, and no other.
    for (const [name, check] of needed) if (!check(given[name])) return false;
    let count = needed.length;
    for (const [name, check] of optional) {
      const value = given[name];
      if (value === undefined) continue;
      if (!check(value)) return false;
      count++;
    }
    return Object.keys(given).length === count;
  };
}

/** Types of which a refusal here is one of the schema too, so that the next option may be looked at. */
const exact = new Set(['string', 'literal', 'enum', 'boolean']);
function unionOf(def: Def): QuickCheck | null {
  const options = def.options ?? [];
  const { discriminator } = def;
  if (discriminator === undefined) {
    const checks = options.map((o) => (exact.has(defOf(o).type ?? '') ? quickCheck(o) : null));
    return checks.includes(null) ? null : (v) => checks.some((check) => check?.(v));
  }
  const byName = new Map<unknown, QuickCheck>();
  for (const option of options) {
    const check = quickCheck(option);
    const name = defOf(option).shape?.[discriminator];
    const names = name && defOf(name).type === 'literal' ? (defOf(name).values ?? []) : [];
    if (check === null || names.length === 0) return null;
    for (const one of names) byName.set(one, check);
  }
  return (v) =>
    typeof v === 'object' &&
    v !== null &&
    (byName.get((v as Readonly<Record<string, unknown>>)[discriminator])?.(v) ?? false);
}

const made = new WeakMap<object, QuickCheck | null>();
/** Null when the schema uses something that is not known here. */
export function quickCheck(schema: z.ZodType | $ZodType): QuickCheck | null {
  const before = made.get(schema);
  if (before !== undefined) return before;
  const def = defOf(schema);
  const type = typeOf(def);
  const rules = type === null ? null : rulesOf(def);
  const check: QuickCheck | null = type === null || rules === null ? null : (v) => type(v) && rules(v);
  made.set(schema, check);
  return check;
}
