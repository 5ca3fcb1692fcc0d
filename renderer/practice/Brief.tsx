// Before the call: who rings, what is known, which level and seed, and how it will be judged.
import { Dices, HeartHandshake, PhoneIncoming, PhoneOutgoing } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ScenarioSummary } from '#shared/contract/practice.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { practiceLevels, type PracticeLevel } from '#shared/domain/practice/scenario.ts';
import { useAccount } from '../app/accounts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { formatDate } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Icon, TextField, ToggleChips } from '../ui/index.ts';
import { attemptsOf, levelFor, seedFrom } from './attempts.ts';
import { seedTyped } from './pace.ts';
import { decline, letItRing, usePractice } from './store.ts';
import { levelWhat } from './words.ts';

export interface BriefProps {
  scenario: ScenarioSummary;
  /** null = what the attempts so far suggest. */
  level: PracticeLevel | null;
  /** null = a fresh one. */
  seed: number | null;
  assignmentId: string | null;
}

export function Brief({ scenario, level: asked, seed: given, assignmentId }: BriefProps) {
  const rows = usePractice((s) => s.rows);
  const going = usePractice((s) => s.view);
  const [level, setLevel] = useState<PracticeLevel>(asked ?? levelFor(attemptsOf(scenario.id, rows)));
  const [typed, setTyped] = useState(() => String(given ?? seedFrom(Math.random())));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const box = useRef<HTMLElement>(null);
  const seed = seedTyped(typed);
  const account = useAccount(scenario.accountId);
  useEffect(() => {
    box.current?.closest('.cl-middle-rest')?.scrollTo({ top: 0 });
    // What was pressed to come here may be gone: reading goes on at the case.
    if (document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, []);
  const rings = going !== null && going.call === 'ringing';
  useEffect(() => {
    // Its button has given way to the news that it rings.
    if (rings && document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, [rings]);
  async function ring(): Promise<void> {
    if (seed === null || busy) return;
    setBusy(true);
    const failed = await letItRing({ scenarioId: scenario.id, level, seed, assignmentId });
    setBusy(false);
    setFailure(failed?.code ?? null);
  }
  return (
    <section
      ref={box}
      tabIndex={-1}
      className="cl-panel cl-practice-brief cl-stack"
      aria-labelledby="cl-practice-brief"
    >
      <div className="cl-practice-brief-head">
        <div className="cl-practice-fill">
          <h2 id="cl-practice-brief" className="cl-name">
            {scenario.title}
          </h2>
          <p className="cl-detail-quiet">
            {t('practice.brief.lead', {
              author: scenario.author,
              version: scenario.version,
              date: formatDate(scenario.date),
            })}{' '}
            {t(scenario.review === 'draft' ? 'practice.draft' : 'practice.draft.reviewed')}
          </p>
        </div>

        {going === null ? (
          <Button
            kind="primary"
            size="large"
            icon={PhoneIncoming}
            isDisabled={seed === null}
            isPending={busy}
            onPress={() => void ring()}
          >
            {t('practice.brief.ring')}
          </Button>
        ) : rings ? (
          <p className="cl-practice-rings" role="status">
            <Icon of={PhoneIncoming} size={18} />
            {t('practice.brief.rings', { keys: keysOf('answer', isMac) })}
          </p>
        ) : (
          <Button
            kind="primary"
            size="large"
            icon={PhoneOutgoing}
            onPress={() => useDeskView.getState().show({ kind: 'call', callId: going.row.id })}
          >
            {t('practice.brief.resume')}
          </Button>
        )}
      </div>
      <p className="cl-said">{scenario.summary}</p>
      {scenario.sensitive && (
        <Sensitive scenario={scenario} level={level} onFailure={(code) => setFailure(code)} />
      )}
      <div className="cl-practice-two">
        <div>
          <h3 className="cl-practice-small">{t('practice.brief.caller')}</h3>
          <p>
            {t('practice.brief.caller.what', {
              name: scenario.caller.name,
              relation: scenario.caller.relation,
            })}
          </p>
          <p className="cl-mono cl-detail">{scenario.caller.number}</p>
          {account && <p className="cl-detail">{t('practice.brief.account', { account: account.name })}</p>}
        </div>
        <div>
          <h3 className="cl-practice-small">{t('practice.brief.known')}</h3>
          <ul className="cl-practice-bullets">
            {scenario.known.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        </div>
      </div>
      <div className="cl-practice-set">
        <div className="cl-stack cl-practice-tight">
          <ToggleChips
            label={t('practice.brief.level')}
            mustChoose
            value={`${level}`}
            onChange={(id) => setLevel(practiceLevels.find((l) => `${l}` === id) ?? level)}
            options={practiceLevels.map((l) => ({ id: `${l}`, title: t(`practice.level.${l}`) }))}
          />
          <p className="cl-detail">{levelWhat(scenario, level)}</p>
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
      </div>
      <p className="cl-detail">
        {t('practice.brief.pass', { mark: scenario.passMark })}{' '}
        {t('practice.brief.turns', { turns: scenario.parTurns })}
      </p>
      {failure !== null && (
        <Banner tone="amber" title={errorText(failure).sentence} onDismiss={() => setFailure(null)}>
          {errorText(failure).next}
        </Banner>
      )}
    </section>
  );
}

/** Nobody must play it: why, and another one at a press, without a reason and without a mark. */
function Sensitive({
  scenario,
  level,
  onFailure,
}: {
  scenario: ScenarioSummary;
  level: PracticeLevel;
  onFailure: (code: ErrorCode | null) => void;
}) {
  const instead = usePractice((s) => s.scenarios?.find((x) => x.id === scenario.sensitive?.instead));
  if (scenario.sensitive === null) return null;
  return (
    <div className="cl-practice-sensitive" role="group" aria-label={t('practice.sensitive.title')}>
      <Icon of={HeartHandshake} size={18} />
      <div className="cl-practice-fill">
        <p>
          <strong>{t('practice.sensitive.title')}</strong> {scenario.sensitive.why}
        </p>
        <Button
          size="small"
          onPress={() => void decline(scenario.id, level).then((failed) => onFailure(failed?.code ?? null))}
        >
          {instead
            ? t('practice.sensitive.instead', { title: instead.title })
            : t('practice.sensitive.another')}
        </Button>
      </div>
    </div>
  );
}
