// Noise on the line (levels 3 and 4): a seeded piece of what the caller says is lost. The cue's words always come through.
import { draw } from './seed.ts';

export const lost = '[…]';
/** Share of the caller's lines that lose a piece, of 100. */
const share = 35;

/** The line as it is heard; the same text when nothing is lost. `keep` = words that must come through. */
export function throughNoise(text: string, keep: string | null, seed: number, place: number): string {
  const salt = (seed ^ 0x3c6ef372) >>> 0;
  if (draw(salt, place, 100) >= share) return text;
  const words = [...text.matchAll(/\S+/g)].map((m) => ({ start: m.index, end: m.index + m[0].length }));
  const kept = keep === null ? -1 : text.indexOf(keep);
  const free = (at: number, many: number): boolean => {
    const piece = words.slice(at, at + many);
    const first = piece[0];
    const last = piece.at(-1);
    if (first === undefined || last === undefined || piece.length < many) return false;
    return kept < 0 || last.end <= kept || first.start >= kept + (keep?.length ?? 0);
  };
  const many = 2 + draw(salt, place + 1000, 3);
  // The first words are never lost: somebody is heard to speak.
  const places = words.map((_, i) => i).filter((i) => i >= 2 && free(i, many));
  const at = places[draw(salt, place + 2000, Math.max(1, places.length))];
  const first = at === undefined ? undefined : words[at];
  const last = at === undefined ? undefined : words[at + many - 1];
  if (first === undefined || last === undefined) return text;
  return `${text.slice(0, first.start)}${lost}${text.slice(last.end)}`;
}
