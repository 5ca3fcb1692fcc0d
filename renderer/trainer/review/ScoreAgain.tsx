// The same attempt by the phrases in force now, beside the score by those it was played with. Nothing that is kept changes.
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { Reviewed } from '#shared/contract/training-shapes.ts';
import type { Bridge } from '#shared/contract/bridge.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { Button, Card, FailedBanner } from '../../ui/index.ts';

type Answered = Awaited<ReturnType<Bridge['training']['scoreAgain']>>;

export function ScoreAgain({ reviewed }: { reviewed: Reviewed }) {
  const [answer, setAnswer] = useState<Answered | null>(null);
  const { played, now } = reviewed.corrections;
  const ask = async (): Promise<void> =>
    setAnswer(await careline.training.scoreAgain({ runId: reviewed.attempt.runId }));
  return (
    <Card level={2} title={t('trainer.again.title')} icon={RefreshCw}>
      <p className="cl-detail">
        {t(played === now ? 'trainer.again.same' : 'trainer.again.changed', { played, now })}
      </p>
      {answer !== null && !answer.ok && <FailedBanner code={answer.code} />}
      {answer?.ok && (
        <>
          <p>
            {t('trainer.again.both', {
              before: totalOf(answer.value.before.total),
              after: totalOf(answer.value.after.total),
            })}
          </p>
          <ul className="cl-trainer-plain-list">
            {answer.value.cues.map((cue) => (
              <li key={cue.cueIndex} className="cl-detail">
                {t('trainer.again.cue', {
                  number: cue.cueIndex + 1,
                  before: cue.before,
                  after: cue.after,
                })}
              </li>
            ))}
          </ul>
          {answer.value.cues.length === 0 && <p className="cl-detail">{t('trainer.again.no-cue')}</p>}
        </>
      )}
      <Button size="small" onPress={() => void ask()}>
        {t('trainer.again.do')}
      </Button>
    </Card>
  );
}

const totalOf = (total: number | null): string => (total === null ? '–' : String(Math.round(total)));
