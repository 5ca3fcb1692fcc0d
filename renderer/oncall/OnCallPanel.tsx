// The right column's on-call tab: who is on now and why, the week, and what the practice wants done. Works locked out of the
// backend; how far the copy can be trusted stands on top (4d.7, 4d.8).
import { PhoneOff, Users } from 'lucide-react';
import { useState } from 'react';
import { useAccountInSight } from '../app/account-in-sight.ts';
import { useAccount, useAccounts } from '../app/accounts.ts';
import { errorText, t } from '../text/t.ts';
import { Button, EmptyState, Select, Skeleton, ToggleChips } from '../ui/index.ts';
import { Findings } from './Findings.tsx';
import { ListAge } from './ListAge.tsx';
import { NowPart } from './NowPart.tsx';
import { PracticePart } from './PracticePart.tsx';
import { readOnCall, useOnCallNow, useSchedule } from './store.ts';
import { WeekPart } from './WeekPart.tsx';
import './oncall.css';

const parts = ['now', 'week', 'practice'] as const;
type Part = (typeof parts)[number];

export function OnCallPanel() {
  const inForce = useAccountInSight();
  const [chosen, setChosen] = useState<{ accountId: string; inForce: string | null } | null>(null);
  const { accounts } = useAccounts();
  // A person's choice lasts until another call brings its own practice.
  const accountId = chosen?.inForce === inForce ? chosen.accountId : (inForce ?? accounts[0]?.id ?? null);
  const account = useAccount(accountId);
  const [part, setPart] = useState<Part>('now');
  if (accountId === null || account === null)
    return (
      <EmptyState icon={Users} title={t('oncall.empty.title')}>
        {t('oncall.empty')}
      </EmptyState>
    );
  return (
    <div className="cl-oncall">
      <Select
        label={t('oncall.account')}
        hideLabel
        options={accounts.map((a) => ({ id: a.id, title: a.name }))}
        value={accountId}
        onChange={(id) => setChosen({ accountId: id, inForce })}
      />
      <ToggleChips
        label={t('oncall.parts')}
        hideLabel
        mustChoose
        options={parts.map((id) => ({ id, title: t(`oncall.part.${id}`) }))}
        value={part}
        onChange={(id) => id !== null && setPart(id)}
      />
      {part === 'practice' ? (
        <PracticePart account={account} />
      ) : (
        <Scheduled key={accountId} accountId={accountId} part={part} />
      )}
    </div>
  );
}

function Scheduled({ accountId, part }: { accountId: string; part: 'now' | 'week' }) {
  const now = useOnCallNow(accountId);
  const schedule = useSchedule(accountId);
  if (now.value === null) {
    if (now.failure === null) return <Skeleton lines={6} label={t('oncall.reading')} />;
    const { sentence, next } = errorText(now.failure.code);
    const missing = now.failure.code === 'not-found';
    return (
      <EmptyState
        icon={PhoneOff}
        title={missing ? t('oncall.missing.title') : sentence}
        action={
          <Button size="small" onPress={() => void readOnCall(accountId)}>
            {t('oncall.retry')}
          </Button>
        }
      >
        {missing ? t('oncall.missing') : next}
      </EmptyState>
    );
  }
  return (
    <>
      <ListAge origin={now.value.origin} zone={now.value.resolved.zone} />
      {part === 'now' ? <NowPart onCall={now.value} /> : schedule.value && <WeekPart view={schedule.value} />}
      {schedule.value && <Findings findings={schedule.value.findings} />}
    </>
  );
}
