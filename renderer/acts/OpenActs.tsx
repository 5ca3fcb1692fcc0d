// What waits for the record, or needs a look, of every call: under the work list until it is done or somebody settled it. Each
// says whose it is, why it waits, and what can be done about it when its call is over too.
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ActRow } from '#shared/contract/acts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { useKept } from '../app/kept-words.ts';
import { pressTask } from '../app/task-pressed.ts';
import { useVerified } from '../app/verified.ts';
import { formatTime } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Button, toast } from '../ui/index.ts';
import { again, settle, stopSoon, stoppingOf } from './doing.ts';
import { useOpenActs } from './standing.ts';
import './bar.css';

const look = (state: ActRow['state']): string => t(`acts.open.${state as 'queued'}`);

export function OpenActs() {
  const rows = useOpenActs() ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="cl-acts-open" aria-label={t('acts.open')}>
      <h3 className="cl-section-head">{t('acts.open')}</h3>
      <ul>
        {rows.map((row) => (
          <Row key={row.actId} row={row} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row }: { row: ActRow }) {
  const contextId = useDeskView((s) => s.contextId);
  // Of this patient alone: another one may be chosen on the call by now.
  const verified = useVerified(row.contextId);
  const known = verified?.patientId === row.patientId ? verified : null;
  return (
    <OpenAct
      row={row}
      name={known?.preferredName ?? null}
      isInHand={known !== null && row.contextId === contextId}
    />
  );
}

/** `name`: of the patient, while they are verified on the act's own call; then it can be sent again from here. */
export function OpenAct({ row, name, isInHand }: { row: ActRow; name: string | null; isInHand: boolean }) {
  const [busy, setBusy] = useState(false);
  const [stopping] = useKept(stoppingOf(row), false);
  const { state, code } = row;
  const tries = state === 'queued' || state === 'refused' || state === 'conflict';
  const stop = (): void => {
    const keep = stopSoon(row);
    toast({ text: t(row.perhaps ? 'acts.open.stopped' : 'acts.open.withdrawn'), icon: Undo2, onUndo: keep });
  };
  return (
    <li>
      <strong>{t(`acts.name.${row.kind}`)}</strong>
      <span className="cl-work-meta" title={t('acts.open.at', { time: formatTime(row.at) })}>
        {formatTime(row.at)}
      </span>
      <span className="cl-detail">
        {[name, stopping ? t('acts.open.stopping') : look(state)].filter(Boolean).join(' · ')}
      </span>
      <span className="cl-acts-do">
        {isInHand && (
          <Button size="small" onPress={() => void pressTask({ kind: 'act', act: row.kind })}>
            {t('acts.show')}
          </Button>
        )}
        {!isInHand && !stopping && tries && name !== null && (
          <Button
            size="small"
            isPending={busy}
            onPress={() => {
              setBusy(true);
              void again(row, 'same').finally(() => setBusy(false));
            }}
          >
            {t(state === 'queued' ? 'acts.send.now' : 'acts.again')}
          </Button>
        )}
        {!isInHand && !stopping && state === 'queued' && (
          <Button size="small" kind="plain" onPress={stop}>
            {t(row.perhaps ? 'acts.open.stop' : 'acts.withdraw')}
          </Button>
        )}
        {!isInHand && ['refused', 'conflict', 'open'].includes(state) && (
          <Button size="small" kind="plain" onPress={() => void settle(row)}>
            {t('acts.open.settle')}
          </Button>
        )}
      </span>
      {code !== null && state !== 'sending' && (
        <span className="cl-detail cl-acts-why">{errorText(code).sentence}</span>
      )}
    </li>
  );
}
