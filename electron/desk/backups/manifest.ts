// What stands beside a backup: when it was made, of what, and its hash, signed by the device key, so that a copy that
// somebody changed or brought from elsewhere is told apart before it is used.
import { createHash, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { publicKeyFrom } from '../vault/seal.ts';

export const manifest = z.strictObject({
  format: z.literal('careline-backup-1'),
  vaultId: z.uuid(),
  madeAt: z.iso.datetime({ precision: 3 }),
  /** Schema of core.db. */
  schema: z.int().min(1),
  pages: z.int().min(1),
  bytes: z.int().min(4096),
  /** Of core.db, lower-case hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Ed25519 by the device key over `backupText`, base64. */
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
});
export type Manifest = z.infer<typeof manifest>;

export const backupText = (m: Omit<Manifest, 'signature'>): Buffer =>
  Buffer.from(
    [m.format, m.vaultId, m.madeAt, String(m.schema), String(m.pages), String(m.bytes), m.sha256].join('\n'),
    'utf8',
  );

export interface Backup {
  /** The folder's name: letters and digits only. */
  id: string;
  folder: string;
  /** Null: the manifest can't be read, or the file it speaks of is not there or of another size. */
  manifest: Manifest | null;
}
export const backupsFolder = (profile: string): string => join(profile, 'backups');
export const coreOf = (backup: Pick<Backup, 'folder'>): string => join(backup.folder, 'core.db');
const idShape = /^\d{17}$/;

/** Newest first. Folders that are being made (`.part`) and anything else of another name are not backups. */
export function listBackups(profile: string): Backup[] {
  const root = backupsFolder(profile);
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter((name) => idShape.test(name))
    .toSorted()
    .toReversed()
    .map((id) => {
      const folder = join(root, id);
      return { id, folder, manifest: readManifest(folder) };
    });
}

function readManifest(folder: string): Manifest | null {
  try {
    const parsed = manifest.safeParse(JSON.parse(readFileSync(join(folder, 'backup.json'), 'utf8')));
    if (!parsed.success) return null;
    return statSync(join(folder, 'core.db')).size === parsed.data.bytes ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Whether this vault's device made it, and nothing of the manifest was changed since. */
export const isOwn = (m: Manifest, vaultId: string, devicePublicKey: Buffer): boolean =>
  m.vaultId === vaultId &&
  verify(null, backupText(m), publicKeyFrom('ed25519', devicePublicKey), Buffer.from(m.signature, 'base64'));

/** SHA-256 of a file, read in pieces. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path);
  try {
    for await (const piece of file.createReadStream({ autoClose: false })) hash.update(piece as Buffer);
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}
