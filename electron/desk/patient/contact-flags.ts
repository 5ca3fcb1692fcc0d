// C20: what the kept records of whoever has this number ask of those who call it. Known to this desk alone, and only of people
// whose identity card was read here.
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { PersonFlag } from '#shared/domain/patient/card.ts';
import { normalDigits } from '#shared/domain/phone/phone.ts';
import type { ContactFlag } from '#shared/domain/telephony/outbound.ts';
import { createCardCache } from './store.ts';

const asRule: Readonly<Partial<Record<PersonFlag['kind'], ContactFlag>>> = {
  'no-home-calls': 'do-not-call',
  'patient-only': 'patient-only',
  'no-voicemail': 'no-voicemail',
};
/** As much of a kept identity card as is needed; an older version's that is read otherwise tells nothing. */
const kept = z.object({ rows: z.array(z.object({ flags: z.array(z.object({ kind: z.string() })) })) });

/** @param db patients.db; null while it is closed: then nothing is known. */
export function contactFlagsOf(db: Database.Database | null, number: string): ContactFlag[] {
  const digits = normalDigits(number);
  if (db === null || digits === null) return [];
  const cache = createCardCache(() => db);
  const found = cache.byNumber(digits).flatMap((patientId) => {
    const json = cache.read(patientId, 'identity')?.json;
    const card = json === undefined ? null : kept.safeParse(JSON.parse(json));
    return card?.success ? card.data.rows.flatMap((row) => row.flags.map((flag) => flag.kind)) : [];
  });
  return [...new Set(found.flatMap((kind) => asRule[kind as PersonFlag['kind']] ?? []))];
}
