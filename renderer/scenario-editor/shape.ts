// The shape that the forms need of a scenario's text: the right kinds of values in the right places, whatever they say. A draft
// may be empty, too long or name what isn't there and still be written in forms; what is looser than this is for the text alone.
import { z } from 'zod';

const text = z.string();
const words = z.array(text);
const number = z.number();
const maybe = text.nullable();

const cue = z.looseObject({
  id: text,
  words: text,
  names: words,
  better: text,
  nextStep: text,
  trains: words,
});
const transition = z.looseObject({
  tags: words,
  did: words.default([]),
  emotionAtLeast: number.nullable().default(null),
  emotionAtMost: number.nullable().default(null),
  to: text,
});
const node = z.looseObject({
  id: text,
  caller: words,
  cue: cue.nullable(),
  tells: words,
  choices: z.array(z.looseObject({ id: text, text })),
  transitions: z.array(transition),
  hint: maybe,
  ending: maybe,
});
const rule = z.looseObject({
  id: text,
  tag: text,
  title: text,
  any: words,
  unless: words,
  emotion: number,
  trust: number,
});
const act = z.looseObject({
  act: text,
  detail: maybe.default(null),
  ruleId: text,
  tag: text,
  title: text,
  emotion: number,
  trust: number,
});
const trigger = z.looseObject({
  id: text,
  when: z.record(text, z.union([text, number, z.null()])),
  once: z.boolean(),
  say: words,
  emotion: number,
  trust: number,
  to: maybe,
});
const event = z.looseObject({
  id: text,
  title: text,
  kind: text,
  text,
  emotion: number,
  trust: number,
  to: maybe,
  atTurn: number.nullable(),
});
const within = z.looseObject({ seconds: number, after: text }).nullable().default(null);
const item = z.looseObject({
  ruleId: text,
  title: text,
  tags: words,
  need: text,
  of: number,
  kind: text,
  within,
  strength: maybe,
  nextStep: maybe,
});
const critical = z.looseObject({
  ruleId: text,
  title: text,
  kind: text.default('must'),
  tags: words,
  within,
  nextStep: text,
});
const fact = z.looseObject({ id: text, title: text, said: words, contradicts: words });
const formItem = z.looseObject({ ruleId: text, title: text, field: text, accepts: words, of: number });
const level = z.looseObject({
  emotion: number,
  trust: number,
  hints: text,
  timer: number.nullable(),
  noise: z.boolean(),
  events: words,
});

export const formShape = z.looseObject({
  id: text,
  of: maybe.default(null),
  lang: text,
  base: text,
  version: number,
  title: text,
  author: text,
  date: text,
  review: text,
  summary: text,
  accountId: text,
  reasonCode: text,
  feeling: text,
  sensitive: z.looseObject({ why: text, instead: text }).nullable().default(null),
  caller: z.looseObject({ name: text, relation: text, number: text }),
  patient: z.looseObject({ name: text, birthDate: text }),
  known: words,
  passMark: number,
  parTurns: number,
  parSeconds: number,
  levels: z.looseObject({ '1': level, '2': level, '3': level, '4': level }),
  start: text,
  nodes: z.array(node).max(400),
  synonyms: z.record(text, words),
  rules: z.array(rule),
  acts: z.array(act).default([]),
  triggers: z.array(trigger).default([]),
  events: z.array(event).default([]),
  facts: z.array(fact),
  form: z.array(formItem).default([]),
  why: z.looseObject({ title: text, patterns: words }).nullable().default(null),
  critical: z.array(critical),
  listening: z.array(item),
  compliance: z.array(item),
});
export type Draft = z.infer<typeof formShape>;
export type DraftNode = Draft['nodes'][number];

/** A draft as its forms show it; null = this text is for the text view alone. A key `__proto__` is no draft's. */
export function readForm(source: string): Draft | null {
  let raw: unknown;
  try {
    raw = JSON.parse(source);
  } catch {
    return null;
  }
  const read = formShape.safeParse(raw);
  return read.success ? (inOrder(raw, read.data) as Draft) : null;
}

type Keyed = Record<string, unknown>;
const isKeyed = (value: unknown): value is Keyed =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** Keys stay in the order of the file, and what it left out comes after: a changed word must not move the rest of a text. */
function inOrder(raw: unknown, read: unknown): unknown {
  if (Array.isArray(raw) && Array.isArray(read)) return read.map((v, i) => inOrder(raw[i] as unknown, v));
  if (!isKeyed(raw) || !isKeyed(read)) return read;
  const kept = Object.keys(raw).filter((k) => Object.hasOwn(read, k));
  const added = Object.keys(read).filter((k) => !Object.hasOwn(raw, k));
  return Object.fromEntries([...kept, ...added].map((k) => [k, inOrder(raw[k], read[k])]));
}

export const writeForm = (draft: Draft): string => `${JSON.stringify(draft, null, 2)}\n`;
