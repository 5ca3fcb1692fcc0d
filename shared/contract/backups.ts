// Copies of the vault on this computer, and a damaged vault made whole again (C12, C43).
import { z } from 'zod';
import { instant, nothing, request, topic } from './kinds.ts';

const id = z.string().regex(/^\d{17}$/);
export const backupView = z.strictObject({
  id,
  /** Null: it can't be read as a backup. */
  madeAt: instant.nullable(),
  bytes: z.int(),
  /** `unchecked`: read back when it was made, and not since this desk started. */
  state: z.enum(['unchecked', 'good', 'damaged', 'foreign']),
});
export type BackupView = z.infer<typeof backupView>;
export const restoredView = z.strictObject({
  /** Instant of the backup that was used; null: none. */
  from: instant.nullable(),
  /** Rows read out of the damaged file. */
  salvaged: z.int(),
  /** Tables with rows that could not be read. */
  holes: z.array(z.string()),
  /** Saved here and not yet at the backend. */
  unsent: z.int(),
  /** Folder beside the vault that the damaged files lie in now. */
  setAside: z.string().nullable(),
  tookMs: z.int(),
});
export type RestoredView = z.infer<typeof restoredView>;
export const backupsState = z.strictObject({
  /** Newest first. */
  backups: z.array(backupView).max(200),
  /** How old the newest is (C12: at most 48 hours). */
  standing: z.enum(['none', 'fresh', 'old']),
  busy: z.enum(['making', 'checking', 'restoring']).nullable(),
  nextAt: instant.nullable(),
  /** Error code of the last one that was to be made by itself. */
  problem: z.string().nullable(),
  /** What the last restore of this run brought back. */
  restored: restoredView.nullable(),
});
export type BackupsState = z.infer<typeof backupsState>;

const owners = ['administrator'] as const;
export const backups = {
  /** Times and sizes only: shown also where the vault can't be opened. */
  state: request(nothing, backupsState, { effect: 'control', when: 'always', roles: 'any', lease: 'free' }),
  make: request(nothing, backupsState, {
    effect: 'control',
    when: 'open-or-locked',
    roles: owners,
    audit: 'backup.make',
    lease: 'free',
  }),
  /** Every page, the structure and the hash of one. */
  check: request(z.strictObject({ id }), backupsState, {
    effect: 'control',
    when: 'open-or-locked',
    roles: owners,
    audit: 'backup.check',
    lease: 'free',
  }),
  /**
   * For a vault that is damaged, and no other: its new core.db from this backup (null: from none) and from what can still
   * be read of the damaged one. The secret is any person's here, as for opening; the vault opens with it afterwards.
   * Whoever may open this vault may restore it, an auditor or a trainer too: it shows nothing, deletes nothing, and nobody
   * who could prove more can sit at a vault that does not open. Its row `vault.restore`, in the new core.db, names whose
   * secret it was. A keyring from before somebody's way in was taken out is refused (`vault-keyring-older`).
   */
  restore: request(
    z.strictObject({
      id: id.nullable(),
      passphrase: z.string().min(1).max(400),
      personId: z.string().max(60).optional(),
    }),
    backupsState,
    { effect: 'control', when: 'always', roles: 'any', progress: true, lease: 'free' },
  ),
  changed: topic(['main']),
};
