// One passphrase, typed to open or to unlock. A wrong one is said in words and the field is ready for the next try.
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { SessionState } from '#shared/contract/session.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { moveSession } from '../app/session-store.ts';
import { errorText, t } from '../text/t.ts';
import { Button, TextField } from '../ui/index.ts';

export interface PassphraseFormProps {
  /** Filled in for the demo, where the passphrase is no secret. */
  given?: string;
  action: string;
  open: (passphrase: string) => Promise<Result<SessionState>>;
  /** False while something else is the next step; becomes true, the field is ready. */
  focused?: boolean;
}

export function PassphraseForm({ given, action, open, focused = true }: PassphraseFormProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focused) field.current?.focus();
  }, [focused]);
  const passphrase = typed ?? given ?? '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (busy) return;
    if (passphrase === '') {
      field.current?.focus();
      return;
    }
    setBusy(true);
    void moveSession(open(passphrase)).then((failed) => {
      setBusy(false);
      setFailure(failed);
      if (failed) field.current?.select();
    });
  };
  const error = failure ? `${errorText(failure.code).sentence} ${errorText(failure.code).next}` : undefined;
  return (
    <form className="cl-stack" onSubmit={submit} noValidate>
      <TextField
        ref={field}
        label={t('session.passphrase')}
        type="password"
        autoComplete="current-password"
        value={passphrase}
        onChange={(next) => {
          setTyped(next);
          setFailure(null);
        }}
        hint={given !== undefined && typed === null ? t('session.passphrase.given') : undefined}
        error={error}
        isRequired
      />
      <Button kind="primary" size="large" type="submit" isPending={busy} keys="Enter">
        {action}
      </Button>
    </form>
  );
}
