// Bytes of a stranger's file → text without what nobody sees, or no text at all.
import type { Notes } from './notes.ts';

/** What some screens obey and nobody sees; a NUL and other controls among it. */
const hidden =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
const beginsWith = (bytes: Uint8Array, ...head: number[]): boolean => head.every((b, i) => bytes[i] === b);

/** UTF-8, UTF-16 with its mark, else as Windows writes it. Null = no text (a picture, an archive), which is noted. */
export function decode(bytes: Uint8Array, notes: Notes): string | null {
  let text: string;
  if (beginsWith(bytes, 0xff, 0xfe)) text = new TextDecoder('utf-16le').decode(bytes);
  else if (beginsWith(bytes, 0xfe, 0xff)) text = new TextDecoder('utf-16be').decode(bytes);
  else {
    const nuls = bytes.subarray(0, 8000).filter((b) => b === 0).length;
    if (nuls > 8 || beginsWith(bytes, 0x50, 0x4b) || beginsWith(bytes, 0x25, 0x50, 0x44, 0x46)) {
      notes.add('not-text', null);
      return null;
    }
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      text = new TextDecoder('windows-1252').decode(bytes);
    }
  }
  return plain(text, notes);
}
/** Without what nobody sees; lines end with one character. */
export function plain(text: string, notes: Notes): string {
  const lines = text
    .replace(/^\ufeff/, '')
    .toWellFormed()
    .replace(/\r\n?/g, '\n');
  let found = 0;
  let first = -1;
  const clean = lines.replace(hidden, (_c, at: number) => {
    if (found++ === 0) first = at;
    return '';
  });
  if (found > 0)
    notes.add('hidden-characters', (lines.slice(0, first).match(/\n/g)?.length ?? 0) + 1, String(found));
  return clean;
}
