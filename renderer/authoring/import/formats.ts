// What a file's name says of its format. Pure.
import type { ImportFormat } from '#shared/domain/knowledge/import-shapes.ts';

/** UTF-16 units of a text that is given by the page; larger files go through the app's own dialog. */
export const mostCharacters = 900_000;

export function formatOf(name: string): ImportFormat | null {
  const end = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (end === 'html' || end === 'htm') return 'html';
  if (end === 'csv') return 'csv';
  return end === 'md' || end === 'markdown' || end === 'txt' ? 'markdown' : null;
}
