// What every card's mapper has in common: rows that were read, entries that could not be, and entries that are withheld.
import { z } from 'zod';
import type { CardState, CardView } from '#shared/domain/patient/card.ts';
import { labelled, tellsSensitive } from '#shared/domain/disclosure/sensitive.ts';
import type { SearchAnswer } from '../fhir/bundle.ts';
import type { Concept } from '../fhir/resources.ts';
import { isRestricted } from './person.ts';

export interface Mapped<Row> {
  rows: Row[];
  unreadable: number;
  withheldSome: boolean;
  more: boolean;
  /** Rows before any were cut off, those withheld included: for measuring. Never told to a page. */
  counted?: number;
  /** Someone asked and there is none (allergies). */
  knownNone: boolean;
}
/** The rows of a card by its name. */
export type RowOf<C extends CardView['card']> = Extract<CardView, { card: C }>['rows'][number];

/** SNOMED CT's own note on the kind of term, "Cough (finding)": not part of what is said. */
const kindOfTerm =
  / \((disorder|finding|procedure|situation|event|morphologic abnormality|substance|product|regime\/therapy)\)$/;
export const plain = (text: string): string => text.replace(kindOfTerm, '');

/** Shown text of a code: its own words first, then the first display, then a bare code. */
export function textOf(c: Concept | undefined): string | null {
  const text = wordsOf(c);
  return text === null ? null : plain(text);
}
function wordsOf(c: Concept | undefined): string | null {
  if (c === undefined) return null;
  return c.text || c.coding.find((x) => x.display)?.display || c.coding.find((x) => x.code)?.code || null;
}
export const hasCode = (
  c: { coding?: { code?: string | undefined }[] | undefined } | undefined,
  ...codes: string[]
) => c?.coding?.some((x) => x.code !== undefined && codes.includes(x.code)) ?? false;

type Meta = { meta?: { security?: { code?: string | undefined }[] | undefined } | undefined };
/** `null` = leave out (not current, entered in error); `withheld` = C26; `unreadable` = can't be shown truthfully. */
export type Read<Row> = Row | null | 'withheld' | 'unreadable';

/**
 * Reads each match with the card's schema and turns it into a row. A label withholds whatever would have been a row; an
 * entry about another patient is never one, whatever the server was asked (wrong-patient guard in each `row`).
 */
export function mapAnswer<S extends z.ZodType<Meta>, Row>(
  answer: SearchAnswer,
  schema: S,
  row: (resource: z.output<S>) => Read<Row>,
): Mapped<Row> {
  const mapped: Mapped<Row> = {
    rows: [],
    unreadable: answer.unreadable,
    withheldSome: answer.suppressed,
    more: answer.more,
    knownNone: false,
  };
  let counted = 0;
  for (const raw of answer.resources) {
    const read = schema.safeParse(raw);
    const hidden = read.success ? isRestricted(read.data) : looksRestricted(raw['meta']);
    const made = read.success ? row(read.data) : 'unreadable';
    if (made === null) continue;
    if (hidden || made !== 'unreadable') counted++;
    // A labelled entry is in no count, not even among those that could not be read (C26).
    if (hidden || made === 'withheld') mapped.withheldSome = true;
    else if (made === 'unreadable') mapped.unreadable++;
    else mapped.rows.push(made);
  }
  mapped.counted = counted;
  return mapped;
}

/** An entry that fits no schema may still carry a label. */
function looksRestricted(meta: unknown): boolean {
  const read = z.object({ security: z.array(z.unknown()) }).safeParse(meta);
  if (!read.success) return false;
  const codes = read.data.security.flatMap((s) => {
    const one = z.object({ code: z.string() }).safeParse(s);
    return one.success ? [one.data] : [];
  });
  return labelled(codes);
}

/** True when the reference names this patient: relative, absolute or with a version. */
export const isAbout = (reference: string | undefined, patientId: string): boolean =>
  reference !== undefined &&
  new RegExp(`(^|/)Patient/${patientId.replace(/\./g, '\\.')}(/_history/[^/]+)?$`).test(reference);

export const sensitive = (...concepts: (Concept | undefined)[]): boolean =>
  concepts.some((c) => c !== undefined && tellsSensitive(c.coding, c.text ?? ''));

/** Which of the truthful states a card is in. "None" is said only when nothing was unreadable or withheld. */
export function stateOf(m: Mapped<unknown>): CardState {
  if (m.rows.length > 0) return 'recorded';
  if (m.withheldSome) return 'withheld';
  if (m.unreadable > 0) return 'recorded';
  return m.knownNone ? 'known-none' : 'none-recorded';
}

/** A year, month, day or instant as FHIR writes them; anything else is not shown as a date. */
export const dateText = (text: string | undefined): string | null =>
  text !== undefined && /^\d{4}(-\d{2}(-\d{2}(T[\d:.]{5,18}(Z|[+-]\d{2}:\d{2})?)?)?)?$/.test(text)
    ? text
    : null;
/** Later first; without a date last. Instants of different zones are compared as instants. */
export const newestFirst = (a: string | null, b: string | null): number =>
  (Date.parse(b ?? '') || -Infinity) - (Date.parse(a ?? '') || -Infinity) || 0;
