// Which of the people at a door are shown, and where an arrow key leads: pure, so that one person and forty are the same code.
import type { SlotView } from '#shared/contract/session.ts';

export type Tile = SlotView & { person: NonNullable<SlotView['person']> };
export const tilesOf = (slots: readonly SlotView[]): Tile[] =>
  slots
    .filter((slot): slot is Tile => slot.person !== null)
    .toSorted((a, b) => a.person.name.localeCompare(b.person.name));

/** With more people than this a field to search them is drawn, and digits choose nobody. */
export const manyPeople = 9;

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
/** Whose name has a word that begins so, or whose initials are these. */
export function matching(tiles: readonly Tile[], typed: string): Tile[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return tiles.filter(({ person }) => {
    const name = plain(person.name).split(/[\s,.-]+/);
    return (
      words.every((word) => name.some((part) => part.startsWith(word))) ||
      (words.length === 1 && plain(person.initials) === words[0])
    );
  });
}

/** Where an arrow leads from `at` among `count` in rows of `columns`; null for every other key. */
export function stepFrom(at: number, key: string, count: number, columns: number): number | null {
  const by: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
  };
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = by[key];
  if (step === undefined) return null;
  const to = at + step;
  return to < 0 || to >= count ? at : to;
}
