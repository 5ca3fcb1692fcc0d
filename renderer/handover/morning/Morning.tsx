// The morning: one batch an account, what was not sent on top, on paper or as a file, and that it was given.
import { Sunrise } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAccounts } from '../../app/accounts.ts';
import { timeOn } from '../../dispatch/clock-time.ts';
import { formatDate, formatTimeBoth } from '../../text/format.ts';
import { errorText, t } from '../../text/t.ts';
import { Banner, Button, Chip, DateField, EmptyState, Skeleton } from '../../ui/index.ts';
import { chooseDate, readBatches, useBatches, useFreshBatches, type BatchesValue } from '../store.ts';
import { Batch } from './Batch.tsx';
import { PrintButton } from './PrintPages.tsx';

type AccountBatch = BatchesValue['accounts'][number];

export function Morning() {
  useFreshBatches();
  const { value, failure } = useBatches();
  // An earlier night was looked up for this once: the next look is at the one that comes.
  useEffect(
    () => () => {
      if (useBatches.getState().forDate !== null) chooseDate(null);
    },
    [],
  );
  const [accountId, setAccountId] = useState<string | null>(null);
  if (value === null)
    return failure === null ? (
      <Skeleton lines={5} label={t('handover.loading')} />
    ) : (
      <Banner
        tone="amber"
        title={t('handover.failed')}
        action={
          <Button size="small" onPress={() => void readBatches()}>
            {t('handover.again')}
          </Button>
        }
      >
        {errorText(failure.code).next}
      </Banner>
    );
  const filled = value.accounts.filter((each) => each.total > 0);
  const shown = filled.find((each) => each.accountId === accountId) ?? filled[0] ?? null;
  return (
    <>
      <div className="cl-handover-day">
        <NightOf forDate={value.forDate} />
        {filled.length > 1 && <PrintButton batches={filled} forDate={value.forDate} all />}
      </div>
      {shown === null ? (
        <EmptyState icon={Sunrise} title={t('handover.morning.empty')}>
          {t('handover.morning.empty.what')}
        </EmptyState>
      ) : (
        <>
          <div className="cl-handover-accounts" role="group" aria-label={t('handover.accounts')}>
            {filled.map((each) => (
              <AccountButton
                key={each.accountId}
                batch={each}
                isShown={each === shown}
                onPress={() => setAccountId(each.accountId)}
              />
            ))}
          </div>
          <Batch key={`${shown.accountId} ${value.forDate}`} batch={shown} forDate={value.forDate} />
        </>
      )}
    </>
  );
}

/** The night that ends on this date; an earlier one can be looked up again. */
function NightOf({ forDate }: { forDate: string }) {
  const [typed, setTyped] = useState(forDate);
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(typed));
  return (
    <form
      className="cl-handover-night"
      onSubmit={(event) => {
        event.preventDefault();
        if (isDate) chooseDate(typed);
      }}
    >
      <p>{t('handover.night', { date: formatDate(forDate, { weekday: true }) })}</p>
      <DateField
        label={t('handover.date')}
        hideLabel
        value={typed}
        onChange={setTyped}
        error={isDate ? undefined : t('handover.date.wrong')}
      />
      <Button size="small" type="submit" isDisabled={!isDate || typed === forDate}>
        {t('handover.date.show')}
      </Button>
    </form>
  );
}

function AccountButton({
  batch,
  isShown,
  onPress,
}: {
  batch: AccountBatch;
  isShown: boolean;
  onPress: () => void;
}) {
  const { accounts } = useAccounts();
  const account = accounts.find((each) => each.id === batch.accountId);
  return (
    <button type="button" className="cl-handover-account" aria-pressed={isShown} onClick={onPress}>
      <strong>{account?.name ?? batch.accountId}</strong>
      <span className="cl-detail">
        {t('handover.account', { time: formatTimeBoth(batch.at, account?.zone), total: batch.total })}
      </span>
      <span className="cl-handover-chips">
        {batch.unsent > 0 && <Chip tone="red">{t('handover.unsent', { count: batch.unsent })}</Chip>}
        {batch.open > 0 && <Chip tone="amber">{t('handover.still-open', { count: batch.open })}</Chip>}
        {batch.deliveredAt !== null && (
          <Chip tone="green">
            {t('handover.delivered', { time: timeOn(batch.deliveredAt, account?.zone) })}
          </Chip>
        )}
      </span>
    </button>
  );
}
