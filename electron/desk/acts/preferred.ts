// Row 4: the number or address that is used first. One is ranked before all others; none is removed, and nothing is written
// over a record that somebody changed meanwhile.
import type { ActOf } from '#shared/domain/acts/act.ts';
import { sameNumber } from '#shared/domain/phone/phone.ts';
import type { Resource } from '../fhir/exchange.ts';

type Contact = { [field: string]: unknown };
const isContact = (v: unknown): v is Contact => typeof v === 'object' && v !== null && !Array.isArray(v);
const same = (a: ActOf<'preferences'>, c: Contact): boolean => {
  const value = c['value'];
  if (typeof value !== 'string') return false;
  if (a.system === 'email')
    return c['system'] === 'email' && value.trim().toLowerCase() === a.value.toLowerCase();
  return (c['system'] === 'phone' || c['system'] === 'sms') && sameNumber(value, a.value);
};

export type Wanted =
  | { kind: 'telecom'; telecom: Contact[] }
  /** It is the first already. */
  | { kind: 'already' }
  /** The one that was chosen from the record isn't there any more. */
  | { kind: 'gone' };

/** All that the record has, with the chosen one first; everything else stays as it is, whatever else it says. */
export function withPreferred(a: ActOf<'preferences'>, patient: Resource): Wanted {
  const held = patient['telecom'];
  const contacts = Array.isArray(held) ? held : [];
  const found = contacts.findIndex((c) => isContact(c) && same(a, c) && c['use'] !== 'old');
  if (found === -1 && a.onRecord) return { kind: 'gone' };
  const chosen = contacts[found] as Contact | undefined;
  if (chosen?.['rank'] === 1 && contacts.every((c, i) => i === found || !isContact(c) || c['rank'] !== 1))
    return { kind: 'already' };
  const rest = contacts.map((c, i): Contact => {
    if (!isContact(c)) return c as Contact;
    if (i === found) return { ...c, rank: 1 };
    const rank = c['rank'];
    // One that was ranked keeps its place behind the new first.
    return typeof rank === 'number' ? { ...c, rank: rank + 1 } : c;
  });
  const fresh = found === -1 ? [{ system: a.system, value: a.value, rank: 1 }] : [];
  return { kind: 'telecom', telecom: [...rest, ...fresh] };
}
