// The call's middle on the practice desk: what the caller says in the largest type, and what can be answered to it. A call that
// no scenario speaks in (a second one that rings in) has its captions, as on the live desk.
import type { Call } from '#shared/domain/calls/call.ts';
import { CaptionStrip } from '../calls/CaptionStrip.tsx';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Skeleton } from '../ui/index.ts';
import { AnswerCard } from './AnswerCard.tsx';
import { PartyCard } from './PartyCard.tsx';
import { readCurrent, usePractice } from './store.ts';

export function InCall({ call }: { call: Call }) {
  const { view, scenario, viewFailure } = usePractice();
  if (view === null && viewFailure !== null)
    return (
      <Banner
        tone="amber"
        title={errorText(viewFailure.code).sentence}
        action={
          <Button size="small" onPress={() => void readCurrent()}>
            {t('practice.failed.again')}
          </Button>
        }
      >
        {errorText(viewFailure.code).next}
      </Banner>
    );
  if (view === null || scenario === null) return <Skeleton label={t('practice.run.reading')} lines={3} />;
  if (view.row.id !== call.id) return <CaptionStrip />;
  const { party } = view;
  // Who comes to both (911, 988, an interpreter) is rung while the talk with the caller goes on.
  if (party !== null && view.run.held && (party.state === 'ringing' || party.state === 'talking'))
    return <PartyCard key={party.id} runId={call.id} party={party} />;
  return <AnswerCard key={call.id} call={call} view={view} scenario={scenario} />;
}
