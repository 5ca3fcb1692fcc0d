// Files of the trainer's room: picked in the host's dialog, written whole, read with a limit. A page never learns a path.
import { open } from 'node:fs/promises';
import type { Host } from '#host/host.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';

export type FileHost = Pick<Host, 'fileDialog' | 'redeemHandle'>;
export type Saved = { file: { name: string } | null };
const mostBytes = 400_000;

/** Every name says what it is: "PRACTICE" stands first. */
export async function saveFile(
  host: FileHost,
  of: { title: string; name: string; extension: string; text: string },
): Promise<Result<Saved>> {
  const picked = await host.fileDialog({
    mode: 'save',
    title: of.title,
    suggested: `PRACTICE-${of.name}.${of.extension}`,
    extensions: [of.extension],
  });
  if (!picked.ok) return picked;
  const { handle, name } = picked.value;
  if (handle === null) return ok({ file: null });
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
  return ok({ file: { name: name ?? '' } });
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
