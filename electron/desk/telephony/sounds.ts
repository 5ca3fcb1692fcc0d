// A voicemail's sound for the page, in parts that fit the bridge. Kept in memory while it is being read, never on disk.
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { BackendClient } from '../sync/backend-client.ts';

/** Bytes of a part: 650 kB are less than 900,000 characters of base64. */
const partBytes = 650_000;
/** Ten minutes of telephone sound as 16-bit WAV. */
const mostBytes = 10_000_000;
const keepMs = 60_000;

export function createSounds(
  client: Pick<BackendClient, 'bytes'>,
  after: (ms: number, run: () => void) => () => void,
) {
  let held: { key: string; bytes: Buffer } | null = null;
  let cancel: (() => void) | null = null;
  /** Counts locks: what was fetched across one is not kept. */
  let locks = 0;
  return {
    async part(person: string, id: string, part: number): Promise<Result<{ parts: number; base64: string }>> {
      const key = `${person} ${id}`;
      if (held?.key !== key) {
        const before = locks;
        const got = await client.bytes('/v2/telephony/voicemail', { v: 2, person, id }, mostBytes);
        if (!got.ok) return got.code === 'offline' ? fail('telephony-down') : got;
        if (before !== locks) {
          got.value.fill(0);
          return fail('locked');
        }
        held = { key, bytes: got.value };
      }
      cancel?.();
      cancel = after(keepMs, () => void (held = null));
      const { bytes } = held;
      const parts = Math.max(1, Math.ceil(bytes.length / partBytes));
      if (part >= parts) return fail('invalid-input', 'part');
      return ok({
        parts,
        base64: bytes.subarray(part * partBytes, (part + 1) * partBytes).toString('base64'),
      });
    },
    /** At a lock nothing that was spoken stays in memory. */
    forget(): void {
      locks++;
      held?.bytes.fill(0);
      held = null;
      cancel?.();
    },
  };
}
