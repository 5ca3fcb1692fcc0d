// Makes this desk known to a backend with the one-time code that its administrator gives out.
import { useState, type FormEvent } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { moveSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { errorText, t } from '../text/t.ts';
import { Button, TextField } from '../ui/index.ts';

export function Enrol() {
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (busy || code.trim().length < 6) return;
    setBusy(true);
    void moveSession(careline.session.enrol({ code: code.trim() })).then((failed) => {
      setBusy(false);
      setFailure(failed);
    });
  };
  return (
    <form className="cl-stack" onSubmit={submit} noValidate>
      <TextField
        label={t('session.enrol.code')}
        value={code}
        onChange={setCode}
        hint={t('session.enrol.hint')}
        error={failure ? `${errorText(failure.code).sentence} ${errorText(failure.code).next}` : undefined}
        maxLength={64}
        mono
      />
      <Button type="submit" isPending={busy} isDisabled={code.trim().length < 6}>
        {t('session.enrol.do')}
      </Button>
    </form>
  );
}
