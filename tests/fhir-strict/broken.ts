// Breaks a resource at random, the same way for the same seed: dropped fields, wrong types, huge and hostile texts, deep
// nesting. For tests of whatever reads records.

/** Mulberry32: small, seeded, good enough to break things. */
export function randomOf(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const deep = (levels: number): unknown => {
  let value: unknown = 'x';
  for (let i = 0; i < levels; i++) value = { extension: [value] };
  return value;
};
const huge = 'é<b>'.repeat(30_000);
export const wrong: unknown[] = [
  null,
  7,
  -1e308,
  true,
  '',
  [],
  {},
  [null, 7, [[]]],
  '<script>alert(1)</script>',
  'a\u202Eb\u0000c',
  '\uD800',
  huge,
  '9999-12-31T23:59:59Z',
  '2026-02-30',
  '0000',
  'Patient/p1',
  'Patient/other',
  '../../../etc/passwd',
  'javascript:alert(1)',
  { __proto__: null, constructor: 'x' },
  { coding: 'none', text: { text: 'x' } },
  { reference: '#self', display: ['x'] },
  deep(200),
];

export type Loose = { [field: string]: unknown };
const isObject = (v: unknown): v is Loose => typeof v === 'object' && v !== null && !Array.isArray(v);
function places(value: unknown, into: [Loose | unknown[], string | number][] = []) {
  if (Array.isArray(value))
    value.forEach((v, i) => {
      into.push([value, i]);
      places(v, into);
    });
  else if (isObject(value))
    for (const key of Object.keys(value)) {
      if (value === undefined || key === 'resourceType') continue;
      into.push([value, key]);
      places(value[key], into);
    }
  return into;
}
/** A copy with one to three places gone or wrong. */
export function broken(resource: object, random: () => number): Loose {
  const copy = structuredClone(resource) as Loose;
  for (let times = 1 + Math.floor(random() * 3); times > 0; times--) {
    const all = places(copy);
    const [holder, key] = all[Math.floor(random() * all.length)] ?? [copy, 'id'];
    const value = wrong[Math.floor(random() * wrong.length)];
    if (Array.isArray(holder)) holder[key as number] = structuredClone(value);
    else if (random() < 0.3) delete holder[key];
    else holder[key] = structuredClone(value);
  }
  return copy;
}

/** What no shown text may hold. */
// eslint-disable-next-line no-control-regex
export const marks = /[\u0000-\u001F\u202A-\u202E]/;
/** Every text in it, however deep. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
