// The machine's score: what each point stands on, with the line and the rule. Nothing here is changed by a trainer.
import { ChevronDown, Cpu } from 'lucide-react';
import type { CategoryScore, Score } from '#shared/domain/practice/score.ts';
import { formatSpan } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Card, Chip, Icon, Meter, type Tone } from '../../ui/index.ts';

const round = (points: number): string => String(Math.round(points * 10) / 10);

export function MachineScore({ score, live = false }: { score: Score; live?: boolean }) {
  return (
    <Card level={2} title={t(live ? 'trainer.machine.live' : 'trainer.machine.title')} icon={Cpu}>
      <div className="cl-trainer-total">
        <span className="cl-dial">{score.total ?? '–'}</span>
        {!live && (
          <Chip tone={score.passed ? 'green' : 'amber'}>
            {t(
              score.criticalMissed
                ? 'trainer.verdict.critical'
                : score.passed
                  ? 'trainer.verdict.passed'
                  : 'trainer.verdict.failed',
            )}
          </Chip>
        )}
      </div>
      <Criticals score={score} live={live} />
      {score.categories.map((category) => (
        <Category key={category.category} category={category} />
      ))}
      <p className="cl-detail">{t('trainer.machine.what', { mark: score.passMark })}</p>
    </Card>
  );
}

type Critical = Score['critical'][number];
/** While the call goes on, what must not be done is kept so far and never done. */
const stateOf = (one: Critical, live: boolean): 'done' | 'open' | 'missed' | 'so-far' => {
  if (live && one.kind === 'must-not' && one.state !== 'missed') return 'so-far';
  if (one.done) return 'done';
  return live && one.state !== 'missed' ? 'open' : 'missed';
};
const toneOf = (one: Critical, live: boolean): Tone =>
  ({ done: 'green', open: 'neutral', missed: 'red', 'so-far': 'neutral' } as const)[stateOf(one, live)];

export function Criticals({ score, live }: { score: Score; live: boolean }) {
  return (
    <ul className="cl-trainer-plain-list" aria-label={t('trainer.machine.criticals')}>
      {score.critical.map((one) => (
        <li key={one.ruleId} className="cl-trainer-critical">
          <Chip tone={toneOf(one, live)}>{t(`trainer.critical.${stateOf(one, live)}`)}</Chip>
          <span>
            {one.title}
            {one.done && one.atMs !== null && (
              <span className="cl-detail-quiet"> {formatSpan(one.atMs / 1000)}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Category({ category: c }: { category: CategoryScore }) {
  return (
    <details className="cl-trainer-category">
      <summary>
        <Icon of={ChevronDown} size={14} />
        <Meter
          label={t(`trainer.skill.${c.category}`)}
          value={c.points ?? 0}
          max={c.of}
          text={c.points === null ? '–' : `${round(c.points)}/${round(c.of)}`}
        />
      </summary>
      {c.points === null || c.evidence.length === 0 ? (
        <p className="cl-detail">{t('trainer.machine.nothing')}</p>
      ) : (
        <ul>
          {c.evidence.map((e, i) => (
            <li key={`${e.ruleId} ${i}`}>
              <strong>{e.title}</strong>{' '}
              <span className="cl-detail-quiet">
                {t('trainer.machine.evidence', { points: round(e.points), of: round(e.of), rule: e.ruleId })}
              </span>
              {e.quote !== null && (
                <p className="cl-detail">
                  <span className="cl-mono">{formatSpan((e.atMs ?? 0) / 1000)}</span> “{e.quote}”
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
