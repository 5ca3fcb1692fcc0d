// During the call: the five categories as they stand with the reasons that came last, what must (or must never) be done, and the
// talk so far. In an exam the gauges and the reasons wait for the debrief, as they do on a real call.
import { Activity, Gauge, ListChecks, MessagesSquare } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { PracticeRun } from '#shared/domain/practice/run.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { score, type CriticalResult, type Score } from '#shared/domain/practice/score.ts';
import { formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Card, CaptionLine, Icon, Meter } from '../ui/index.ts';
import { AsideLine } from './AsideLine.tsx';
import { Known } from './Known.tsx';
import { withParty } from './lines.ts';
import { soFar } from './so-far.ts';
import { usePractice } from './store.ts';
import { criticalLook, lastReasons, lineText, toneOf, whoOf } from './words.ts';

export function LiveSide({ scenario, run }: { scenario: Scenario; run: PracticeRun }) {
  const live = score(scenario, run);
  const exam = run.level >= 3;
  return (
    <>
      <Card title={t('practice.live.title')} icon={Activity} level={2}>
        <div className="cl-stack cl-practice-tight">
          {live.categories.map((c) => {
            const now = run.ended === null ? soFar(c) : { points: c.points ?? 0, of: c.of };
            const isOpen = now.of === 0 || c.points === null;
            return (
              <Meter
                key={c.category}
                label={t(`practice.category.${c.category}`)}
                value={now.points}
                max={Math.max(1, now.of)}
                text={isOpen ? '–' : t('practice.live.of', { points: now.points, of: now.of })}
                tone={toneOf({ points: isOpen ? null : now.points, of: now.of })}
              />
            );
          })}
        </div>
        {run.ended === null && <p className="cl-detail cl-practice-after">{t('practice.live.so-far')}</p>}
        {exam ? (
          <p className="cl-detail cl-practice-after">{t('practice.live.exam')}</p>
        ) : (
          <Reasons live={live} />
        )}
        {run.level === 2 && (
          <p className="cl-detail cl-practice-after">{t('practice.live.hints', { hints: run.hintsUsed })}</p>
        )}
      </Card>
      <Critical items={live.critical} hidden={exam} />
      {!exam && (
        <Card title={t('practice.live.gauges')} icon={Gauge} level={2}>
          <div className="cl-stack cl-practice-tight">
            <Meter
              label={t(`practice.feeling.${scenario.feeling}.label`)}
              value={run.emotion}
              max={10}
              text={t('practice.of-ten', { value: run.emotion })}
              tone="red"
            />
            <Meter
              label={t('practice.trust.label')}
              value={run.trust}
              max={10}
              text={t('practice.of-ten', { value: run.trust })}
              tone="violet"
            />
          </div>
        </Card>
      )}
      <Known known={scenario.known} />
      <SoFar run={run} />
    </>
  );
}

function Reasons({ live }: { live: Score }) {
  const reasons = lastReasons(live);
  if (reasons.length === 0) return null;
  return (
    <ul className="cl-practice-reasons" aria-label={t('practice.live.reasons')}>
      {reasons.map((r) => (
        <li key={`${r.ruleId} ${r.atMs}`} title={r.quote ?? undefined}>
          <span className="cl-caption-time">{formatSpan((r.atMs ?? 0) / 1000)}</span>
          <span>
            {t('practice.live.reason', { title: r.title, points: r.points, of: r.of, rule: r.ruleId })}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Critical({ items, hidden }: { items: readonly CriticalResult[]; hidden: boolean }) {
  return (
    <Card title={t('practice.live.critical')} icon={ListChecks} level={2}>
      {hidden ? (
        <p className="cl-detail">{t('practice.live.critical.exam', { count: items.length })}</p>
      ) : (
        <ul className="cl-practice-compliance">
          {items.map((c) => {
            const { icon, tone, word } = criticalLook(c);
            return (
              <li key={c.ruleId}>
                <span className="cl-caption-time">
                  {c.atMs === null ? t('practice.compliance.no-time') : formatSpan(c.atMs / 1000)}
                </span>
                <Icon of={icon} size={15} tone={tone} />
                <span>
                  {c.title}
                  {c.kind === 'must-not' ? (
                    <span className="cl-detail-quiet"> {word}</span>
                  ) : (
                    <span className="cl-hidden"> {word}</span>
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}

const keyOf = (line: { atMs: number; who: string; text: string }): string =>
  `${line.atMs} ${line.who} ${line.text}`;

/** All that was said, the newest in sight. */
function SoFar({ run }: { run: PracticeRun }) {
  const box = useRef<HTMLDivElement>(null);
  const party = usePractice((s) => s.view?.party ?? null);
  const lines = withParty(
    run.lines.filter((line) => line.who !== 'desk' || line.text !== ''),
    party,
  );
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines.length]);
  return (
    <Card title={t('practice.run.transcript')} icon={MessagesSquare} level={2}>
      <div
        ref={box}
        className="cl-practice-said"
        role="log"
        aria-live="off"
        aria-label={t('practice.run.transcript')}
        tabIndex={0}
      >
        {lines.map((line) =>
          'target' in line ? (
            <CaptionLine
              key={keyOf(line)}
              time={formatSpan(line.atMs / 1000)}
              who={
                line.who === 'party'
                  ? t(`practice.target.${line.target}`)
                  : t('practice.party.you-to', { who: t(`practice.target.${line.target}`) })
              }
            >
              {line.text}
            </CaptionLine>
          ) : line.who === 'desk' || line.who === 'event' ? (
            <AsideLine key={keyOf(line)} who={line.who} time={formatSpan(line.atMs / 1000)}>
              {lineText(line)}
            </AsideLine>
          ) : (
            <CaptionLine key={keyOf(line)} time={formatSpan(line.atMs / 1000)} who={whoOf(line.who)}>
              {line.text}
            </CaptionLine>
          ),
        )}
      </div>
    </Card>
  );
}
