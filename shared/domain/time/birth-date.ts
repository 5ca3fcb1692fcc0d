// A birth date as a person types it (M5): in figures or with the month's name, in the order of the reader's language.
// What can be read two ways says so: the agent reads the date back in words.
import { Temporal } from 'temporal-polyfill';

export type ReadDate =
  /** `others`: further dates that the same text can mean; empty when it is unambiguous. All YYYY-MM-DD. */
  { ok: true; date: string; others: string[] } | { ok: false; why: 'not-a-date' | 'future' | 'too-old' };

const earliest = 1900;
const notADate: ReadDate = { ok: false, why: 'not-a-date' };
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[.,]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

// Month names come from the engine's own language data; English, Spanish and Indonesian are always understood.
const monthNames = new Map<string, ReadonlyMap<string, number>>();
function monthsOf(locale: string): ReadonlyMap<string, number> {
  const known = monthNames.get(locale);
  if (known !== undefined) return known;
  const names = new Map<string, number>();
  for (const month of ['long', 'short'] as const)
    for (const language of [locale, 'en', 'es', 'id']) {
      const format = new Intl.DateTimeFormat(language, { day: 'numeric', month, timeZone: 'UTC' });
      for (let m = 0; m < 12; m++) {
        const name = format.formatToParts(Date.UTC(2001, m, 15)).find((p) => p.type === 'month')?.value ?? '';
        if (/^\p{L}/u.test(name) && !names.has(fold(name))) names.set(fold(name), m + 1);
      }
    }
  names.set('sept', 9);
  monthNames.set(locale, names);
  return names;
}

/** True where the day is written before the month. */
function dayFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric', year: 'numeric' })
    .formatToParts(0)
    .map((p) => p.type);
  return parts.indexOf('day') < parts.indexOf('month');
}

function isoDay(year: number, month: number, day: number): string | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/** Four digits as they are; two digits may be either century, the likelier for a living person later in the list. */
function yearsOf(text: string): number[] {
  const n = Number(text);
  if (text.length === 4) return [n];
  return text.length === 2 ? [1900 + n, 2000 + n] : [];
}

/** Every day that the text can mean, likeliest first. */
function readings(text: string, locale: string): string[] {
  const days = (triples: [string, number, number][]) =>
    triples.flatMap(([year, month, day]) => yearsOf(year).map((y) => isoDay(y, month, day) ?? ''));
  const iso = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const asIso = iso === null ? [] : days([[iso[1] ?? '', Number(iso[2]), Number(iso[3])]]);
  const figures =
    /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  if (figures !== null) {
    const [a, b, year] = [Number(figures[1]), Number(figures[2]), figures[3] ?? ''];
    const monthThenDay: [string, number, number] = [year, a, b];
    const dayThenMonth: [string, number, number] = [year, b, a];
    return [
      ...asIso,
      ...days(dayFirst(locale) ? [dayThenMonth, monthThenDay] : [monthThenDay, dayThenMonth]),
    ];
  }
  if (iso !== null) return asIso;
  const words = text.replace(/(\d)(st|nd|rd|th|º|°)\b/g, '$1').replace(/\b(of|the|de|del|tanggal)\b/g, ' ');
  const named =
    /^(?<day>\d{1,2})[- /]*(?<month>\p{L}+)[- /]*(?<year>\d{4}|\d{2})$/u.exec(
      words.replace(/\s+/g, ' ').trim(),
    ) ??
    /^(?<month>\p{L}+)[- /]*(?<day>\d{1,2})[- /]+(?<year>\d{4}|\d{2})$/u.exec(
      words.replace(/\s+/g, ' ').trim(),
    );
  const { day, month, year } = named?.groups ?? {};
  const number = month === undefined ? undefined : monthsOf(locale).get(month);
  if (number === undefined || year === undefined) return [];
  return days([[year, number, Number(day)]]);
}

/** Never after `today` (YYYY-MM-DD), never before 1900. `locale` is a BCP 47 tag; an unknown one counts as en-US. */
export function parseBirthDate(typed: string, locale: string, today: string): ReadDate {
  const text = fold(typed);
  if (text.length === 0 || text.length > 40) return notADate;
  let all: string[];
  try {
    all = readings(text, locale);
  } catch {
    all = readings(text, 'en-US');
  }
  const real = [...new Set(all.filter((d) => d !== ''))];
  const fit = real.filter((d) => d <= today && Number(d.slice(0, 4)) >= earliest);
  const [date, ...others] = fit;
  if (date !== undefined) return { ok: true, date, others };
  if (real.length === 0) return notADate;
  return { ok: false, why: real.some((d) => d > today) ? 'future' : 'too-old' };
}
