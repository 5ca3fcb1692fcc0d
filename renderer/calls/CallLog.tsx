// The left column's third list: calls that ended or were missed, newest first, a page at a time (row 58).
import { PhoneIncoming, PhoneMissed, PhoneOff, PhoneOutgoing } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Call } from '#shared/domain/calls/call.ts';
import type { Failure } from '#shared/domain/result.ts';
import { useAccounts } from '../app/accounts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { careline } from '../bridge/index.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, EmptyState, Skeleton, useNow, WorkList } from '../ui/index.ts';
import { useCalls } from './store.ts';
import { joined, logSections } from './words.ts';
import './calls.css';

interface Log {
  rows: readonly Call[] | null;
  next: string | null;
  failure: Failure | null;
  reading: boolean;
}

function useLog(liveIds: string): Log & { again: () => void; more: () => void } {
  const [log, setLog] = useState<Log>({ rows: null, next: null, failure: null, reading: true });
  const newest = useRef(0);
  const first = useCallback(() => {
    const mine = ++newest.current;
    void careline.calls.log().then((result) => {
      if (mine !== newest.current) return;
      setLog((was) =>
        result.ok
          ? {
              rows: joined(result.value.rows, was.rows ?? []),
              next: was.rows === null ? result.value.next : was.next,
              failure: null,
              reading: false,
            }
          : { ...was, failure: result, reading: false },
      );
    });
  }, []);
  // A call that comes or goes may have moved into the log; a note that is kept has not.
  useEffect(first, [first, liveIds]);
  const more = useCallback(() => {
    setLog((was) => ({ ...was, reading: true }));
    void careline.calls.log({ cursor: log.next }).then((result) => {
      setLog((was) =>
        result.ok
          ? {
              rows: joined(was.rows ?? [], result.value.rows),
              next: result.value.next,
              failure: null,
              reading: false,
            }
          : { ...was, failure: result, reading: false },
      );
    });
  }, [log.next]);
  return { ...log, again: first, more };
}

export function CallLog() {
  const { calls } = useCalls();
  const liveIds = calls.map((c) => c.id).join(' ');
  const log = useLog(liveIds);
  const { accounts } = useAccounts();
  const now = useNow(60_000).toISOString();
  const centre = useDeskView((s) => s.centre);
  const show = useDeskView((s) => s.show);
  const failed = log.failure && (
    <div className="cl-log-failed">
      <Banner
        tone="amber"
        title={t('calls.log.failed')}
        action={
          <Button size="small" onPress={log.again}>
            {t('calls.again')}
          </Button>
        }
      >
        {errorText(log.failure.code).next}
      </Banner>
    </div>
  );
  if (log.rows === null)
    return (
      failed || (
        <div className="cl-log-failed">
          <Skeleton lines={4} label={t('calls.log.reading')} />
        </div>
      )
    );
  return (
    <div className="cl-log">
      {failed}
      <WorkList
        label={t('calls.log')}
        selected={centre.kind === 'past-call' ? centre.callId : null}
        onSelect={(callId) => show({ kind: 'past-call', callId })}
        empty={
          <EmptyState icon={PhoneOff} title={t('calls.log.empty')}>
            {t('calls.log.empty.why')}
          </EmptyState>
        }
        sections={logSections(log.rows, accounts, now).map((section) => ({
          id: section.day,
          title: section.title,
          note: t('calls.log.missedCount', { count: section.missed }),
          rows: section.rows.map((row) => ({
            id: row.call.id,
            title: row.title,
            detail: row.detail,
            icon: row.missed ? PhoneMissed : row.out ? PhoneOutgoing : PhoneIncoming,
            iconTone: row.missed ? 'red' : 'neutral',
            meta: row.time,
            spoken: t('calls.log.spoken', {
              missed: row.missed ? 'true' : row.out ? 'out' : 'false',
              number: row.title,
              time: row.time,
            }),
          })),
        }))}
      />
      {log.next !== null && (
        <div className="cl-log-more">
          <Button size="small" isPending={log.reading} onPress={log.more}>
            {t('calls.log.more')}
          </Button>
        </div>
      )}
    </div>
  );
}
