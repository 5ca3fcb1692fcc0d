// The way in: the first trainer of this computer sets up a key; later ones open theirs with its passphrase.
import { GraduationCap, KeyRound } from 'lucide-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { TrainingState } from '#shared/contract/training-shapes.ts';
import type { Result } from '#shared/domain/result.ts';
import { careline } from '../../bridge/index.ts';
import { errorText, t } from '../../text/t.ts';
import { Banner, Button, Select, TextField, useNow } from '../../ui/index.ts';
import { readTraining, takeTraining, useTraining } from '../store.ts';
import { setUpProblem } from './set-up.ts';

export function Entry({ state }: { state: TrainingState }) {
  if (!state.practice)
    return (
      <Banner tone="violet" title={t('trainer.away.live')}>
        {t('trainer.away.live.what')}
      </Banner>
    );
  return state.trainers.length === 0 ? <SetUp /> : <SignIn state={state} />;
}

/** What an attempt to come in answered; a failure stays under the fields, and what was typed stays in them. */
function useDoor() {
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function knock(asked: Promise<Result<TrainingState>>): Promise<boolean> {
    setBusy(true);
    const result = await asked;
    setBusy(false);
    setFailure(result.ok ? null : result.code);
    if (result.ok) takeTraining(result);
    else void readTraining();
    return result.ok;
  }
  return { failure, busy, knock };
}

/** Seconds that are left of the wait that the desk told of. */
function useWait(told: number): number {
  const at = useTraining((s) => s.at);
  const now = useNow();
  return Math.max(0, Math.ceil(told - (now.getTime() - at) / 1000));
}

function Door({ title, what, children }: { title: string; what: string; children: React.ReactNode }) {
  return (
    <section className="cl-panel cl-trainer-entry" aria-label={title}>
      <h1>{title}</h1>
      <p className="cl-detail">{what}</p>
      {children}
    </section>
  );
}

function SignIn({ state }: { state: TrainingState }) {
  const [trainerId, setTrainer] = useState<string | null>(state.trainers[0]?.id ?? null);
  const [passphrase, setPassphrase] = useState('');
  const { failure, busy, knock } = useDoor();
  const waitSeconds = useWait(state.waitSeconds);
  const waits = waitSeconds > 0;
  const told = failure === null ? null : errorText(failure);
  const enter = async (): Promise<void> => {
    if (trainerId === null || passphrase === '') return;
    await knock(careline.training.signIn({ trainerId, passphrase }));
    setPassphrase('');
  };
  return (
    <Door title={t('trainer.sign-in.title')} what={t('trainer.sign-in.what')}>
      <form
        className="cl-stack"
        onSubmit={(event) => {
          event.preventDefault();
          void enter();
        }}
      >
        <Select
          label={t('trainer.sign-in.who')}
          options={state.trainers.map((one) => ({
            id: one.id,
            title: one.name,
            detail: t('trainer.key-id', { id: one.keyId }),
          }))}
          value={trainerId}
          onChange={setTrainer}
        />
        <TextField
          label={t('trainer.sign-in.passphrase')}
          type="password"
          autoComplete="off"
          autoFocus
          value={passphrase}
          onChange={setPassphrase}
          error={told === null ? undefined : `${told.sentence} ${told.next}`}
        />
        {waits && (
          <Banner tone="amber" title={t('trainer.sign-in.waits', { seconds: waitSeconds })}>
            {t('trainer.sign-in.waits.what')}
          </Banner>
        )}
        <div className="cl-page-actions">
          <Button
            kind="primary"
            type="submit"
            icon={KeyRound}
            isDisabled={busy || waits || trainerId === null || passphrase === ''}
          >
            {t(busy ? 'trainer.sign-in.busy' : 'trainer.sign-in.do')}
          </Button>
        </div>
      </form>
    </Door>
  );
}

function SetUp() {
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const { failure, busy, knock } = useDoor();
  const problem = setUpProblem({ name, passphrase, again });
  const told = failure === null ? null : errorText(failure);
  const of = (field: string): string | undefined =>
    tried && problem?.field === field ? t(`trainer.set-up.${problem.what}`) : undefined;
  return (
    <Door title={t('trainer.set-up.title')} what={t('trainer.set-up.what')}>
      <form
        className="cl-stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (problem === null)
            void knock(careline.training.setUp({ id: uuidv7(), name: name.trim(), passphrase }));
        }}
      >
        <TextField
          label={t('trainer.set-up.name')}
          autoComplete="off"
          autoFocus
          maxLength={80}
          value={name}
          onChange={setName}
          error={of('name')}
          hint={t('trainer.set-up.name.hint')}
        />
        <TextField
          label={t('trainer.set-up.passphrase')}
          type="password"
          autoComplete="new-password"
          value={passphrase}
          onChange={setPassphrase}
          error={of('passphrase')}
          hint={t('trainer.set-up.passphrase.hint')}
        />
        <TextField
          label={t('trainer.set-up.again')}
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={setAgain}
          error={of('again')}
        />
        {told !== null && (
          <Banner tone="amber" title={told.sentence}>
            {told.next}
          </Banner>
        )}
        <div className="cl-page-actions">
          <Button kind="primary" type="submit" icon={GraduationCap} isDisabled={busy}>
            {t(busy ? 'trainer.set-up.busy' : 'trainer.set-up.do')}
          </Button>
        </div>
      </form>
    </Door>
  );
}
