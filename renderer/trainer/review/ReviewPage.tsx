// One attempt after its end: what was said, line by line, with the trainer's own levels beside the machine's, comments at a
// time, and a score by a human that stands above the machine's and changes nothing of it.
import { ArrowLeft, Cpu } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Reviewed } from '#shared/contract/training-shapes.ts';
import { score } from '#shared/domain/practice/score.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate, formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Answer, Button, Card, Checkbox, EmptyState, PageHead } from '../../ui/index.ts';
import { go } from '../store.ts';
import { useAsked } from '../use-asked.ts';
import { Comments } from './Comments.tsx';
import { HumanScore, RateForm } from './RateForm.tsx';
import { reviewLines, seriesOf } from './lines.ts';
import { MachineScore } from './MachineScore.tsx';
import { ScoreAgain } from './ScoreAgain.tsx';
import { ReviewTranscript } from './ReviewTranscript.tsx';
import { useDraft } from './use-draft.ts';
import './review.css';

const CallChart = lazy(async () => ({ default: (await import('../charts.tsx')).CallChart }));

export function ReviewPage({ runId }: { runId: string }) {
  const asked = useAsked(`review ${runId}`, () => careline.training.review({ runId }));
  return (
    <Answer of={asked}>
      {(reviewed) => <Review key={reviewed.ratings[0]?.id ?? 'unrated'} reviewed={reviewed} />}
    </Answer>
  );
}

function Review({ reviewed }: { reviewed: Reviewed }) {
  const { attempt, run, scenario, comments, ratings } = reviewed;
  const [draft, setDraft] = useDraft(reviewed);
  const [openly, setOpenly] = useState(ratings.length > 0);
  const lines = reviewLines(scenario, run);
  const cues = lines.filter((line) => line.cue !== null).length;
  const machine = score(scenario, run);
  return (
    <>
      <PageHead
        title={t('trainer.review.title', { name: attempt.trainee.name, title: attempt.title })}
        lead={t('trainer.review.lead', {
          id: attempt.scenarioId,
          version: attempt.scenarioVersion,
          level: attempt.level,
          seed: String(attempt.seed),
          date: formatDate(attempt.startedAt),
          time: formatTime(attempt.startedAt),
        })}
        action={
          <Button icon={ArrowLeft} onPress={() => go({ place: 'attempts' })}>
            {t('trainer.back-to-attempts')}
          </Button>
        }
      />
      <div className="cl-trainer-review">
        <section className="cl-trainer-said" aria-label={t('trainer.review.transcript')}>
          <Suspense fallback={<div className="cl-trainer-chart" aria-busy="true" />}>
            <CallChart series={seriesOf(run)} feeling={scenario.feeling} />
          </Suspense>
          {ratings.length === 0 && (
            <Checkbox isSelected={openly} onChange={setOpenly} detail={t('trainer.review.openly.what')}>
              {t('trainer.review.openly')}
            </Checkbox>
          )}
          {lines.length === 0 ? (
            <EmptyState title={t('trainer.review.no-lines')}>{t('trainer.review.no-lines.what')}</EmptyState>
          ) : (
            <ReviewTranscript
              lines={lines}
              comments={comments}
              runId={attempt.runId}
              scenarioId={attempt.scenarioId}
              levels={draft.cues}
              openly={openly}
              onLevel={(cueIndex, level) =>
                setDraft((before) => ({ ...before, cues: { ...before.cues, [cueIndex]: level } }))
              }
            />
          )}
        </section>
        <aside className="cl-trainer-scores" aria-label={t('trainer.review.scores')}>
          <HumanScore ratings={ratings} />
          <RateForm
            runId={attempt.runId}
            cues={cues}
            scenario={scenario}
            critical={machine.critical.map(({ ruleId, title, state }) => ({
              ruleId,
              title,
              missed: state === 'missed',
            }))}
            draft={draft}
            onDraft={setDraft}
          />
          {openly || ratings.length > 0 ? (
            <MachineScore score={machine} />
          ) : (
            <Card level={2} title={t('trainer.machine.title')} icon={Cpu}>
              <p className="cl-detail">{t('trainer.machine.folded')}</p>
            </Card>
          )}
          <ScoreAgain reviewed={reviewed} />
          <Comments comments={comments} />
        </aside>
      </div>
    </>
  );
}
