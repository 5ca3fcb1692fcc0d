// The centre between calls: who practises, what a call will be, or the debrief of the one that is over.
import { GraduationCap, PhoneOff } from 'lucide-react';
import { useDeskView } from '../app/desk-store.ts';
import { deskNow } from '../app/session-store.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, EmptyState, Skeleton } from '../ui/index.ts';
import { Brief } from './Brief.tsx';
import { DebriefPage } from './DebriefPage.tsx';
import { readPractice, usePractice } from './store.ts';
import { WhoPractises } from './WhoPractises.tsx';

export function Home() {
  const { trainee, scenarios, failure } = usePractice();
  if (scenarios === null || trainee === undefined)
    return failure === null ? (
      <Skeleton label={t('practice.loading')} lines={4} />
    ) : (
      <Failed code={failure.code} />
    );
  if (trainee === null) return <WhoPractises />;
  if (scenarios.length === 0)
    return (
      <EmptyState icon={GraduationCap} title={t('practice.empty')}>
        {t('practice.empty.what')}
      </EmptyState>
    );
  return (
    <>
      {failure !== null && <Failed code={failure.code} />}
      <Chosen />
    </>
  );
}

/** Over, and not closed yet: beside its live score no other call is read up on. */
function Over({ callId }: { callId: string }) {
  return (
    <EmptyState
      icon={PhoneOff}
      title={t('practice.over.title')}
      action={
        <Button kind="primary" onPress={() => useDeskView.getState().show({ kind: 'call', callId })}>
          {t('practice.over.go')}
        </Button>
      }
    >
      {t('practice.over.what')}
    </EmptyState>
  );
}

function Chosen() {
  const { scenarios, shown, view } = usePractice();
  if (view?.call === 'wrap-up') return <Over callId={view.row.id} />;
  if (shown?.kind === 'run') return <DebriefPage key={shown.runId} runId={shown.runId} />;
  const scenario = (scenarios ?? []).find((s) => s.id === shown?.scenarioId);
  if (shown === null || scenario === undefined)
    return (
      <EmptyState icon={GraduationCap} title={t('practice.choose')}>
        {t('practice.choose.what')}
      </EmptyState>
    );
  return (
    <Brief
      key={`${scenario.id} ${shown.level} ${shown.seed} ${shown.assignmentId}`}
      scenario={scenario}
      level={shown.level}
      seed={shown.seed}
      assignmentId={shown.assignmentId}
    />
  );
}

function Failed({ code }: { code: string }) {
  const { sentence, next } = errorText(code);
  return (
    <Banner
      tone="amber"
      title={sentence}
      action={
        <Button size="small" onPress={() => void readPractice(deskNow)}>
          {t('practice.failed.again')}
        </Button>
      }
    >
      {next} {t('practice.failed.safe')}
    </Banner>
  );
}
