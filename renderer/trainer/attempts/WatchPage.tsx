// A practice call while it goes on: the lines as they come, feeling and trust, the score so far, critical items, the time; and
// what the trainer may make happen, which is said in full before it does.
import { ArrowLeft, PenLine, Zap } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Watched } from '#shared/contract/training-shapes.ts';
import { score } from '#shared/domain/practice/score.ts';
import { careline } from '../../bridge/index.ts';
import { formatSpan, formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button, Card, Chip, cx, Dialog, EmptyState, Meter, PageHead, Timer } from '../../ui/index.ts';
import { LineWords, WhoSaid } from '../review/LineWords.tsx';
import { MachineScore } from '../review/MachineScore.tsx';
import { reviewLines, type ReviewLine } from '../review/lines.ts';
import { sayKept } from '../say.ts';
import { go } from '../store.ts';
import { effectOf } from './effect.ts';
import '../review/review.css';

export function WatchPage({ watched, onReview }: { watched: Watched; onReview: () => void }) {
  const { attempt, answeredAt, run, scenario, events } = watched;
  const [asked, setAsked] = useState<string | null>(null);
  const runs = attempt.state === 'running';
  const live = score(scenario, run);
  const known = asked === null ? undefined : scenario.events.find((one) => one.id === asked);
  return (
    <>
      <PageHead
        title={t('trainer.watch.title', { name: attempt.trainee.name, title: attempt.title })}
        lead={t('trainer.watch.lead', {
          id: attempt.scenarioId,
          level: attempt.level,
          seed: String(attempt.seed),
          time: formatTime(attempt.startedAt),
        })}
        action={
          <>
            {runs && run.ended === null ? (
              <>
                <Chip tone="red" dot>
                  {t('trainer.watch.live')}
                </Chip>
                {answeredAt !== null && <Timer since={answeredAt} label={t('trainer.watch.timer')} />}
              </>
            ) : (
              <Chip tone="neutral">{t('trainer.watch.over')}</Chip>
            )}
            {!runs && (
              <Button kind="primary" icon={PenLine} onPress={onReview}>
                {t('trainer.watch.review')}
              </Button>
            )}
            <Button icon={ArrowLeft} onPress={() => go({ place: 'attempts' })}>
              {t('trainer.back-to-attempts')}
            </Button>
          </>
        }
      />
      <div className="cl-trainer-review">
        <section className="cl-trainer-said" aria-label={t('trainer.watch.lines')}>
          <Lines lines={answeredAt === null ? [] : reviewLines(scenario, run)} />
        </section>
        <aside className="cl-trainer-scores" aria-label={t('trainer.watch.side')}>
          <Card level={2} title={t('trainer.watch.gauges')}>
            <Meter
              label={t(`trainer.feeling.${scenario.feeling}`)}
              value={run.emotion}
              max={10}
              text={t('trainer.of-ten', { value: run.emotion })}
              tone="amber"
            />
            <Meter
              label={t('trainer.trust')}
              value={run.trust}
              max={10}
              text={t('trainer.of-ten', { value: run.trust })}
              tone="green"
            />
          </Card>
          <Card level={2} title={t('trainer.events.title')} icon={Zap}>
            {events.length === 0 || !runs ? (
              <p className="cl-detail">{t(runs ? 'trainer.events.none' : 'trainer.events.over')}</p>
            ) : (
              <ul className="cl-trainer-events">
                {events.map((event) => (
                  <li key={event.id}>
                    <Button size="small" icon={Zap} onPress={() => setAsked(event.id)}>
                      {event.title}
                    </Button>
                  </li>
                ))}
              </ul>
            )}
          </Card>
          <MachineScore score={live} live={run.ended === null} />
        </aside>
      </div>
      {known !== undefined && (
        <Dialog
          isOpen
          role="alertdialog"
          onClose={() => setAsked(null)}
          title={t('trainer.events.ask', { title: known.title })}
          actions={
            <>
              <Button autoFocus onPress={() => setAsked(null)}>
                {t('trainer.cancel')}
              </Button>
              <Button
                kind="primary"
                icon={Zap}
                onPress={() => {
                  setAsked(null);
                  void sayKept(
                    careline.training.inject({ runId: attempt.runId, eventId: known.id }),
                    t('trainer.events.done', { title: known.title }),
                  );
                }}
              >
                {t('trainer.events.do')}
              </Button>
            </>
          }
        >
          <div className="cl-stack">
            <p>{t(`trainer.event.${known.kind}`)}</p>
            <p className="cl-said">{t('trainer.events.words', { text: known.text })}</p>
            <p className="cl-detail">{effectOf(known)}</p>
            <p className="cl-detail">{t('trainer.events.kept')}</p>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** Follows the newest line while one looks at the end of the list; whoever scrolled back is left where they are. */
function Lines({ lines }: { lines: readonly ReviewLine[] }) {
  const end = useRef<HTMLLIElement>(null);
  const box = useRef<HTMLOListElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    if (follows.current) end.current?.scrollIntoView({ block: 'nearest' });
  }, [lines.length]);
  if (lines.length === 0)
    return <EmptyState title={t('trainer.watch.rings')}>{t('trainer.watch.rings.what')}</EmptyState>;
  return (
    <ol
      ref={box}
      className="cl-trainer-lines cl-trainer-live"
      role="log"
      tabIndex={0}
      aria-label={t('trainer.watch.lines')}
      onScroll={({ currentTarget: at }) =>
        void (follows.current = at.scrollHeight - at.scrollTop - at.clientHeight < 60)
      }
    >
      {lines.map((line, i) => (
        <li
          key={line.index}
          ref={i === lines.length - 1 ? end : undefined}
          className={cx('cl-trainer-line', `cl-trainer-line-${line.who}`)}
        >
          <span className="cl-trainer-line-time cl-mono">{formatSpan(line.atMs / 1000)}</span>
          <div className="cl-trainer-line-body">
            <WhoSaid line={line} />
            <LineWords line={line} />
            {line.cue !== null && (
              <p className="cl-trainer-machine">
                <strong>{t('trainer.cue.machine', { level: line.cue.level })}</strong>{' '}
                {t('trainer.cue.rule', { title: line.cue.title, rule: line.cue.rule })}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
