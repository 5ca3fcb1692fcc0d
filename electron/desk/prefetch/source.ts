// What is asked of the record ahead of calls: whose visits are today and tomorrow, whose number it is, and one person's cards.
// One exchange at a time; a restricted record is left at the name to call by (C26).
import type { Card } from '#shared/domain/disclosure/table.ts';
import { normalDigits, storedForms } from '#shared/domain/phone/phone.ts';
import { fail, type Failure, ok, type Result } from '#shared/domain/result.ts';
import { todayIn } from '#shared/domain/time/age.ts';
import { either, type FhirClient } from '../fhir/client.ts';
import { patientSearch } from '../patient/candidates.ts';
import { buildPanel, type PanelName } from '../patient/cards/panel.ts';
import type { People } from '../patient/people.ts';
import { isRestricted, patientIdIn, personOf, readPatient } from '../patient/person.ts';
import type { CardCache } from '../patient/store.ts';
import { viewOf } from '../patient/view.ts';
import type { Asked } from './asked.ts';
import type { LeftOut } from './left-out.ts';
import { isAway } from './runner.ts';

export interface SourceParts {
  fhir: FhirClient;
  cache: CardCache;
  people: Pick<People, 'putAhead' | 'withheld' | 'kept'>;
  asked: Asked;
  leftOut: Pick<LeftOut, 'add'>;
  /** ISO instant. */
  clock: () => string;
  /** IANA, of the desk. */
  zone: () => string;
}
/** More people under one number are a switchboard, not a caller. */
const mostOfNumber = 4;
const day = 86_400_000;
const stands = ['booked', 'pending', 'arrived', 'checked-in', 'proposed', 'waitlist'];

function patientsOf(appointment: Record<string, unknown>, base: string): string[] {
  const list = Array.isArray(appointment['participant']) ? (appointment['participant'] as unknown[]) : [];
  return list.slice(0, 30).flatMap((p) => {
    const actor = (p as { actor?: { reference?: unknown } } | null)?.actor;
    return (typeof actor?.reference === 'string' ? patientIdIn(actor.reference, base) : null) ?? [];
  });
}

export function createSource({ fhir, cache, people, asked, leftOut, clock, zone }: SourceParts) {
  /** Whose visits are today and tomorrow, with half a day's room for the zone; `most` visits at most. */
  async function visitors(most: number, signal: AbortSignal): Promise<Result<string[]>> {
    const now = clock();
    const dayAfter = todayIn(zone(), new Date(Date.parse(now) + 2 * day).toISOString());
    const answer = await asked({ what: 'visits' }, () =>
      fhir.search(
        {
          type: 'Appointment',
          params: [
            ['date', `ge${todayIn(zone(), now)}T00:00:00Z`],
            ['date', `lt${dayAfter}T12:00:00Z`],
            ['_sort', 'date'],
          ],
          most,
        },
        signal,
      ),
    );
    if (!answer.ok) return answer;
    const coming = answer.value.resources.filter((r) => stands.includes(String(r['status'])));
    return ok([...new Set(coming.flatMap((a) => patientsOf(a, fhir.base)))]);
  }

  async function byNumber(number: string, signal: AbortSignal): Promise<Result<string[]>> {
    const digits = normalDigits(number);
    if (digits === null) return ok([]);
    const answer = await asked({ what: 'number' }, () =>
      fhir.search(patientSearch([['phone', either(storedForms(number))]]), signal),
    );
    if (!answer.ok) return answer;
    const found = answer.value.resources.flatMap((raw) => {
      const p = readPatient(raw);
      if (p !== null && isRestricted(p)) people.withheld(p.id, clock());
      return p !== null && personOf(p, false).numbers.includes(digits) ? [p.id] : [];
    });
    return ok(found.length > mostOfNumber ? [] : found);
  }

  /** The person, then the cards; null = done. A card that the record would not give is left out, the others come. */
  async function person(
    patientId: string,
    cards: readonly Card[],
    signal: AbortSignal,
  ): Promise<Failure | null> {
    const done = await asked({ patientId, card: cards.join(':') || 'person' }, async () => {
      const failure = await ask(patientId, cards, signal);
      return failure ?? ok(null);
    });
    return done.ok ? null : done;
  }
  async function ask(
    patientId: string,
    cards: readonly Card[],
    signal: AbortSignal,
  ): Promise<Failure | null> {
    const answer = await fhir.read('Patient', patientId, signal);
    if (!answer.ok) return answer;
    const resource = answer.value.modified ? readPatient(answer.value.resource) : null;
    if (resource === null) return fail('ehr-unreadable', 'Patient');
    people.putAhead(resource, clock());
    if (isRestricted(resource) || cards.length === 0) return null;
    const now = clock();
    const about = { patientId, now, today: todayIn(zone(), now) };
    let trouble: Failure | null = null;
    const came: { card: Card; json: string; asOf: string }[] = [];
    await buildPanel(fhir, about, cards as readonly PanelName[], signal, (name, card) => {
      if (signal.aborted) trouble ??= fail('cancelled');
      else if (!card.ok && isAway(card)) trouble ??= card;
      else if (!card.ok) leftOut.add(patientId, name);
      else if (card.value.recordWithheld) people.withheld(patientId, clock());
      else {
        const asOf = clock();
        came.push({ card: name, json: JSON.stringify(viewOf(name, card.value, patientId, asOf)), asOf });
      }
    });
    // In one commit: each waits for the disk. Of a record that is restricted by now nothing is kept (C26).
    if (people.kept(patientId)?.restricted !== true) cache.writeAll(patientId, came);
    return trouble;
  }
  return { visitors, byNumber, person };
}
export type Source = ReturnType<typeof createSource>;
