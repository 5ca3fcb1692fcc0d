// A measured value as it is shown: as many digits as are read on the phone, never so few that it would lie on the other side of
// its reference range. What the record holds stands in the value's title and in the source. Pure.
import { boundsOf, sideOf, type Bounds } from './trend.ts';
import { amountText } from './words.ts';

/** Three digits that count, a whole number from a hundred on: `90.7`, `5.12`, `0.0123`, `129`. */
function rounded(value: number, digits: number): string {
  const whole = Math.floor(Math.abs(value)).toString().length;
  const places = Math.abs(value) >= 1 ? Math.max(0, digits - whole) : undefined;
  return String(Number(places === undefined ? value.toPrecision(digits) : value.toFixed(places)));
}

/** Shorter only where that changes neither side of the range nor a whole number; digits are added until it holds. */
export function shownFigure(value: number, bounds: Bounds | null): string {
  const asIs = String(value);
  if (asIs.replace(/^-?0?\.?0*/, '').replace('.', '').length <= 3 || Number.isInteger(value)) return asIs;
  const side = sideOf(value, bounds);
  for (let digits = 3; digits <= 6; digits++) {
    const short = rounded(value, digits);
    if (sideOf(Number(short), bounds) === side) return short;
  }
  return asIs;
}

/** Of a row's value as the record writes it; what is no plain figure stays as it is (`<0.01`, `positive`, `7.20`). */
export function shownValue(value: string, range: string | null): string {
  const text = value.trim();
  if (!/^-?\d+\.\d{3,}$/.test(text) && !/^-?\d{2,}\.\d{2,}$/.test(text)) return value;
  return shownFigure(Number(text), boundsOf(range));
}

/** `25 USD` of an insurer's answer as sums are written: `$25.00`. A share, a count of visits and the like stay as they are. */
export function shownSum(text: string): string {
  const [, sum, currency] = /^(-?\d{1,12}(?:\.\d{1,4})?) ([A-Z]{3})$/.exec(text.trim()) ?? [];
  return sum === undefined || currency === undefined
    ? text
    : amountText({ cents: Math.round(Number(sum) * 100), currency });
}
