// The agent's own numbers of today, the same that the supervisor sees, each with its formula (product.md 6).
import { useCallback, useEffect, useState } from 'react';
import type { MyNumbers } from '#shared/contract/telephony.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Pop } from '../ui/index.ts';
import { numberRows, numbersLine } from './numbers.ts';
import { useTelephony } from './store.ts';

function useNumbers(): MyNumbers | null {
  const [value, setValue] = useState<MyNumbers | null>(null);
  const read = useCallback(() => {
    void careline.telephony.myNumbers().then((result) => setValue(result.ok ? result.value : null));
  }, []);
  const state = useTelephony((s) => s.view?.agent?.state);
  useEffect(() => read(), [read, state]);
  useTopic(careline.calls.changed, read);
  return value;
}

export function MyNumbersLine() {
  const numbers = useNumbers();
  if (numbers === null) return null;
  return (
    <Pop
      className="cl-tel-numbers"
      title={t('telephony.numbers.title')}
      trigger={
        <>
          <span>{t('telephony.numbers.day')}</span>
          <span>{numbersLine(numbers)}</span>
        </>
      }
    >
      <dl className="cl-tel-figures">
        {numberRows(numbers).map((row) => (
          <div key={row.id}>
            <dt>{row.term}</dt>
            <dd className="cl-mono">{row.value}</dd>
            <dd className="cl-detail-quiet">{row.formula}</dd>
          </div>
        ))}
      </dl>
      <p className="cl-detail-quiet">
        {t('telephony.numbers.from', {
          from: formatTime(numbers.from, numbers.zone),
          to: formatTime(numbers.to, numbers.zone),
          zone: numbers.zone,
        })}{' '}
        {numbers.differing === null || numbers.comparedAt === null
          ? t('telephony.numbers.uncompared')
          : t('telephony.numbers.compared', {
              count: numbers.differing,
              time: formatTime(numbers.comparedAt),
            })}
      </p>
    </Pop>
  );
}
