// The order of what waits, and what a row is called. Pure but for its words.
import type { InboxRow } from '#shared/contract/authoring.ts';
import { t } from '../../text/t.ts';

/** The earliest due first; what is answered by when it came, newest first. */
export const inOrder = (rows: readonly InboxRow[]): InboxRow[] =>
  rows.toSorted((a, b) =>
    a.answer !== null && b.answer !== null ? b.at.localeCompare(a.at) : a.dueAt.localeCompare(b.dueAt),
  );

/** Longest title out of somebody's words, characters. */
const longest = 80;
export function titleOf(row: InboxRow): string {
  if (row.title !== null) return row.title;
  const words = (row.words ?? '').replaceAll(/\s+/g, ' ').trim();
  if (words === '') return t('authoring.inbox.unnamed');
  return words.length <= longest ? words : `${words.slice(0, longest)}…`;
}
