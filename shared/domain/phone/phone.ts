// Phone numbers as people type and servers store them (M3, facts of the sample data: each record has its own form).
// Synthetic 555 numbers are not "valid" to the library and are still dialable: 7 to 15 digits are taken.
import { type CountryCode, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js';

export interface Phone {
  /** `+15551234567`; null for a local number without its area code. */
  e164: string | null;
  /** Digits without the country code. */
  national: string;
  /** Digits after "ext", "x" or "#"; empty when none. */
  extension: string;
}

const longest = 60;
const digitsOf = (text: string): string => text.normalize('NFKC').replace(/\D/g, '');

interface Shape {
  main: string;
  digits: string;
  extension: string;
  international: boolean;
}
/** Looks like a number of 7 to 15 digits, whatever country it may be of. */
function shapeOf(text: string): Shape | null {
  // Full-width and other Unicode digits count as digits; the non-breaking hyphen of copied text as a hyphen.
  const typed = text.normalize('NFKC').trim();
  if (typed.length === 0 || typed.length > longest || /[^\d\s+().,\-‐-―/x#;=:a-z]/i.test(typed)) return null;
  const split = /^(.*?)\s*(?:;ext=|ext(?:ension)?\.?:?|x|#)\s*(\d{1,7})$/i.exec(typed);
  const main = (split?.[1] ?? typed).replace(/^tel:/i, '');
  if (/[a-z#=;]/i.test(main) || !/^[^+]*\+?[^+]*$/.test(main)) return null;
  const digits = digitsOf(main);
  if (digits.length < 7 || digits.length > 15) return null;
  return { main, digits, extension: split?.[2] ?? '', international: main.trimStart().startsWith('+') };
}
/** A local number (US: seven digits) has no E.164 form: which area it is in is not known. */
const isLocal = (shape: Shape, country: CountryCode): boolean =>
  !shape.international && country === 'US' && shape.digits.length < 10;

/** As typed or as sent by the carrier; null = not a number that can be dialled. `country` applies without a `+`. */
export function parsePhone(text: string, country: CountryCode = 'US'): Phone | null {
  const shape = shapeOf(text);
  if (shape === null) return null;
  const { main, digits, extension, international } = shape;
  if (isLocal(shape, country)) return { e164: null, national: digits, extension };
  const found = parsePhoneNumberFromString(main, country);
  if (found === undefined) return international ? { e164: `+${digits}`, national: digits, extension } : null;
  return { e164: found.number, national: found.nationalNumber, extension };
}

/** E.164 or null: for fields that keep one form. */
export const toE164 = (text: string, country: CountryCode = 'US'): string | null =>
  parsePhone(text, country)?.e164 ?? null;

/** `parsePhone` finds something; without asking the library where its answer makes no difference, as every save asks. */
export function isDialable(text: string): boolean {
  const shape = shapeOf(text);
  return shape !== null && (shape.international || isLocal(shape, 'US') || parsePhone(text) !== null);
}

/** All digits with the country code, for comparing; a local number stays local. */
export function normalDigits(text: string, country: CountryCode = 'US'): string | null {
  const phone = parsePhone(text, country);
  if (phone === null) return null;
  return phone.e164 === null ? phone.national : phone.e164.slice(1);
}

/** Same line, whatever the form; the extension doesn't count. A local number equals no full one: it may be another's. */
export function sameNumber(a: string, b: string, country: CountryCode = 'US'): boolean {
  const left = normalDigits(a, country);
  return left !== null && left === normalDigits(b, country);
}

/**
 * The forms in which a server may keep this number, for servers that compare exactly. The caller still compares digits
 * afterwards: a hit is a candidate, not a match.
 */
export function storedForms(text: string, country: CountryCode = 'US'): string[] {
  const phone = parsePhone(text, country);
  if (phone === null) return [];
  const n = phone.national;
  if (phone.e164 === null)
    return n.length === 7 ? [n, `${n.slice(0, 3)}-${n.slice(3)}`, `${n.slice(0, 3)}.${n.slice(3)}`] : [n];
  const code = phone.e164.slice(1, phone.e164.length - n.length);
  const forms = [phone.e164, phone.e164.slice(1), n];
  if (code === getCountryCallingCode('US') && n.length === 10) {
    const [a, b, c] = [n.slice(0, 3), n.slice(3, 6), n.slice(6)];
    const dashed = `${a}-${b}-${c}`;
    forms.push(dashed, `${a}.${b}.${c}`, `${a} ${b} ${c}`, `(${a}) ${b}-${c}`, `(${a})${b}-${c}`);
    forms.push(`1-${dashed}`, `+1-${dashed}`, `+1 ${dashed}`, `+1 (${a}) ${b}-${c}`, `+1 ${a} ${b} ${c}`);
  } else {
    const found = parsePhoneNumberFromString(phone.e164);
    if (found !== undefined) forms.push(found.formatInternational(), found.formatNational());
  }
  return [...new Set(forms)];
}

/** Digit groups for reading back (M3): `['555', '123', '4567']`; the country code first when it isn't the own one. */
export function groups(text: string, country: CountryCode = 'US'): string[] {
  const phone = parsePhone(text, country);
  if (phone === null) return [];
  const n = phone.national;
  const code = phone.e164?.slice(1, phone.e164.length - n.length) ?? '';
  const own = code === '' || code === getCountryCallingCode(country);
  if (code === '1' || code === '') {
    const cut = n.length === 7 ? [n.slice(0, 3), n.slice(3)] : [n.slice(0, 3), n.slice(3, 6), n.slice(6)];
    return [...(own ? [] : [code]), ...cut].filter((g) => g !== '');
  }
  const shown =
    phone.e164 === null ? n : (parsePhoneNumberFromString(phone.e164)?.formatInternational() ?? n);
  const parts = shown.split(/\D+/).filter((g) => g !== '');
  const rest = parts[0] === code ? parts.slice(1) : parts;
  return own ? rest : [code, ...rest];
}

/** As it is shown: `(555) 123-4567`, international with its code; what can't be read is shown as it stands. */
export function shownNumber(text: string, country: CountryCode = 'US'): string {
  const phone = parsePhone(text, country);
  if (phone === null) return text.slice(0, longest);
  const n = phone.national;
  const tail = phone.extension === '' ? '' : ` ext. ${phone.extension}`;
  if (phone.e164 === null) return (n.length === 7 ? `${n.slice(0, 3)}-${n.slice(3)}` : n) + tail;
  if (phone.e164.startsWith('+1') && n.length === 10) {
    const bare = `(${n.slice(0, 3)}) ${n.slice(3, 6)}-${n.slice(6)}`;
    return (country === 'US' ? bare : `+1 ${bare}`) + tail;
  }
  return (parsePhoneNumberFromString(phone.e164)?.formatInternational() ?? phone.e164) + tail;
}
