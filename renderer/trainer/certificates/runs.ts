// Which runs a certificate stands on, and whether one is valid already. Pure.
import type { CertificateNeeds, CertificateRow } from '#shared/contract/training-shapes.ts';

/** The best counting one of each scenario; null while one is missing. */
export function runsOf({ ready, needs }: Pick<CertificateNeeds, 'ready' | 'needs'>): string[] | null {
  const runs = needs.map((one) => one.counting[0]?.runId);
  return ready && runs.length > 0 && runs.every((id) => id !== undefined) ? runs : null;
}

/** The latest day of this person's certificates that are not over; null = none. */
export function validUntil(
  rows: readonly Pick<CertificateRow, 'subject' | 'expiresAt'>[],
  personId: string,
  now: Date,
): string | null {
  const days = rows
    .filter((row) => row.subject.id === personId && Date.parse(row.expiresAt) > now.getTime())
    .map((row) => row.expiresAt);
  return days.toSorted().at(-1) ?? null;
}
