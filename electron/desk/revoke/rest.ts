// What a backend that is there does not take (C36): before the keys go it is written into a rescue file that only the backend
// opens, in a folder that the wipe keeps. `npm run rescue -- FILE` takes it there: its hash is in the receipt.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { wipedRequest } from '#shared/protocol/admin.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import { writeRescue } from '../outbox/rescue.ts';
import { findEnrolment } from '../sync/device.ts';
import type { WrapForBackend } from '../sync/outbox.ts';
import { syncDirectory } from '../vault/files.ts';
import type { Vault } from '../vault/vault.ts';
import { countUnsent } from './hand-over.ts';

export type Rest = NonNullable<z.infer<typeof wipedRequest>['rescue']>;
/** In the profile, and named on the page (`device-revoked-rest`). */
export const restFolder = 'handed-over';
const isFile = (name: string): boolean => /^careline-rescue-\d+\.jsonl$/.test(name);

/** Is there one, of this wipe or of an earlier one? */
export function restLies(profile: string): boolean {
  try {
    return readdirSync(join(profile, restFolder)).some(isFile);
  } catch {
    return false;
  }
}

/**
 * `at`: when this wipe began, so that a desk that was killed in between writes the same file again. Null: nothing is left.
 * Codes: `disk-full`, `disk-error`, `profile-read-only`, `interrupted`.
 */
export async function keepRest(
  vault: Vault,
  of: { profile: string; at: string; now: string; wrap: WrapForBackend },
): Promise<Result<Rest | null>> {
  const { core } = vault;
  const enrolment = findEnrolment(core);
  const folder = join(of.profile, restFolder);
  const path = join(folder, `careline-rescue-${of.at.replaceAll(/\D/g, '')}.jsonl`);
  const unsent = countUnsent(core);
  if (unsent === 0 || enrolment === null) {
    // Written before the desk was killed; since then the backend took everything.
    rmSync(path, { force: true });
    return ok(null);
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  syncDirectory(of.profile);
  let waiting = 0;
  const done = await writeRescue(
    {
      db: core,
      wrap: of.wrap,
      enrolment,
      sign: (bytes) => vault.sign(bytes),
      now: of.now,
      signal: new AbortController().signal,
      progress: () => undefined,
      soon: () => setImmediate(),
      whatCan: true,
      took: (count) => (waiting += count),
    },
    path,
  );
  if (!done.ok) return done;
  return ok({ sha256: done.value.sha256, items: waiting, lost: Math.max(0, unsent - waiting) });
}
