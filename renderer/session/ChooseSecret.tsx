// Choosing the secret that opens the desk on this computer, also without network: PIN or passphrase, its rules said beforehand.
import { KeyRound } from 'lucide-react';
import { useRef, useState, type FormEvent } from 'react';
import type { SessionState } from '#shared/contract/session.ts';
import { fail, type Failure } from '#shared/domain/result.ts';
import { moveSession, useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { Banner, Button, Checkbox, FailedBanner, Meter, TextField, ToggleChips } from '../ui/index.ts';
import { problemOf, strengthOf } from './passphrase.ts';
import { pinProblem } from './pin.ts';
import '../text/late/sign-in.ts';

type Rules = SessionState['secretRules'];
type Kind = 'pin' | 'passphrase';

/** The sentence of what is wrong with it, and whether that concerns the second field; null = it may be sent. */
export function secretWrong(
  kind: Kind,
  secret: string,
  again: string,
  rules: Pick<Rules, 'minPin' | 'minPassphrase'>,
): { text: string; second: boolean } | null {
  if (kind === 'pin') {
    const problem = pinProblem(secret, again, rules.minPin);
    if (problem === null) return null;
    return { text: t(`sign-in.pin.${problem}`, { least: rules.minPin }), second: problem === 'differs' };
  }
  const problem = problemOf(secret, again);
  if (problem === null) return null;
  return {
    text: t(`session.passphrase.${problem}`, { least: rules.minPassphrase }),
    second: problem === 'differs',
  };
}

/** What stands on a demo's first screen is nobody's own; elsewhere the desk knows its set-up passphrase. */
async function keep(secret: string, kind: Kind, old: string | null): Promise<Failure | null> {
  if (useSession.getState().state?.demo === true) {
    const demo = await careline.demo.state();
    if (demo.ok && demo.value.passphrase === secret) return fail('secret-set-up');
  }
  const asked = { secret, kind, ...(old !== null && { old }) };
  return moveSession(careline.session.setSecret(asked, { sureWithin: 30_000 }));
}

export interface ChooseSecretProps {
  /** Asks for the one in force first. */
  withOld?: boolean;
  action: string;
  done?: () => void;
}

export function ChooseSecret({ withOld = false, action, done }: ChooseSecretProps) {
  const rules = useSession((s) => s.state?.secretRules);
  const [picked, setPicked] = useState<Kind | null>(null);
  const [old, setOld] = useState('');
  const [secret, setSecret] = useState('');
  const [again, setAgain] = useState('');
  const [shown, setShown] = useState(false);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const oldField = useRef<HTMLInputElement>(null);
  const firstField = useRef<HTMLInputElement>(null);
  const secondField = useRef<HTMLInputElement>(null);
  if (!rules) return null;
  const kind: Kind = rules.pin ? (picked ?? 'pin') : 'passphrase';
  const wrong = secretWrong(kind, secret, again, rules);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (busy) return;
    const field = wrong?.second === true ? secondField : firstField;
    if (withOld && old === '') return oldField.current?.focus();
    if (wrong !== null) return field.current?.focus();
    setBusy(true);
    void keep(secret, kind, withOld ? old : null).then((failed) => {
      setBusy(false);
      setFailure(failed);
      if (!failed) done?.();
      else (withOld && failed.code === 'vault-wrong-key' ? oldField : firstField).current?.focus();
    });
  };
  const type = shown ? 'text' : 'password';
  const numeric = kind === 'pin' ? ({ inputMode: 'numeric', mono: true } as const) : {};
  const error = (second: boolean): string | undefined =>
    asked && wrong !== null && wrong.second === second ? wrong.text : undefined;
  const strength = strengthOf(secret);
  return (
    <form className="cl-stack" onSubmit={submit} noValidate>
      {withOld && (
        <TextField
          ref={oldField}
          label={t('sign-in.old')}
          type={type}
          autoComplete="current-password"
          value={old}
          onChange={(next) => (setOld(next), setFailure(null))}
          error={asked && old === '' ? t('sign-in.old.missing') : undefined}
          isRequired
          autoFocus
        />
      )}
      {rules.pin ? (
        <ToggleChips
          label={t('sign-in.kind')}
          mustChoose
          value={kind}
          onChange={(next) => next && (setPicked(next), setAsked(false))}
          options={[
            { id: 'pin', title: t('sign-in.pin') },
            { id: 'passphrase', title: t('session.passphrase') },
          ]}
        />
      ) : (
        <Banner
          spoken={false}
          icon={KeyRound}
          title={t(rules.passphraseOnly ? 'sign-in.passphrase-only' : 'sign-in.pin-not-allowed')}
        >
          {t(rules.passphraseOnly ? 'sign-in.passphrase-only.why' : 'sign-in.pin-not-allowed.why')}
        </Banner>
      )}
      <p className="cl-detail">
        {t(kind === 'pin' ? 'sign-in.pin.rules' : 'sign-in.passphrase.rules', {
          least: kind === 'pin' ? rules.minPin : rules.minPassphrase,
        })}
      </p>
      <TextField
        key={kind}
        ref={firstField}
        label={t(kind === 'pin' ? 'sign-in.pin.new' : 'sign-in.passphrase.new')}
        type={type}
        {...numeric}
        autoComplete="new-password"
        value={secret}
        onChange={setSecret}
        error={error(false)}
        isRequired
        autoFocus={!withOld}
      />
      {kind === 'passphrase' && (
        <Meter
          label={t('session.strength')}
          value={strength}
          max={4}
          text={t(`session.strength.${strength}`)}
          tone={strength < 2 ? 'amber' : 'green'}
          stacked
        />
      )}
      <TextField
        ref={secondField}
        label={t('sign-in.again')}
        type={type}
        {...numeric}
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
        error={error(true)}
        isRequired
      />
      <Checkbox isSelected={shown} onChange={setShown}>
        {t('session.show')}
      </Checkbox>
      <p className="cl-detail">{t(kind === 'pin' ? 'sign-in.pin.honest' : 'sign-in.passphrase.honest')}</p>
      {failure && <FailedBanner code={failure.code} />}
      <Button kind="primary" size="large" type="submit" isPending={busy} keys="Enter">
        {action}
      </Button>
    </form>
  );
}
