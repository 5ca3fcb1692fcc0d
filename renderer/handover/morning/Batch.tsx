// One account's batch: every message of the night, what was not sent on top, and what is done with the whole of it.
import { FileSpreadsheet, PackageCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { BatchRow } from '#shared/contract/handover.ts';
import { useAccount } from '../../app/accounts.ts';
import { useDeskView } from '../../app/desk-store.ts';
import { say, sayFailure } from '../../app/say.ts';
import { careline } from '../../bridge/index.ts';
import { useTopic } from '../../bridge/use-desk.ts';
import { timeOn } from '../../dispatch/clock-time.ts';
import { formatDate } from '../../text/format.ts';
import { errorText, t } from '../../text/t.ts';
import { Banner, Button, Chip, cx, Skeleton } from '../../ui/index.ts';
import { countsOf, inOrder } from '../order.ts';
import { readBatch, readBatches, useBatch, type BatchesValue } from '../store.ts';
import { acceptedWords, callbackWords, callerWords, moreWords, outcomeWords } from '../words.ts';
import { PrintButton } from './PrintPages.tsx';

export interface BatchProps {
  batch: BatchesValue['accounts'][number];
  forDate: string;
}

export function Batch({ batch, forDate }: BatchProps) {
  const { accountId } = batch;
  const { of, value, failure } = useBatch();
  useEffect(() => void readBatch(accountId, forDate), [accountId, forDate]);
  useTopic(careline.messages.changed, () => void readBatch(accountId, forDate));
  useTopic(careline.handover.changed, () => void readBatch(accountId, forDate));
  if (value === null || of !== `${accountId} ${forDate}`)
    return failure === null ? (
      <Skeleton lines={6} label={t('handover.loading')} />
    ) : (
      <Banner
        tone="amber"
        title={t('handover.failed')}
        action={
          <Button size="small" onPress={() => void readBatch(accountId, forDate)}>
            {t('handover.again')}
          </Button>
        }
      >
        {errorText(failure.code).next}
      </Banner>
    );
  const rows = inOrder(value.rows);
  return (
    <>
      <Actions batch={batch} forDate={forDate} rows={rows} />
      <Rows accountId={accountId} rows={rows} />
    </>
  );
}

function Actions({ batch, forDate, rows }: BatchProps & { rows: readonly BatchRow[] }) {
  const [busy, setBusy] = useState<'csv' | 'given' | null>(null);
  const { accountId } = batch;
  const counts = countsOf(rows);
  const open = rows.filter((row) => row.nobodyAccepted).length;
  const [asks, setAsks] = useState(false);
  const exportCsv = async (): Promise<void> => {
    setBusy('csv');
    const result = await careline.handover.exportCsv({ accountId, forDate });
    setBusy(null);
    if (!result.ok) return sayFailure(result);
    const { file } = result.value;
    if (file !== null) say(t('handover.csv.done', { name: file.name, rows: file.rows }));
  };
  const markGiven = async (): Promise<void> => {
    setAsks(false);
    setBusy('given');
    const messageIds = rows.map((row) => row.messageId);
    const result = await careline.handover.delivered(
      { batchId: uuidv7(), accountId, forDate, messageIds },
      { sureWithin: 60_000 },
    );
    setBusy(null);
    if (!result.ok) return sayFailure(result);
    say(t('handover.mark.done', { count: messageIds.length }));
    void readBatches();
  };
  return (
    <div className="cl-handover-actions">
      <p>{t('handover.counts', { ...counts })}</p>
      {asks && open > 0 && (
        <p role="alert">
          <strong>{t('handover.mark.open', { count: open })}</strong>
        </p>
      )}
      <Button icon={FileSpreadsheet} isPending={busy === 'csv'} onPress={() => void exportCsv()}>
        {t('handover.csv')}
      </Button>
      <PrintButton batches={[batch]} forDate={forDate} />
      <Button
        kind={batch.deliveredAt === null ? 'primary' : 'quiet'}
        icon={PackageCheck}
        isPending={busy === 'given'}
        isDisabled={rows.length === 0}
        onPress={() => (open > 0 && !asks ? setAsks(true) : void markGiven())}
      >
        {asks && open > 0
          ? t('handover.mark.anyway')
          : t(batch.deliveredAt === null ? 'handover.mark' : 'handover.mark.again')}
      </Button>
    </div>
  );
}

function Rows({ accountId, rows }: { accountId: string; rows: readonly BatchRow[] }) {
  const zone = useAccount(accountId)?.zone;
  return (
    <ol className="cl-handover-rows">
      {rows.map((row) => (
        <li key={row.messageId} className={cx(row.sync !== 'synced' && 'cl-handover-unsent')}>
          <div className="cl-handover-row-head">
            <span className="cl-mono">{timeOn(row.takenAt, zone)}</span>
            <strong>{row.patientName.trim() || t('messages.list.no-name')}</strong>
            {row.birthDate !== '' && <span className="cl-detail">{formatDate(row.birthDate)}</span>}
            <span>{row.reason}</span>
            {row.nobodyAccepted && <Chip tone="red">{t('handover.nobody-accepted')}</Chip>}
            {row.sync !== 'synced' && <Chip tone="red">{t(`handover.sync.${row.sync}`)}</Chip>}
            {row.urgency !== 'non-clinical' && (
              <Chip tone={row.urgency === 'emergency' ? 'red' : 'amber'}>
                {t(`messages.urgency.${row.urgency}`)}
              </Chip>
            )}
            {row.incomplete && <Chip tone="amber">{t('handover.incomplete')}</Chip>}
            <Button
              size="small"
              kind="plain"
              onPress={() => useDeskView.getState().show({ kind: 'message', messageId: row.messageId })}
            >
              {t('handover.open')}
            </Button>
          </div>
          {row.verbatim !== '' && (
            <p className="cl-handover-words">{t('handover.words', { words: row.verbatim })}</p>
          )}
          <p className="cl-detail">
            {[
              t('handover.caller', { name: callerWords(row) }),
              callbackWords(row),
              acceptedWords(row.accepted),
              outcomeWords(row.outcome),
              ...moreWords(row),
              t('handover.taken-by', { name: row.takenBy }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>
      ))}
    </ol>
  );
}
