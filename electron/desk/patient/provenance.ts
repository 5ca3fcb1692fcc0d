// Where a row comes from, in words without ids: the kind of entry, who recorded it, when, and out of which system. Only
// what the record says; nothing is guessed.
import type { Provenance } from '#shared/domain/patient/panel-rows.ts';
import { dateText } from './mapped.ts';

export interface Entry {
  id: string;
  meta?: { source?: string | undefined } | undefined;
}

/** The host of the system that an entry was taken over from; an address may hold more than the agent needs. */
function systemOf(source: string | undefined): string | null {
  if (source === undefined || !/^https?:\/\//i.test(source) || !URL.canParse(source)) return null;
  return new URL(source).hostname.slice(0, 120) || null;
}

/** The first of `dates` that is one. */
export const provenanceOf = (
  kind: string,
  entry: Entry,
  source: string | null | undefined,
  ...dates: (string | null | undefined)[]
): Provenance => ({
  kind,
  source: source || null,
  recorded: dates.map((d) => dateText(d ?? undefined)).find((d) => d !== null) ?? null,
  system: systemOf(entry.meta?.source),
});
