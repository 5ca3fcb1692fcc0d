// Whether a sentence asks the caller something: with a question mark, or as people ask without one (dictated lines have none).
import type { Token } from './words.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
const opens = words(
  'are have do did is was can could would will may what where which how who when tell give let please and estas esta tiene ha dime digame donde que cual',
);
const asking = words(
  'tell ask asking know give could can may please question pregunto preguntar preguntarle saber diga digame dime favor',
);
const toYou = words('you your yours yourself yours usted su sus le te tu');
const places = words('where what which address street donde direccion calle');

/** Sentence number `sentence` of the list is a question to the caller, or says that it asks. */
export function asksCaller(list: readonly Token[], sentence: number): boolean {
  const own = list.filter((t) => t.sentence === sentence);
  const said = own.map((t) => t.word);
  const toCaller = said.some((w) => toYou.has(w) || places.has(w));
  if (!toCaller) return false;
  if (own.some((t) => t.asked)) return true;
  // “Some people think of suicide then. Do you?”
  const after = list.filter((t) => t.sentence === sentence + 1);
  if (after.length <= 4 && after.some((t) => t.asked) && after.some((t) => toYou.has(t.word))) return true;
  return (
    said.slice(0, 2).some((w) => opens.has(w)) ||
    said.some((w) => asking.has(w)) ||
    said.some((w, i) => (w === 'are' || w === 'have' || w === 'do') && said[i + 1] === 'you')
  );
}
