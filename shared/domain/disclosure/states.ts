// States of the US by their names, so that a record that writes one out gets that state's rule and not the strictest.
/** By lower-case name. */
export const stateNames: Readonly<Record<string, string>> = {
  alabama: 'AL',
  alaska: 'AK',
  arizona: 'AZ',
  arkansas: 'AR',
  california: 'CA',
  colorado: 'CO',
  connecticut: 'CT',
  delaware: 'DE',
  'district of columbia': 'DC',
  'washington dc': 'DC',
  florida: 'FL',
  georgia: 'GA',
  hawaii: 'HI',
  idaho: 'ID',
  illinois: 'IL',
  indiana: 'IN',
  iowa: 'IA',
  kansas: 'KS',
  kentucky: 'KY',
  louisiana: 'LA',
  maine: 'ME',
  maryland: 'MD',
  massachusetts: 'MA',
  michigan: 'MI',
  minnesota: 'MN',
  mississippi: 'MS',
  missouri: 'MO',
  montana: 'MT',
  nebraska: 'NE',
  nevada: 'NV',
  'new hampshire': 'NH',
  'new jersey': 'NJ',
  'new mexico': 'NM',
  'new york': 'NY',
  'north carolina': 'NC',
  'north dakota': 'ND',
  ohio: 'OH',
  oklahoma: 'OK',
  oregon: 'OR',
  pennsylvania: 'PA',
  'puerto rico': 'PR',
  'rhode island': 'RI',
  'south carolina': 'SC',
  'south dakota': 'SD',
  tennessee: 'TN',
  texas: 'TX',
  utah: 'UT',
  vermont: 'VT',
  virginia: 'VA',
  washington: 'WA',
  'west virginia': 'WV',
  wisconsin: 'WI',
  wyoming: 'WY',
};

/**
 * The two letters of a state as a record writes it: `MA`, `ma.`, `US-MA` (ISO 3166-2), `Massachusetts`, `Commonwealth of
 * Massachusetts`. Null when it is none of these: nothing is guessed from part of a name.
 */
export function stateCode(written: string | null): string | null {
  const words = (written ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('.', '')
    .replaceAll(/[\s,]+/g, ' ')
    .trim()
    .replace(/^(the )?(state|commonwealth) of /, '')
    .replace(/^us-(?=[a-z]{2}$)/, '');
  if (/^[a-z]{2}$/.test(words)) return words.toUpperCase();
  return Object.hasOwn(stateNames, words) ? (stateNames[words] ?? null) : null;
}
