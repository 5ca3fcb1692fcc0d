// Who is to be called back and when: the place in the queue is kept, who is due comes first and says so (row 59).
import { AlarmClock, Hand, Phone } from 'lucide-react';
import { useState } from 'react';
import { useAccounts } from '../app/accounts.ts';
import { useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { formatPhone, formatTime } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Chip, EmptyState, Menu, Skeleton, Timer, useNow } from '../ui/index.ts';
import { dialCallback } from './dial-callback.ts';
import { GaveUp, whoGaveUp } from './GaveUp.tsx';
import { holderOf, inOrder, isDue } from './lists.ts';
import { Refusal } from './Refusal.tsx';
import { actAndTell, useTelephony } from './store.ts';
import { useList } from './use-list.ts';
import { promisedWords } from './when.ts';

type Row = Extract<Awaited<ReturnType<typeof careline.telephony.callbacks>>, { ok: true }>['value'][number];

export function Callbacks() {
  const counts = useTelephony((s) => JSON.stringify(s.view?.callbacks ?? null));
  const { rows, failure, read } = useList<Row>(() => careline.telephony.callbacks(), counts);
  const now = useNow(15_000);
  if (failure && rows === null)
    return (
      <Banner
        tone="amber"
        title={t('telephony.callbacks.failed')}
        action={<Button onPress={read}>{t('telephony.again')}</Button>}
      >
        {errorText(failure.code).next}
      </Banner>
    );
  if (rows === null) return <Skeleton lines={4} label={t('telephony.callbacks.reading')} />;
  if (rows.length === 0)
    return (
      <EmptyState icon={AlarmClock} title={t('telephony.callbacks.empty')}>
        {t('telephony.callbacks.empty.what')}
      </EmptyState>
    );
  const promised = rows.filter((row) => row.gaveUp === null);
  return (
    <>
      {failure && <p className="cl-tel-old">{t('telephony.callbacks.old')}</p>}
      {promised.length > 0 && (
        <ul className="cl-tel-list" aria-label={t('telephony.callbacks')}>
          {inOrder(promised).map((row) => (
            <CallbackRow key={row.id} row={row} nowMs={now.getTime()} again={read} />
          ))}
        </ul>
      )}
      <GaveUp rows={whoGaveUp(rows)} nowMs={now.getTime()} again={read} />
    </>
  );
}

function CallbackRow({ row, nowMs, again }: { row: Row; nowMs: number; again: () => void }) {
  const { accounts } = useAccounts();
  const account = accounts.find((a) => a.id === row.accountId);
  const me = useSession((s) => s.state?.person?.name ?? null);
  const asking = useTelephony((s) => s.asking);
  const holder = holderOf(row, me);
  const due = isDue(row, nowMs);
  // The promise was made in the practice's time.
  const when = promisedWords(row.dueAt, nowMs, account?.zone);
  const reason = account?.reasons.find((r) => r.code === row.reasonCode)?.label;
  const end = (outcome: 'reached' | 'not-reached' | 'cancelled'): void =>
    void actAndTell({ kind: 'callback-end', callbackId: row.id, outcome }).then(again);
  const [calling, setCalling] = useState(false);
  const call = async (): Promise<void> => {
    setCalling(true);
    const mine = holder === 'mine' || (await actAndTell({ kind: 'callback-claim', callbackId: row.id }));
    again();
    if (mine) await dialCallback(row, account ?? null);
    setCalling(false);
  };
  return (
    <li className={due && holder === 'free' ? 'cl-tel-due' : undefined}>
      <div className="cl-tel-row-text">
        <p className="cl-inline">
          <strong className="cl-mono">{formatPhone(row.number)}</strong>
          {due ? (
            <Chip tone="amber" icon={AlarmClock}>
              {t('telephony.callbacks.due', { time: when })}{' '}
              <Timer since={row.dueAt} label={t('telephony.callbacks.late')} />
            </Chip>
          ) : (
            <span>{when}</span>
          )}
          {holder === 'mine' && <Chip tone="accent">{t('telephony.callbacks.mine')}</Chip>}
          {holder === 'other' && <Chip>{t('telephony.callbacks.taken', { name: row.claimedBy })}</Chip>}
        </p>
        <p className="cl-detail">
          {[
            account?.name ?? row.accountId,
            reason,
            t('telephony.callbacks.asked', { time: formatTime(row.askedAt) }),
            row.queueId === null ? null : t('telephony.callbacks.place'),
            row.tries > 0 ? t('telephony.callbacks.tries', { count: row.tries }) : null,
          ]
            .filter((part) => part !== null && part !== undefined)
            .join(' · ')}
        </p>
        <Refusal of={[`callback-claim ${row.id}`, `callback-end ${row.id}`]} what="callback" />
      </div>
      {holder !== 'other' && (
        <>
          {holder === 'free' && (
            <Button
              size="small"
              icon={Hand}
              isPending={asking[`callback-claim ${row.id}`] === true}
              onPress={() => void actAndTell({ kind: 'callback-claim', callbackId: row.id }).then(again)}
            >
              {t('telephony.callbacks.claim')}
            </Button>
          )}
          <Button size="small" kind="primary" icon={Phone} isPending={calling} onPress={() => void call()}>
            {t('telephony.callbacks.call')}
          </Button>
          <Menu
            label={t('telephony.callbacks.end', { number: formatPhone(row.number) })}
            rows={(['reached', 'not-reached', 'cancelled'] as const).map((id) => ({
              id,
              title: t(`telephony.callbacks.end.${id}`),
              run: () => end(id),
            }))}
          >
            <span className="cl-tel-more">{t('telephony.callbacks.end.short')}</span>
          </Menu>
        </>
      )}
    </li>
  );
}
