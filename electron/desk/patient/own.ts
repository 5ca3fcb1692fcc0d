// What this desk itself knows beside the record: its own calls and messages about the patient among the contacts, and the
// practice's list of what to bring. Put in after the cache and before the matrix cuts: kept cards stay the record's.
import { kindOf, noRules, type BookingRules, whatToBring } from '#shared/domain/booking/visit.ts';
import type { AppointmentRow, CardName, CardView } from '#shared/domain/patient/card.ts';
import { type ContactRow, panelMost } from '#shared/domain/patient/panel-rows.ts';
import { type Failure, ok, type Result } from '#shared/domain/result.ts';
import { mayFallBack } from './finding.ts';
import { newestFirst } from './mapped.ts';
import type { OwnContacts } from './own-contacts.ts';
import type { People } from './people.ts';

export interface Own {
  contacts(about: { contextId: string; patientId: string; birthDate: string | null }): OwnContacts;
  /** What the account of this call, or message, decided about its visits. */
  rules(contextId: string): BookingRules;
}
interface About {
  contextId: string;
  patientId: string;
}

/** What to bring by the practice's list where the appointment itself says nothing (row 3). What the kind is by code stays here. */
export function withList({ visitKind: told, ...row }: AppointmentRow, rules: BookingRules): AppointmentRow {
  if (row.when !== 'next' || row.bring !== null) return row;
  const kind = kindOf(rules, told?.codes ?? [], told?.words || (row.what ?? ''));
  const { from, lines } = whatToBring(rules, kind?.id ?? null, null);
  return from === 'account' ? { ...row, bring: lines.join(' ').slice(0, 300), bringFrom: 'account' } : row;
}

/**
 * Newest first. A contact note that one of our calls became at the record is that call, once: what it was about is told by
 * the record where the call itself doesn't say.
 */
export function mergeContacts(recorded: readonly ContactRow[], own: OwnContacts): ContactRow[] {
  const noted = new Map<string, ContactRow>();
  const rest = recorded.filter((row) => {
    const call = own.became.get(row.id);
    if (call !== undefined) noted.set(call, row);
    return call === undefined;
  });
  const ours = own.rows.map((row) => ({ ...row, what: row.what ?? noted.get(row.id)?.what ?? null }));
  return [...ours, ...rest].toSorted((a, b) => newestFirst(a.at, b.at));
}

type Contacts = Extract<CardView, { card: 'contacts' }>;
const bare = (patientId: string): Contacts => ({
  card: 'contacts',
  patientId,
  state: 'recorded',
  from: 'desk',
  asOf: null,
  stale: false,
  because: null,
  unreadable: 0,
  withheldSome: false,
  more: false,
  rows: [],
});

export function createOwn({ own, people }: { own?: Own | undefined; people: People }) {
  function contactsOf(w: About): OwnContacts | null {
    const met = people.kept(w.patientId);
    // Of a restricted record, and of one that may be, nothing is told by our own log either (C26).
    if (own === undefined || met === null || met.facts === null || met.restricted) return null;
    return own.contacts({ ...w, birthDate: met.facts.birthDate });
  }
  function withOurs(view: Contacts, w: About): Contacts {
    const ours = contactsOf(w);
    // The call in hand alone is no history.
    if (ours === null || (view.rows.length === 0 && ours.rows.every((r) => r.present))) return view;
    const rows = mergeContacts(view.rows, ours);
    return {
      ...view,
      state: 'recorded',
      rows: rows.slice(0, panelMost.contacts),
      more: view.more || rows.length > panelMost.contacts,
      withheldSome: view.withheldSome || ours.withheldSome,
    };
  }
  /** Where the record can't be asked, or has no such part, our own contacts are still there; any other "no" stays one. */
  function alone(w: About, failure: Failure): Result<CardView> {
    if (!mayFallBack(failure) && failure.code !== 'ehr-unsupported') return failure;
    const view = withOurs({ ...bare(w.patientId), because: failure.code }, w);
    return view.rows.length === 0 ? failure : ok(view);
  }
  return {
    /** The answer of one card with what this desk adds to it; to be cut afterwards. */
    added(w: About, name: CardName, answer: Result<CardView>): Result<CardView> {
      if (!answer.ok) return name === 'contacts' ? alone(w, answer) : answer;
      const view = answer.value;
      if (view.card === 'contacts') return ok(withOurs(view, w));
      if (view.card !== 'appointments') return answer;
      const rules = own?.rules(w.contextId) ?? noRules;
      return ok({ ...view, rows: view.rows.map((row) => withList(row, rules)) });
    },
  };
}
