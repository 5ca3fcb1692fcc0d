// Callers who hung up in the queue: nobody promised them anything, so they stand apart from the callbacks, and the first who
// takes one has it. Who calls again and is answered goes from the list by itself.
import { PhoneMissed, Phone } from 'lucide-react';
import { useState } from 'react';
import type { Callback } from '#shared/protocol/telephony.ts';
import { useAccounts } from '../app/accounts.ts';
import { useSession } from '../app/session-store.ts';
import { formatPhone, formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Chip } from '../ui/index.ts';
import { dialCallback } from './dial-callback.ts';
import { holderOf } from './lists.ts';
import { Refusal } from './Refusal.tsx';
import { actAndTell } from './store.ts';
import { whenWords } from './when.ts';

type Row = Callback & { gaveUp: NonNullable<Callback['gaveUp']> };
export const whoGaveUp = (rows: readonly Callback[]): Row[] =>
  rows.flatMap((row) => (row.gaveUp === null ? [] : [{ ...row, gaveUp: row.gaveUp }]));

interface Listed {
  nowMs: number;
  again: () => void;
}
export function GaveUp({ rows, ...more }: Listed & { rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <h3 className="cl-tel-list-title">{t('telephony.gave-up')}</h3>
      <ul className="cl-tel-list" aria-label={t('telephony.gave-up')}>
        {rows.map((row) => (
          <GaveUpRow key={row.id} row={row} {...more} />
        ))}
      </ul>
    </>
  );
}

function GaveUpRow({ row, nowMs, again }: Listed & { row: Row }) {
  const { accounts } = useAccounts();
  const account = accounts.find((a) => a.id === row.accountId) ?? null;
  const me = useSession((s) => s.state?.person?.name ?? null);
  const holder = holderOf(row, me);
  const [calling, setCalling] = useState(false);
  const { seconds, inAll, times } = row.gaveUp;
  const call = async (): Promise<void> => {
    setCalling(true);
    const mine = holder === 'mine' || (await actAndTell({ kind: 'callback-claim', callbackId: row.id }));
    again();
    if (mine) await dialCallback(row, account);
    setCalling(false);
  };
  const done = (): void =>
    void actAndTell({ kind: 'callback-end', callbackId: row.id, outcome: 'cancelled' }).then(again);
  return (
    <li>
      <div className="cl-tel-row-text">
        <p className="cl-inline">
          <strong className="cl-mono">
            {row.number === '' ? t('calls.number.withheld') : formatPhone(row.number)}
          </strong>
          <Chip tone="amber" icon={PhoneMissed}>
            {t('telephony.gave-up.after', { span: formatSpan(seconds), time: whenWords(row.dueAt, nowMs) })}
          </Chip>
          {holder === 'mine' && <Chip tone="accent">{t('telephony.callbacks.mine')}</Chip>}
          {holder === 'other' && <Chip>{t('telephony.callbacks.taken', { name: row.claimedBy })}</Chip>}
        </p>
        <p className="cl-detail">
          {[
            account?.name ?? row.accountId,
            times > 1 ? t('telephony.gave-up.times', { count: times, span: formatSpan(inAll) }) : null,
            row.tries > 0 ? t('telephony.callbacks.tries', { count: row.tries }) : null,
            row.number === '' ? t('telephony.gave-up.withheld') : null,
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </p>
        <Refusal of={[`callback-claim ${row.id}`, `callback-end ${row.id}`]} what="callback" />
      </div>
      {holder !== 'other' && (
        <>
          {row.number !== '' && (
            <Button size="small" kind="primary" icon={Phone} isPending={calling} onPress={() => void call()}>
              {t('telephony.gave-up.call')}
            </Button>
          )}
          <Button size="small" onPress={done}>
            {t('telephony.gave-up.done')}
          </Button>
        </>
      )}
    </li>
  );
}
