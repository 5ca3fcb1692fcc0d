// The agent's own numbers as they are shown: null is "–", never 0; each with its formula one click away (product.md 6). Pure.
import type { MyNumbers } from '#shared/contract/telephony.ts';
import { formatSpan } from '../text/format.ts';
import { t, type TextKey } from '../text/t.ts';

export const none = '–';
const span = (seconds: number | null): string => (seconds === null ? none : formatSpan(seconds));
const percent = (share: number | null): string => (share === null ? none : `${Math.round(share * 100)} %`);

export interface NumberRow {
  id: string;
  term: string;
  value: string;
  formula: string;
}
const row = (
  id: 'handled' | 'aht' | 'acw' | 'hold' | 'occupancy' | 'transfers' | 'missed',
  value: string,
): NumberRow => ({
  id,
  term: t(`telephony.numbers.${id}`),
  value,
  formula: t(`telephony.numbers.${id}.formula` satisfies TextKey),
});
export const numberRows = (n: MyNumbers): NumberRow[] => [
  row('handled', String(n.handled)),
  row('aht', span(n.ahtSeconds)),
  row('acw', span(n.acwSeconds)),
  row('hold', span(n.holdSeconds)),
  row('occupancy', percent(n.occupancy)),
  row('transfers', percent(n.transferRate)),
  row(
    'missed',
    t('telephony.numbers.missed.of', {
      missed: n.missed,
      declined: n.declined,
      span: formatSpan(n.outSeconds),
    }),
  ),
];

/** `18 handled · 5:02 avg`: the foot of the left column. */
export const numbersLine = (n: MyNumbers): string =>
  n.ahtSeconds === null
    ? t('telephony.numbers.line.count', { count: n.handled })
    : t('telephony.numbers.line', { count: n.handled, aht: formatSpan(n.ahtSeconds) });
