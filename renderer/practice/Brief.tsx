// Before the call: who rings, what is known, which level and seed, and how it will be judged.
import { Dices, PhoneIncoming, PhoneOutgoing } from 'lucide-react';
import { useState } from 'react';
import { practiceLevels, type PracticeLevel, type Scenario } from '#shared/domain/practice/scenario.ts';
import { formatDate } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, TextField, ToggleChips } from '../ui/index.ts';
import { attemptsOf, levelFor, seedFrom } from './attempts.ts';
import { seedTyped } from './pace.ts';
import { usePractice } from './store.ts';

export interface BriefProps {
  scenario: Scenario;
  /** null = what the attempts so far suggest. */
  level: PracticeLevel | null;
  /** null = a fresh one. */
  seed: number | null;
}

export function Brief({ scenario, level: asked, seed: given }: BriefProps) {
  const { runs, show } = usePractice();
  const attempts = attemptsOf(scenario, runs);
  const [level, setLevel] = useState<PracticeLevel>(asked ?? levelFor(attempts));
  const [typed, setTyped] = useState(() => String(given ?? seedFrom(Math.random())));
  const seed = seedTyped(typed);
  const unfinished = attempts.find((a) => a.state === 'unfinished');
  const ring = (): void => {
    if (seed === null) return;
    show({ kind: 'ringing', scenarioId: scenario.id, level, seed, since: performance.now() });
  };
  return (
    <div className="cl-page">
      <section
        className="cl-panel cl-panel-active cl-practice-brief cl-stack"
        aria-labelledby="cl-practice-brief"
      >
        <div>
          <h1 id="cl-practice-brief" className="cl-name">
            {scenario.title}
          </h1>
          <p className="cl-detail-quiet">
            {t('practice.brief.lead', {
              author: scenario.author,
              version: scenario.version,
              date: formatDate(scenario.date),
            })}
          </p>
        </div>
        <p className="cl-said">{scenario.summary}</p>
        <div className="cl-practice-two">
          <div>
            <h2 className="cl-practice-small">{t('practice.brief.caller')}</h2>
            <p>
              {t('practice.brief.caller.what', {
                name: scenario.caller.name,
                relation: scenario.caller.relation,
              })}
            </p>
            <p className="cl-mono cl-detail">{scenario.caller.number}</p>
          </div>
          <div>
            <h2 className="cl-practice-small">{t('practice.brief.known')}</h2>
            <ul className="cl-practice-bullets">
              {scenario.known.map((fact) => (
                <li key={fact}>{fact}</li>
              ))}
            </ul>
          </div>
        </div>
        <div className="cl-stack cl-practice-tight">
          <ToggleChips
            label={t('practice.brief.level')}
            mustChoose
            value={`${level}`}
            onChange={(id) => setLevel(practiceLevels.find((l) => `${l}` === id) ?? level)}
            options={practiceLevels.map((l) => ({ id: `${l}`, title: t(`practice.level.${l}`) }))}
          />
          <p className="cl-detail">
            {t(`practice.level.${level}.what`, { seconds: scenario.levels[`${level}`].timer ?? 0 })}
          </p>
        </div>
        <div className="cl-practice-seed">
          <TextField
            label={t('practice.brief.seed')}
            mono
            inputMode="numeric"
            maxLength={10}
            value={typed}
            onChange={setTyped}
            hint={t('practice.brief.seed.hint')}
            error={seed === null ? t('practice.brief.seed.wrong') : undefined}
          />
          <Button icon={Dices} onPress={() => setTyped(String(seedFrom(Math.random())))}>
            {t('practice.brief.seed.new')}
          </Button>
        </div>
        <p className="cl-detail">
          {t('practice.brief.pass', { mark: scenario.passMark })}{' '}
          {t('practice.brief.turns', { turns: scenario.parTurns })}
        </p>
        <div className="cl-inline">
          <Button kind="primary" size="large" icon={PhoneIncoming} isDisabled={seed === null} onPress={ring}>
            {t('practice.brief.ring')}
          </Button>
          {unfinished && (
            <Button
              size="large"
              icon={PhoneOutgoing}
              onPress={() => show({ kind: 'run', runId: unfinished.id })}
            >
              {t('practice.brief.resume')}
            </Button>
          )}
        </div>
      </section>
    </div>
  );
}
