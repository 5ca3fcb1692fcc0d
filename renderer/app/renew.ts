// The record in sight is asked for anew, by its key or from the palette: told to whoever shows it, by ids of nobody.
const shown = new Set<() => void>();

export const renewRecord = (): void => shown.forEach((renew) => renew());

/** Answers how to stop listening. */
export function onRenewRecord(renew: () => void): () => void {
  shown.add(renew);
  return () => void shown.delete(renew);
}
