// Nothing of a person belongs in an article that every desk reads: card and social security numbers, days of birth, addresses of
// mail, and numbers that are no practice's.
import { findCards } from '../pan/index.ts';
import type { DraftFields } from './draft.ts';
import type { Findings } from './lint-place.ts';
import { birth, mail, phone, social } from './personal.ts';

/** Lines of insurers and the like, free of charge: nobody's own. */
const free = /^1?(800|822|833|844|855|866|877|888)/;

export function lintPersonal(fields: DraftFields, numbers: ReadonlySet<string>, out: Findings): void {
  const { body } = fields;
  const cards = findCards(body);
  for (const card of cards) out.body('card-number', card.start, card.end - card.start, { words: '…' });
  const inCard = (at: number) => cards.some((c) => at >= c.start && at < c.end);
  out.each('social-number', social);
  out.each('birth-date', birth);
  out.each('email', mail);
  out.each('phone-number', phone, (match) => {
    const digits = match[0].replace(/\D/g, '');
    return (
      inCard(match.index ?? 0) ||
      free.test(digits) ||
      numbers.has(digits.slice(-10)) ||
      /^\D*\d{13,}/.test(match[0])
    );
  });
  for (const [field, text] of [
    ['title', fields.title],
    ['keywords', fields.keywords.join('\n')],
    ['topic', fields.topic],
  ] as const) {
    if (findCards(text).length > 0) out.field('card-number', field, '…');
    if (text.search(social) >= 0) out.field('social-number', field, '…');
    if (text.search(mail) >= 0) out.field('email', field);
    if (text.search(birth) >= 0) out.field('birth-date', field);
  }
}
