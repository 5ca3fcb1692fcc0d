// Facts of a message that choose a special rule (4d.5), and what it means that a rule's value is met. What an agent types is
// seldom what the practice wrote: `Dr. Sato` is `Dr Keiko Sato`, `Willow House, room 12` is at `Willow House`.
import type { DraftFields } from '../messages/message.ts';
import type { OnCallFacts } from './resolved.ts';

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const titles = new Set([
  'dr',
  'doctor',
  'prof',
  'professor',
  'md',
  'do',
  'np',
  'pa',
  'rn',
  'nurse',
  'mr',
  'mrs',
  'ms',
]);
/** Name without titles and without what follows the comma (`, nurse practitioner`). */
const nameWords = (text: string): string[] =>
  fold(text.split(',')[0] ?? '')
    .split(' ')
    .filter((w) => w !== '' && !titles.has(w));

/** A provider is met by the family name, when no other word contradicts; a facility by its words anywhere; others whole. */
export function means(
  kind: 'provider' | 'language' | 'facility' | 'reason',
  given: string | null | undefined,
  value: string,
): boolean {
  if (given === null || given === undefined || fold(given) === '') return false;
  if (kind === 'reason') return given === value;
  if (kind === 'facility') return ` ${fold(given)} `.includes(` ${fold(value)} `);
  if (kind === 'language') return fold(given) === fold(value);
  const [said, known] = [nameWords(given), nameWords(value)];
  const family = known.at(-1);
  return family !== undefined && said.includes(family) && said.every((w) => known.includes(w));
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text);
/** Asked alike by the desk and the backend, so that both reach the same person. */
export const factsOfMessage = (
  fields: Pick<DraftFields, 'usualProvider' | 'locationNow' | 'reasonCode'>,
): OnCallFacts => ({
  provider: orNull(fields.usualProvider),
  language: null,
  facility: orNull(fields.locationNow),
  reasonCode: fields.reasonCode,
});
