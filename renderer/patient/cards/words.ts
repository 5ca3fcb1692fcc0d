// Codes of the record in the words of the panel, and sums as they are written. Pure.
import type { Amount } from '#shared/domain/patient/panel-rows.ts';
import { hasText, t } from '../../text/t.ts';

const open = ['in-progress', 'on-hold', 'arrived', 'triaged', 'onleave', 'requested', 'open'];
const notDone = ['not-done', 'stopped', 'cancelled', 'failed'];

/** Null for what is over as it should be: that needs no mark. */
export function contactStanding(status: string): 'open' | 'not-done' | null {
  if (open.includes(status)) return 'open';
  return notDone.includes(status) ? 'not-done' : null;
}

/** `$1,240.00`; a currency that isn't one is written as it stands. */
export function amountText({ cents, currency }: Amount): string {
  try {
    return new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(cents / 100);
  } catch {
    return `${(cents / 100).toFixed(2)} ${currency}`.trim();
  }
}

const unitWords: readonly (readonly [RegExp, string])[] = [
  [/\{([^{}]*)\}/g, '$1'],
  [/10\*(\d)/g, '10^$1'],
  [/\bmm\[Hg\]/g, 'mmHg'],
  [/\[(?:i?IU|iU)\]/g, 'IU'],
  [/\[lb_av\]/g, 'lb'],
  [/\[in_i\]/g, 'in'],
  [/\[degF\]/g, '°F'],
  [/\bCel\b/g, '°C'],
  [/\bug\b/g, 'mcg'],
  [/\buL\b/g, 'µL'],
  [/\bm2\b/g, 'm²'],
];
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** A UCUM unit as it is written by hand: `mL/min/{1.73_m2}` is `mL/min/1.73 m²`, `10*3/uL` is `10³/µL`. */
export const unitText = (unit: string): string =>
  unitWords
    .reduce((text, [code, word]) => text.replaceAll(code, word), unit.replaceAll('{1.73_m2}', '{1.73 m2}'))
    .replaceAll(/10\^(\d)/g, (_, digit: string) => `10${raised[Number(digit)]}`)
    .replaceAll(/(?<=[a-z])_(?=[a-z])/gi, ' ');

/** A code in our words, where there are any: `patient-cards.<kind>.<code>`. */
export function codeText(kind: 'task.status' | 'money.status' | 'channel' | 'consent', code: string): string {
  const key = `patient-cards.${kind}.${code}`;
  return hasText(key) ? t(key) : code;
}

/** `phone mobile` of the record as a person says it. */
export const channelText = (text: string): string => codeText('channel', text.replaceAll(' ', '-'));

export const joined = (parts: readonly (string | null | false | undefined)[]): string =>
  parts.filter(Boolean).join(' · ');
