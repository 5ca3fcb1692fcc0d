// Somebody else on the line says their own name: the desk compares it with who is on file for the patient (C20).
import { useState } from 'react';
import type { Hearing } from '#shared/contract/patient.ts';
import { t } from '../../text/t.ts';
import { Button, TextField } from '../../ui/index.ts';
import type { CallerAsk } from './use-caller.ts';

export interface CallerNameProps {
  caller: Hearing['caller'];
  ask: CallerAsk;
}

/** The choice was just made here: the hand goes on in the field. A note in mid-sentence isn't stopped. */
const choseHere = (): boolean =>
  typeof document !== 'undefined' && (document.activeElement?.closest('.cl-caller') ?? null) !== null;

export function CallerName({ caller, ask }: CallerNameProps) {
  const [name, setName] = useState('');
  const [mayFocus] = useState(choseHere);
  return (
    <form
      className="cl-patient-fact"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void ask.run(caller, name.trim());
      }}
    >
      <TextField
        label={t('caller.name')}
        value={name}
        onChange={setName}
        hint={t('caller.name.hint')}
        maxLength={200}
        autoFocus={mayFocus}
        {...(ask.wrongName ? { error: t('caller.name.wrong') } : {})}
      />
      {name.trim() !== '' && (
        <Button type="submit" size="small" keys="Enter" isPending={ask.busy}>
          {t('caller.name.compare')}
        </Button>
      )}
    </form>
  );
}
