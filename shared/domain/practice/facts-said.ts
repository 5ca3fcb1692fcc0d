// What a line says of the facts beyond the patterns of the content: any number, birth date or promised time that isn't the
// right one is wrong, and what the caller has told already may be asked for again. One look at the words, no run needed.
import { asksCaller } from './asking.ts';
import { find } from './matcher.ts';
import type { CaseFact, Scenario } from './scenario.ts';
import { type Token, tokensOf } from './words.ts';

export interface FactsSaid {
  said: string[];
  wrong: string[];
  /** Facts that the line asks the caller for. */
  asked: string[];
}

const digitWords: Record<string, string> = Object.fromEntries(
  [
    ['zero', 'oh', 'o', 'cero'],
    ['one', 'uno'],
    ['two', 'dos'],
    ['three', 'tres'],
    ['four', 'cuatro'],
    ['five', 'cinco'],
    ['six', 'seis'],
    ['seven', 'siete'],
    ['eight', 'ocho'],
    ['nine', 'nueve'],
  ].flatMap((names, digit) => names.map((n) => [n, String(digit)])),
);
const digitsOf = (word: string): string | null =>
  /^\d+$/.test(word) ? word : Object.hasOwn(digitWords, word) ? (digitWords[word] ?? null) : null;

/** Digits said in one go, as many as a telephone number has or more. */
function numbersIn(list: readonly Token[]): string[] {
  const runs: string[] = [];
  let run = '';
  let sentence = -1;
  for (const t of [...list, null]) {
    const digits = t === null ? null : digitsOf(t.word);
    if (t === null || digits === null || t.sentence !== sentence) {
      runs.push(run);
      run = '';
    }
    if (t !== null) sentence = t.sentence;
    run += digits ?? '';
  }
  return runs.filter((x) => x.length >= 7);
}

const months: Record<string, number> = Object.fromEntries(
  [
    ['january', 'enero'],
    ['february', 'febrero'],
    ['march', 'marzo'],
    ['april', 'abril'],
    ['may', 'mayo'],
    ['june', 'junio'],
    ['july', 'julio'],
    ['august', 'agosto'],
    ['september', 'septiembre'],
    ['october', 'octubre'],
    ['november', 'noviembre'],
    ['december', 'diciembre'],
  ].flatMap((names, i) => names.map((n) => [n, i + 1])),
);
const two = (n: number): string => String(n).padStart(2, '0');

/** Whole dates (day, month and year) as `1973-05-19`. */
function datesIn(list: readonly Token[]): string[] {
  const words = list.map((t) => t.word).filter((w) => w !== 'of' && w !== 'de' && w !== 'del');
  return words.flatMap((word, i) => {
    const month = Object.hasOwn(months, word) ? months[word] : undefined;
    if (month === undefined) return [];
    const day = [words[i - 1], words[i + 1]]
      .map((w) => /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(w ?? '')?.[1])
      .find((d) => d !== undefined);
    const year = words.slice(i + 1, i + 3).find((w) => /^(?:19|20)\d\d$/.test(w));
    return day === undefined || year === undefined ? [] : [`${year}-${two(month)}-${two(Number(day))}`];
  });
}

interface Known {
  /** Telephone number of the case, and the fact that it is. */
  number: { digits: string; fact: CaseFact } | null;
  birth: CaseFact | null;
  /** What the practice promises: when somebody phones back. */
  time: CaseFact | null;
}
const knownFacts = new WeakMap<Scenario, Known>();
function knownOf(s: Scenario): Known {
  const there = knownFacts.get(s);
  if (there !== undefined) return there;
  const number = s.facts
    .map((fact) => {
      const digits = fact.said.flatMap((p) => numbersIn(tokensOf(p))).find((x) => x.length === 10);
      return digits === undefined ? null : { digits, fact };
    })
    .find((x) => x !== null);
  const birth = s.facts.find((f) => f.said.some((p) => datesIn(tokensOf(p)).includes(s.patient.birthDate)));
  const made = {
    number: number ?? null,
    birth: birth ?? null,
    time: s.facts.find((f) => f.ours === true) ?? null,
  };
  knownFacts.set(s, made);
  return made;
}

const timeWords = ['minutes', 'minute', 'hours', 'hour', 'minutos', 'minuto', 'horas', 'hora'];
/** “in 30 minutes”, “within two hours”: a number and its unit. */
const givesTime = (list: readonly Token[]): boolean =>
  list.some(
    (t, i) => timeWords.includes(t.word) && /^(?:\d+|[\p{L}]+)$/u.test(list[i - 1]?.word ?? '') && i > 0,
  );

export function factsSaid(
  s: Scenario,
  list: readonly Token[],
  reading: { tags: readonly string[]; factsSaid: readonly string[]; factsWrong: readonly string[] },
): FactsSaid {
  const { number, birth, time } = knownOf(s);
  const wrong = new Set(reading.factsWrong);
  const said = new Set(reading.factsSaid);
  for (const digits of number === null ? [] : numbersIn(list)) {
    const right = number !== null && (digits.includes(number.digits) || number.digits.endsWith(digits));
    if (number !== null) (right ? said : wrong).add(number.fact.id);
  }
  for (const date of birth === null ? [] : datesIn(list))
    if (birth !== null) (date === s.patient.birthDate ? said : wrong).add(birth.id);
  if (time !== null && !said.has(time.id) && reading.tags.includes('next_step_time') && givesTime(list))
    wrong.add(time.id);
  const asks = (f: CaseFact): boolean => {
    const at = f.asks === undefined ? null : find([...list], f.asks, s.synonyms);
    return at !== null && asksCaller(list, at.sentence);
  };
  const asked = s.facts.filter(asks);
  return {
    said: [...said].filter((x) => !wrong.has(x)),
    wrong: [...wrong],
    asked: asked.map((f) => f.id).filter((x) => !said.has(x) && !wrong.has(x)),
  };
}

/** How the caller puts a wrong number or birth date right; null = these words aren't of that kind. */
export function correction(s: Scenario, factId: string): string | null {
  const { number, birth } = knownOf(s);
  if (number?.fact.id === factId) {
    const at = s.lang === 'es' ? -1 : 0;
    const words = Array.from(
      number.digits.slice(-4),
      (d) =>
        Object.keys(digitWords)
          .filter((w) => digitWords[w] === d)
          .at(at) ?? d,
    );
    return `No — ${words.join(' ')}.`;
  }
  if (birth?.id !== factId) return null;
  const day = new Date(`${s.patient.birthDate}T12:00:00Z`);
  const shown = new Intl.DateTimeFormat(s.lang === 'es' ? 'es-MX' : 'en-US', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(day);
  return `No — ${shown}.`;
}
