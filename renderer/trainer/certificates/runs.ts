// Which runs a certificate stands on: the best counting one of each scenario; null while one is missing. Pure.
import type { CertificateNeeds } from '#shared/contract/training-shapes.ts';

export function runsOf({ ready, needs }: Pick<CertificateNeeds, 'ready' | 'needs'>): string[] | null {
  const runs = needs.map((one) => one.counting[0]?.runId);
  return ready && runs.length > 0 && runs.every((id) => id !== undefined) ? runs : null;
}
