// What in typed words looks like data of a person: patterns only, so a name is seen where a title stands before it, and much that
// is found may be the practice's own. It is for warnings; whoever types decides.
import { findCards } from '../pan/index.ts';

export const social = /(?<![\p{N}-])\d{3}-\d{2}-\d{4}(?![\p{N}-])/gu;
export const birth =
  /\b(?:born(?: on)?|birth ?da(?:y|te)|date of birth|d\.?o\.?b\.?|nacid[oa](?: el)?|fecha de nacimiento|tanggal lahir)\b[^\n\d]{0,20}(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|(?:[a-z]{3,10}\.? )?\d{1,2}(?:st|nd|rd|th)?,? (?:de )?[a-z]{0,10},? ?(?:de )?\d{4})/gi;
export const mail = /(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}/gi;
/** Ten digits as they are written in the United States, or a plus and eight to fifteen. */
export const phone =
  /(?<![\p{N}/.-])(?:\+\d(?:[ .-]?\d){7,14}|(?:1[ .-])?\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]?\d{4})(?![\p{N}-])/gu;
/** A day with its year, in figures or with the month's name. */
const date =
  /(?<![\p{N}/.-])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}|(?:19|20)\d{2}[/.-]\d{1,2}[/.-]\d{1,2})(?![\p{N}/-])|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d{2}\b/giu;
/** A number of a record, of a member, of a bill. */
const figures = /(?<![\p{N}.,])\p{N}(?:[ -]?\p{N}){5,18}(?!\p{N})/gu;
/** "Dr" is left out: the practice's own doctors. */
const titled =
  /(?<!\p{L})(?:[Mm]r|[Mm]rs|[Mm]s|[Mm]iss|[Mm]ister|[Ss]ra?|[Ss]rta|[Ss]eñora?)(?!\p{L})\.? {0,2}\p{Lu}[\p{L}'’-]{1,40}/gu;

export const personalKinds = ['card', 'social', 'birth', 'email', 'phone', 'date', 'number', 'name'] as const;
export type PersonalKind = (typeof personalKinds)[number];

const found = (pattern: RegExp, text: string): [number, number][] =>
  [...text.matchAll(pattern)].map((m) => [m.index, m.index + m[0].length]);

/** Which kinds of a person's data the words seem to hold, in the order of `personalKinds`, each once. */
export function personalIn(text: string): PersonalKind[] {
  const plain = text.toWellFormed().normalize('NFKC');
  const taken: [number, number][] = [];
  const out: PersonalKind[] = [];
  const look = (kind: PersonalKind, at: [number, number][]): void => {
    // A telephone number is no record's number too.
    const rest = at.filter(([from, to]) => !taken.some(([a, b]) => from < b && to > a));
    taken.push(...rest);
    if (rest.length > 0) out.push(kind);
  };
  look(
    'card',
    findCards(plain).map((c) => [c.start, c.end]),
  );
  look('social', found(social, plain));
  look('birth', found(birth, plain));
  look('email', found(mail, plain));
  look('phone', found(phone, plain));
  look('date', found(date, plain));
  look('number', found(figures, plain));
  look('name', found(titled, plain));
  return out;
}
