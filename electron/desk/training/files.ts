// Files that the practice desk writes and reads: picked in the host's dialog, written whole, read with a limit. A page never learns
// a path.
import { open } from 'node:fs/promises';
import type { Host } from '#host/host.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';

export type FileHost = Pick<Host, 'fileDialog' | 'redeemHandle'>;
export type Saved = { file: { name: string } | null };
const mostBytes = 400_000;

/** What is suggested as a name: everything that a practice desk writes says first what it is. */
export const practiceName = (name: string, extension: string): string => `PRACTICE-${name}.${extension}`;

/** Written where a person says, whole or not at all as far as the disk can tell. `practice-file-name` without PRACTICE in it. */
export async function saveFile(
  host: FileHost,
  of: { title: string; suggested: string; text: string },
): Promise<Result<Saved>> {
  const { title, suggested } = of;
  const extensions = [suggested.slice(suggested.lastIndexOf('.') + 1)];
  const picked = await host.fileDialog({ mode: 'save', title, suggested, extensions });
  if (!picked.ok) return picked;
  const { handle, name } = picked.value;
  if (handle === null) return ok({ file: null });
  // Whoever finds the file later must see at once what it is.
  if (!(name ?? '').toUpperCase().includes('PRACTICE')) return fail('practice-file-name');
  const place = await host.redeemHandle({ handle });
  if (!place.ok) return place;
  try {
    const file = await open(place.value.path, 'w', 0o600);
    try {
      await file.writeFile(of.text);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return fail(code === 'ENOSPC' ? 'disk-full' : 'disk-error', code ?? '');
  }
  return ok({ file: { name: name ?? suggested } });
}

/** Text of a file that a person picks; null = cancelled. `too-large` over 400 kB. */
export async function openFile(host: FileHost, title: string): Promise<Result<string | null>> {
  const picked = await host.fileDialog({ mode: 'open', title, suggested: null, extensions: ['json'] });
  if (!picked.ok) return picked;
  if (picked.value.handle === null) return ok(null);
  const place = await host.redeemHandle({ handle: picked.value.handle });
  if (!place.ok) return place;
  try {
    const file = await open(place.value.path, 'r');
    try {
      const bytes = Buffer.alloc(mostBytes + 1);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
      return bytesRead > mostBytes ? fail('too-large', 'file') : ok(bytes.toString('utf8', 0, bytesRead));
    } finally {
      await file.close();
    }
  } catch (error) {
    return fail('disk-error', (error as NodeJS.ErrnoException).code ?? '');
  }
}
