// The patient of the scenario in the place of a record: the practice desk has none, and nobody real may be looked up from it. Facts
// are asked and ticked here as on a real call; two of them count as verified.
import { CircleCheck, ShieldQuestion, UserRound } from 'lucide-react';
import { useState } from 'react';
import { formatDate, formatPhone } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Banner, Card, Chip, EmptyState, Tick } from '../ui/index.ts';
import { Known } from './Known.tsx';
import { act, usePractice } from './store.ts';

const facts = ['name', 'birth', 'number'] as const;
type Fact = (typeof facts)[number];
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
  const [ticked, setTicked] = useState<readonly Fact[]>(before ? ['name', 'birth'] : []);
  const [failed, setFailed] = useState(false);
  if (scenario === null) return null;
  const { patient, caller } = scenario;
  const verified = ticked.length >= enough;
  const values: Record<Fact, string> = {
    name: patient.name,
    birth: formatDate(patient.birthDate),
    number: formatPhone(caller.number),
  };
  const tick = (fact: Fact, on: boolean): void => {
    const now = on ? [...ticked, fact] : ticked.filter((f) => f !== fact);
    setTicked(now);
    if (now.length >= enough && !verified)
      void act(runId, 'verify', null).then((failure) => setFailed(failure !== null));
  };
  return (
    <div className="cl-practice-side">
      <div className="cl-practice-patient">
        <h2 className="cl-name">{patient.name}</h2>
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
          {facts.map((fact) => (
            <li key={fact}>
              <Tick isSelected={ticked.includes(fact)} isDisabled={!isLive} onChange={(on) => tick(fact, on)}>
                {t(`practice.patient.${fact}`, { value: values[fact] })}
              </Tick>
            </li>
          ))}
        </ul>
      </Card>
      <Known known={scenario.known} />
    </div>
  );
}
