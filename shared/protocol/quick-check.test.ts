// Whatever the quick look takes, the schema takes and leaves as it is; and it takes what desks usually send.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { entry } from '#shared/domain/messages/entry.ts';
import { addendum, emptyDraft, message } from '#shared/domain/messages/message.ts';
import { push2Request } from './lanes.ts';
import { quickCheck } from './quick-check.ts';
import { pushRequest } from './sync.ts';

const at = '2024-02-29T03:00:00.000Z';
const id = '7f0c2f0e-5d0a-4c55-9e11-0a4f3a5f2b10';
const by = { personId: 'p', name: 'P. Test' };
const fields = {
  ...emptyDraft({
    accountId: 'a',
    dnis: '+16175550120',
    greeting: '',
    receivedAt: at,
    zone: 'UTC',
    practice: 'Test',
    origin: { kind: 'call', callId: id },
  }),
  emergency: [{ stepId: 's', on: true, at }],
  quotes: [{ articleId: 'q', version: 1, title: 't', text: 'x' }],
  redFlags: [
    {
      ruleId: 'r',
      group: 'chest',
      words: 'chest pain',
      start: 0,
      end: 10,
      rulesVersion: 1,
      seenAt: at,
      dismissed: { why: 'no', at, by: 'P' },
    },
  ],
  urgency: 'emergency',
  patientBirthDate: '1970-12-31',
};
const sealed = { body: 'AAAA', keyForBackend: 'AA==', keyId: 'k' };
const item = {
  seq: 1,
  id,
  type: 'message',
  schema: 2,
  author: 'p',
  takenAt: at,
  urgency: 0,
  payload: sealed,
  hash: 'a'.repeat(64),
};
const batch = { epoch: id, batchId: id, chainBefore: '0'.repeat(64), items: [item, { ...item, seq: 2 }] };
const about = { schema: 1, id, messageId: id, at, author: by };
const entries = [
  { kind: 'raise', to: 'emergency', why: 'agent', note: 'worse' },
  { kind: 'version', base: 1, why: 'x', fields, incomplete: [] },
  {
    kind: 'attempt',
    attemptId: id,
    stepId: 's',
    contact: { personId: 'c', name: 'C', role: 'r' },
    method: 'voice',
    to: '1',
    result: 'dialling',
    note: '',
  },
].map((body): [string, z.ZodType, unknown] => [body.kind, entry, { ...about, body }]);

const sound: readonly [string, z.ZodType, unknown][] = [
  ['push2', push2Request, { v: 2, lane: 'normal', more: true, ...batch }],
  ['push', pushRequest, { v: 1, ...batch }],
  [
    'message',
    message,
    { schema: 2, id, fields, incomplete: ['x'], takenBy: by, savedAt: at, clockOffsetMs: 1.5 },
  ],
  ['addendum', addendum, { schema: 1, id, messageId: id, text: 'x', author: by, at }],
  ...entries,
];

/** Paths to everything in it. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => places(inner, [...path, name]))];
}
const gone = Symbol('gone');
function changed(value: unknown, path: readonly string[], to: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return to === gone ? {} : to;
  const copy = structuredClone(value) as Record<string, unknown>;
  if (rest.length === 0 && to === gone) delete copy[name];
  else if (rest.length === 0) copy[name] = to;
  else copy[name] = changed(copy[name], rest, to);
  return copy;
}
const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    gone,
    null,
    '',
    0,
    -1,
    1.5,
    2 ** 53,
    true,
    [],
    {},
    [null],
    { toString: 1 },
    'emergency',
    'x\0y',
    'two\nlines',
    '\ud800',
    'x'.repeat(6001),
    id.toUpperCase(),
    '2023-02-29T03:00:00.000Z',
    '2024-02-29T03:00:00Z',
    '2024-02-30',
    at,
    id,
    'AAA=',
    '=AAA',
    Array.from({ length: 501 }, () => item),
  ),
  fc.jsonValue(),
);

it.each(sound)('%s: what desks send is taken at once', (_name, schema, value) => {
  expect(quickCheck(schema)?.(value)).toBe(true);
  expect(schema.parse(value)).toEqual(value);
});

it.each(sound)('%s: never takes what the schema refuses or changes', (_name, schema, value) => {
  const check = quickCheck(schema);
  const all = places(value);
  let yes = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...all), hostile), { minLength: 1, maxLength: 2 }),
      (acts) => {
        let given = value;
        for (const [path, to] of acts) {
          if (path.length > 0 && acts.length > 1 && !places(given).some((p) => p.join() === path.join()))
            continue;
          given = changed(given, path, to);
        }
        // As it arrives: through JSON, with a field that nobody knows now and then.
        const text = JSON.stringify(given) ?? 'null';
        for (const json of [text, text.replace('{', '{"__proto__":{"v":2},'), text.replace('{', '{"x":1,')]) {
          let arrived: unknown;
          try {
            arrived = JSON.parse(json);
          } catch {
            continue;
          }
          if (check?.(arrived) !== true) continue;
          yes++;
          expect(schema.parse(arrived)).toEqual(arrived);
        }
      },
    ),
    { numRuns: 400 },
  );
  expect(yes).toBeGreaterThan(0);
});

it('does not speak for what it does not know', () => {
  for (const schema of [
    z.string().trim(),
    z.string().transform(Number),
    z.object({ a: z.coerce.number() }),
    z.email(),
    z.record(z.string(), z.string()),
    z.union([z.object({ a: z.string().default('x') }), z.object({ a: z.string() })]),
    z.number().multipleOf(2),
    z.array(z.unknown()),
  ])
    expect(quickCheck(schema)).toBeNull();
  const defaults = quickCheck(z.object({ a: z.string().default('x') }));
  expect([{}, { a: 'y' }, { a: 'y', b: 1 }].map((v) => defaults?.(v))).toEqual([false, true, false]);
});
