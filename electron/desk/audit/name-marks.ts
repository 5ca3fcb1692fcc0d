// Marks a look-up of a record that carries the name of the person who looked (C6): compared here, while the record is open on
// this desk; the row keeps the code alone.
import { z } from 'zod';
import { nameMatch, type NameMatch } from '#shared/domain/audit/same-name.ts';
import type { Db } from '../vault/open.ts';
import { prepared } from '../vault/prepared.ts';

const names = z.object({
  facts: z
    .object({ names: z.array(z.object({ given: z.array(z.string()), family: z.string() })) })
    .nullable(),
});
/** Pairs that are remembered: a shift has some hundred. */
const most = 2000;

export function createNameMarks(patients: () => Db | null) {
  const known = new Map<string, NameMatch | null>();
  function read(patientId: string, name: string): NameMatch | null | undefined {
    const db = patients();
    if (db === null) return undefined;
    const row = prepared<[string], { json: string }>(
      db,
      "select json from cache where patient_id = ? and card = 'person'",
    ).get(patientId);
    if (row === undefined) return undefined;
    try {
      const { facts } = names.parse(JSON.parse(row.json));
      return facts === null ? undefined : nameMatch(name, facts.names);
    } catch {
      return undefined;
    }
  }
  return {
    /** Null: another name, or nobody knows yet. Never throws: a row is written whatever the cache is like. */
    of(patientId: string, person: { id: string; name: string }): NameMatch | null {
      const key = `${person.id} ${patientId}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const found = read(patientId, person.name);
      if (found === undefined) return null;
      if (known.size >= most) known.clear();
      known.set(key, found);
      return found;
    },
    /** At lock: what was compared is compared anew. */
    forget: (): void => known.clear(),
  };
}
