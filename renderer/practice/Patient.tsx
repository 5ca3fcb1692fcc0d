// The patient of the scenario in the place of a record: the practice desk has none, and nobody real may be looked up from it. Facts
// are hidden until they were asked for, then ticked here as on a real call; two of them count as verified.
import { CircleCheck, ShieldQuestion, UserRound } from 'lucide-react';
import { useState } from 'react';
import { formatDate, formatPhone } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Banner, Card, Chip, EmptyState, Tick } from '../ui/index.ts';
import { askedFor, patientFacts, type PatientFact } from './asked.ts';
import { Known } from './Known.tsx';
import { act, usePractice } from './store.ts';

const enough = 2;

export function Patient() {
  const { view, scenario } = usePractice();
  if (view === null || scenario === null)
    return (
      <EmptyState icon={UserRound} title={t('practice.patient.none')}>
        {t('practice.patient.none.what')}
      </EmptyState>
    );
  const before = view.run.lines.some((line) => line.act === 'verify');
  return <Shown key={view.row.id} runId={view.row.id} before={before} isLive={view.call === 'active'} />;
}

function Shown({ runId, before, isLive }: { runId: string; before: boolean; isLive: boolean }) {
  const scenario = usePractice((s) => s.scenario);
  const run = usePractice((s) => s.view?.run ?? null);
  const [ticked, setTicked] = useState<readonly PatientFact[]>(before ? ['name', 'birth'] : []);
  const [failed, setFailed] = useState(false);
  if (scenario === null || run === null) return null;
  const { patient, caller } = scenario;
  // Nothing is offered by a screen that hides it: a fact shows once it was asked for, or told.
  const asked = askedFor(run, scenario);
  const verified = ticked.length >= enough;
  const values: Record<PatientFact, string> = {
    name: patient.name,
    birth: formatDate(patient.birthDate),
    number: formatPhone(caller.number),
  };
  const tick = (fact: PatientFact, on: boolean): void => {
    const now = on ? [...ticked, fact] : ticked.filter((f) => f !== fact);
    setTicked(now);
    if (now.length >= enough && !verified)
      void act(runId, 'verify', null).then((failure) => setFailed(failure !== null));
  };
  return (
    <div className="cl-practice-side">
      <div className="cl-practice-patient">
        <h2 className="cl-name">{asked.has('name') ? patient.name : t('practice.patient.hidden.name')}</h2>
        <p className="cl-detail">{t('practice.patient.from')}</p>
        {verified && (
          <Chip tone="green" icon={CircleCheck}>
            {t('practice.patient.verified')}
          </Chip>
        )}
      </div>
      {failed && (
        <Banner tone="amber" onDismiss={() => setFailed(false)}>
          {t('practice.patient.failed')}
        </Banner>
      )}
      <Card title={t('practice.patient.facts')} icon={ShieldQuestion} level={2}>
        <p className="cl-detail">{t('practice.patient.facts.what')}</p>
        <ul className="cl-practice-facts">
          {patientFacts.map((fact) => (
            <li key={fact}>
              <Tick
                isSelected={ticked.includes(fact)}
                isDisabled={!isLive || !asked.has(fact)}
                onChange={(on) => tick(fact, on)}
              >
                {t(`practice.patient.${fact}`, {
                  value: asked.has(fact) ? values[fact] : t('practice.patient.hidden'),
                })}
              </Tick>
            </li>
          ))}
        </ul>
      </Card>
      <Known known={scenario.known} />
    </div>
  );
}
