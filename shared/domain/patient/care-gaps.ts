// Care gaps by plain rules on age, sex, conditions, vaccines, measurements and care plans. Wording for staff, never a
// diagnosis. Draft, not reviewed by a clinician: a practice must look at each rule before it is used.

export interface Dated {
  text: string;
  /** A FHIR date or instant; null: not recorded. */
  at: string | null;
  codes: readonly string[];
  /** `Type/id`. */
  record: string;
}
export interface Known {
  ageYears: number | null;
  deceased: boolean;
  conditions: readonly Dated[];
  /** Given ones; codes are CVX. */
  vaccines: readonly Dated[];
  /** Final ones; codes are LOINC. */
  measured: readonly Dated[];
  /** Activities of active plans whose planned end has passed, not completed. */
  overdue: readonly Dated[];
  /** Whether each part was read whole; without it nothing is "due", only "unclear". */
  whole: { conditions: boolean; vaccines: boolean; measured: boolean };
}
export interface Gap {
  rule: string;
  status: 'due' | 'unclear';
  because: readonly Dated[];
  last: Dated | null;
}

type Rule = {
  id: string;
  months: number;
  from: number;
  codes: readonly string[];
  part: 'vaccines' | 'measured';
} & ({ when: null } | { when: RegExp; codesOf: readonly string[] });
/** `months` after the last one it is due again; `from` is the age in years from which it applies. */
export const rules: readonly Rule[] = [
  {
    id: 'hba1c',
    months: 6,
    from: 0,
    part: 'measured',
    codes: ['4548-4', '17856-6'],
    when: /^(?!.*(prediabetes|gestational|insipidus)).*\bdiabetes\b/i,
    codesOf: ['44054006', '46635009', '73211009', 'E10', 'E11'],
  },
  {
    id: 'blood-pressure',
    months: 12,
    from: 18,
    part: 'measured',
    codes: ['85354-9', '55284-4', '8480-6'],
    when: /\bhypertension\b|\bhypertensive\b/i,
    codesOf: ['38341003', '59621000', 'I10'],
  },
  {
    id: 'cholesterol',
    months: 12,
    from: 18,
    part: 'measured',
    codes: ['2093-3', '18262-6', '13457-7', '57698-3'],
    when: /hyperlipid[a]?emia|hypercholesterol/i,
    codesOf: ['55822004', '13644009', 'E78.5'],
  },
  {
    id: 'influenza',
    months: 12,
    from: 1,
    part: 'vaccines',
    codes: '88 140 141 150 155 158 161 168 171 185 186 197 205'.split(' '),
    when: null,
  },
  {
    id: 'tetanus',
    months: 120,
    from: 18,
    part: 'vaccines',
    codes: '09 9 113 115 138 139 196'.split(' '),
    when: null,
  },
  {
    id: 'pneumococcal',
    months: 1200,
    from: 65,
    part: 'vaccines',
    codes: '33 133 152 215 216'.split(' '),
    when: null,
  },
  { id: 'zoster', months: 1200, from: 50, part: 'vaccines', codes: ['121', '187', '188'], when: null },
];

/** `day` (YYYY-MM-DD or longer) this many months later, as YYYY-MM-DD; the 31st becomes the month's last day. */
export function monthsLater(day: string, months: number): string {
  const [y = 0, m = 1, d = 1] = day.slice(0, 10).split('-').map(Number);
  const first = new Date(Date.UTC(y, m - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(d, last)))
    .toISOString()
    .slice(0, 10);
}

const latest = (all: readonly Dated[], codes: readonly string[], today: string): Dated | null =>
  all
    // A date in the future proves nothing that has happened.
    .filter((d) => d.at !== null && d.at.slice(0, 10) <= today && d.codes.some((c) => codes.includes(c)))
    .reduce<Dated | null>((best, d) => (best === null || (d.at ?? '') > (best.at ?? '') ? d : best), null);

/** `today` is YYYY-MM-DD. Nothing for the deceased; a rule by age needs the age. */
export function careGaps(known: Known, today: string): Gap[] {
  if (known.deceased) return [];
  const gaps: Gap[] = [];
  for (const rule of rules) {
    if (known.ageYears === null || known.ageYears < rule.from) continue;
    const because =
      rule.when === null
        ? []
        : known.conditions.filter(
            (c) => rule.when.test(c.text) || c.codes.some((code) => rule.codesOf.includes(code)),
          );
    if (rule.when !== null && because.length === 0) continue;
    const last = latest(known[rule.part], rule.codes, today);
    if (last?.at && monthsLater(last.at, rule.months) >= today) continue;
    const undated = known[rule.part].some(
      (d) => d.at === null && d.codes.some((c) => rule.codes.includes(c)),
    );
    const status = known.whole[rule.part] && !undated ? 'due' : 'unclear';
    gaps.push({ rule: rule.id, status, because: because.slice(0, 5), last });
  }
  for (const activity of known.overdue)
    gaps.push({ rule: 'care-plan', status: 'due', because: [activity], last: null });
  return gaps;
}
