// Which answers to own flags and questions were not opened yet. Pure. What was seen is kept as a time, because answers come in the
// order in which they were given.
import type { MineRow } from '#shared/contract/knowledge.ts';

/** When the newest answer was given, in UTC; null = none came yet. */
export const newestAnswer = (rows: readonly Pick<MineRow, 'answer'>[]): string | null =>
  rows.reduce<string | null>(
    (newest, { answer }) => (answer !== null && (newest === null || answer.at > newest) ? answer.at : newest),
    null,
  );

/** `seen`: when the newest answer was given that was opened; null = none was. */
export const unseenAnswers = (rows: readonly Pick<MineRow, 'answer'>[], seen: string | null): number =>
  rows.filter(({ answer }) => answer !== null && (seen === null || answer.at > seen)).length;
