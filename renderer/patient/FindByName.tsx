// Looks for a person by what the caller said: a name, and the birth date when it was given.
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { formatPhone } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, DateField, TextField } from '../ui/index.ts';
import { mayFind } from './checking.ts';

export interface FindByNameProps {
  busy: boolean;
  isDateWrong: boolean;
  onFind: (name: string, birthDate: string) => void;
  /** The number whose candidates one can go back to. */
  backTo: string | null;
  onBack: () => void;
  /** What was looked for before on this call. */
  before: { name: string; birthDate: string } | null;
}

export function FindByName({ busy, isDateWrong, onFind, backTo, onBack, before }: FindByNameProps) {
  const [name, setName] = useState(before?.name ?? '');
  const [birthDate, setBirthDate] = useState(before?.birthDate ?? '');
  return (
    <form
      className="cl-patient-find"
      noValidate
      aria-label={t('patient.find.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (mayFind(name)) onFind(name.trim(), birthDate);
      }}
    >
      <TextField
        label={t('patient.find.name')}
        value={name}
        onChange={setName}
        hint={t('patient.find.name.hint')}
        maxLength={160}
        autoFocus={backTo !== null}
      />
      <DateField
        label={t('patient.find.birthDate')}
        value={birthDate}
        onChange={setBirthDate}
        optional
        hint={t('patient.find.birthDate.hint')}
        maxLength={40}
        {...(isDateWrong ? { error: t('patient.find.birthDate.unreadable') } : {})}
      />
      <div className="cl-patient-buttons">
        <Button type="submit" kind="primary" keys="Enter" isDisabled={!mayFind(name)} isPending={busy}>
          {t('patient.find.run')}
        </Button>
        {backTo !== null && (
          <Button kind="plain" icon={ArrowLeft} onPress={onBack}>
            {t('patient.find.back', { number: formatPhone(backTo) })}
          </Button>
        )}
      </div>
    </form>
  );
}
