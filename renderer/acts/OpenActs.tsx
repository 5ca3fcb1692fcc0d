// What waits for the record, or needs a look, of every call: under the work list until it is done or somebody settled it.
import { useEffect, useState } from 'react';
import type { ActRow } from '#shared/contract/acts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { pressTask } from '../app/task-pressed.ts';
import { useVerifiedKnown } from '../app/verified.ts';
import { careline } from '../bridge/index.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button } from '../ui/index.ts';
import { settle } from './doing.ts';
import { readOpenActs } from './standing.ts';
import './bar.css';

const look = (state: ActRow['state']): string => t(`acts.open.${state as 'queued'}`);

export function OpenActs() {
  const [rows, setRows] = useState<readonly ActRow[]>([]);
  const epoch = useDesk().hello?.epoch;
  const contextId = useDeskView((s) => s.contextId);
  const known = useVerifiedKnown();
  useEffect(() => void readOpenActs(setRows), [epoch]);
  useTopic(careline.acts.changed, () => void readOpenActs(setRows));
  if (rows.length === 0) return null;
  return (
    <section className="cl-acts-open" aria-label={t('acts.open')}>
      <h3 className="cl-section-head">{t('acts.open')}</h3>
      <ul>
        {rows.map((row) => {
          const here = row.contextId === contextId && known[row.contextId]?.patientId === row.patientId;
          return (
            <li key={row.actId}>
              <strong>{t(`acts.name.${row.kind}`)}</strong>
              <span className="cl-work-meta" title={t('acts.open.at', { time: formatTime(row.at) })}>
                {formatTime(row.at)}
              </span>
              <span className="cl-detail">
                {[known[row.contextId]?.preferredName, look(row.state)].filter(Boolean).join(' · ')}
              </span>
              {here ? (
                <Button size="small" onPress={() => void pressTask({ kind: 'act', act: row.kind })}>
                  {t('acts.show')}
                </Button>
              ) : (
                row.state !== 'sending' && (
                  <Button size="small" kind="plain" onPress={() => void settle(row)}>
                    {t('acts.open.settle')}
                  </Button>
                )
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
