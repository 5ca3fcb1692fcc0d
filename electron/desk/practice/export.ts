// A debrief is written where a person says, by the host's dialog; whole or not at all as far as the disk can tell.
import { open } from 'node:fs/promises';
import type { Host } from '#host/host.ts';
import type { KeptRun } from '#shared/contract/practice.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { debriefHtml, debriefName, debriefText, type DebriefFormat } from './debrief-file.ts';

export async function writeDebrief(
  kept: KeptRun,
  format: DebriefFormat,
  files: Pick<Host, 'fileDialog' | 'redeemHandle'>,
): Promise<Result<{ file: { name: string } | null }>> {
  const suggested = debriefName(kept, format);
  const picked = await files.fileDialog({
    mode: 'save',
    title: 'Save the practice debrief',
    suggested,
    extensions: [format === 'html' ? 'html' : 'txt'],
  });
  if (!picked.ok) return picked;
  const { handle, name } = picked.value;
  if (handle === null) return ok({ file: null });
  // Whoever finds the file later must see at once what it is.
  if (!(name ?? '').toUpperCase().includes('PRACTICE')) return fail('practice-file-name');
  const place = await files.redeemHandle({ handle });
  if (!place.ok) return place;
  try {
    const file = await open(place.value.path, 'w', 0o600);
    try {
      await file.writeFile(format === 'html' ? debriefHtml(kept) : debriefText(kept));
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
