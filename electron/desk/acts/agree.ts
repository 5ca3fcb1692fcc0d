// What was written against what the record holds: a server's "done" is not enough. Additions of the server (ids, narrative,
// versions) are no difference; a field that says something else, or is gone, is one.
import type { Resource } from '../fhir/exchange.ts';

type Loose = { [field: string]: unknown };
const isObject = (v: unknown): v is Loose => typeof v === 'object' && v !== null && !Array.isArray(v);
const instant = /^\d{4}-\d\d-\d\dT/;

/** Servers write whole addresses and versions where `Type/id` was sent. */
const sameReference = (sent: string, held: string): boolean =>
  held === sent || held.replace(/\/_history\/.*$/, '').endsWith(`/${sent}`);

function holds(sent: unknown, held: unknown, key: string): boolean {
  if (typeof sent === 'string') {
    if (typeof held !== 'string') return false;
    if (key === 'reference') return sameReference(sent, held);
    if (instant.test(sent)) return Date.parse(sent) === Date.parse(held);
    return sent.trim() === held.trim();
  }
  if (Array.isArray(sent))
    return (
      Array.isArray(held) &&
      held.length >= sent.length &&
      sent.every((s) => held.some((h) => holds(s, h, key)))
    );
  if (isObject(sent)) return isObject(held) && Object.entries(sent).every(([k, v]) => holds(v, held[k], k));
  return sent === held;
}

/** Names of fields; empty = it holds what was asked for. */
export const differencesOf = (sent: Resource, held: Resource): string[] =>
  Object.keys(sent).filter((field) => field !== 'meta' && !holds(sent[field], held[field], field));
