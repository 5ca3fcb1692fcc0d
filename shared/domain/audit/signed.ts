// The exact texts that are signed around the audit log (docs/audit-format.md). JSON arrays, so that no field can run into
// its neighbour; the first member says what is signed, so that no signature serves twice. Pure: desk, backend and
// verifier each sign or check with their own code.

/** Where a chain stands, as one side told the other. */
export interface AuditStand {
  organisation: string;
  device: string;
  seq: number;
  /** Hash of that row. */
  hash: string;
  /** ISO instant by the clock of whoever signs. */
  at: string;
}

const standText =
  (kind: string) =>
  ({ organisation, device, seq, hash, at }: AuditStand): string =>
    JSON.stringify([kind, organisation, device, seq, hash, at]);

/** Signed by the device's key, sent with the rows up to `seq`. */
export const headText = standText('careline-audit-head-1');
/** Signed by the organisation's key: the backend holds every row up to `seq`, and that row's hash is `hash`. */
export const receiptText = standText('careline-audit-receipt-1');

/** Signed by the device's key: rows up to `seq` were pruned here. `deviceKey`: raw 32 bytes, base64. */
export const checkpointText = (of: { deviceKey: string; seq: number; hash: string; at: string }): string =>
  JSON.stringify(['careline-audit-checkpoint-1', of.deviceKey, of.seq, of.hash, of.at]);

/** Signed by the device's key at the foot of an export; `sha256` is over every byte before the foot's line. */
export const fileText = (of: { sha256: string; seq: number; hash: string }): string =>
  JSON.stringify(['careline-audit-file-1', of.sha256, of.seq, of.hash]);
