// A person's secret, typed to open, to unlock, to sit down or to prove oneself: a PIN or a passphrase. How many tries are left is
// said from the first wrong one on; during a wait it says until when, and what helps meanwhile.
import { Clock } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { SlotView } from '#shared/contract/session.ts';
import type { Failure } from '#shared/domain/result.ts';
import { readSession } from '../app/session-store.ts';
import { formatSpan, formatTime } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Checkbox, TextField, useNow } from '../ui/index.ts';
import { useWait } from './waiting.ts';
import '../text/late/sign-in.ts';

export interface SecretFormProps {
  slot: Pick<SlotView, 'kind' | 'triesLeft' | 'waitMs'>;
  action: string;
  /** Answers what went wrong, or null. */
  open: (secret: string) => Promise<Failure | null>;
  /** Filled in for the demo, where it is no secret. */
  given?: string | undefined;
  /** False while something else is the next step; becomes true, the field is ready. */
  focused?: boolean;
  /** What else helps during a wait: said under the time. */
  instead?: ReactNode;
}

/** From this many on it is said how many are left: after the first wrong one of five. */
const saidFrom = 4;

export function SecretForm({ slot, action, open, given, focused = true, instead }: SecretFormProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const left = useWait(slot, slot.waitMs);
  const waits = left > 0;
  useEffect(() => {
    if (!waits && focused) field.current?.focus();
  }, [waits, focused]);
  const secret = typed ?? given ?? '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (busy || waits) return;
    if (secret === '') {
      field.current?.focus();
      return;
    }
    setBusy(true);
    void open(secret).then(async (failed) => {
      setFailure(failed);
      // How many tries are left stands in the session.
      if (failed) await readSession();
      setBusy(false);
      if (failed) field.current?.select();
    });
  };
  if (waits) return <Wait left={left} instead={instead} />;
  const error = failure ? `${errorText(failure.code).sentence} ${errorText(failure.code).next}` : undefined;
  return (
    <form className="cl-stack" onSubmit={submit} noValidate>
      <TextField
        ref={field}
        label={t(slot.kind === 'pin' ? 'sign-in.pin' : 'session.passphrase')}
        type={shown ? 'text' : 'password'}
        {...(slot.kind === 'pin' && { inputMode: 'numeric' as const, mono: true })}
        autoComplete="current-password"
        value={secret}
        onChange={(next) => {
          setTyped(next);
          setFailure(null);
        }}
        hint={given !== undefined && typed === null ? t('session.passphrase.given') : undefined}
        error={error}
        maxLength={400}
        isRequired
      />
      {slot.triesLeft <= saidFrom && (
        <p className="cl-tries" role="status">
          {t('sign-in.tries', { left: slot.triesLeft })}
        </p>
      )}
      <Checkbox isSelected={shown} onChange={setShown}>
        {t('session.show')}
      </Checkbox>
      <Button kind="primary" size="large" type="submit" isPending={busy} keys="Enter">
        {action}
      </Button>
    </form>
  );
}

/** Nothing can be typed: when it can again, why restarting does not help, and what does. */
function Wait({ left, instead }: { left: number; instead: ReactNode }) {
  const now = useNow(1000);
  const box = useRef<HTMLDivElement>(null);
  // The field that had the focus is gone: whoever goes by keys goes on from here.
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus();
  }, []);
  return (
    <div ref={box} className="cl-stack" tabIndex={-1}>
      <Banner tone="amber" icon={Clock} title={t('sign-in.wait')}>
        {t('sign-in.wait.until', { time: formatTime(new Date(now.getTime() + left).toISOString()) })}
      </Banner>
      <p className="cl-wait-time" role="timer" aria-label={t('sign-in.wait.left')}>
        {formatSpan(left / 1000, true)}
      </p>
      <p className="cl-detail">{t('sign-in.wait.why')}</p>
      {instead}
    </div>
  );
}
