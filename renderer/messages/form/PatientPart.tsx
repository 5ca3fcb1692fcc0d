// M5 and M7: whom it is about, the birth date as typed and as it was understood, and where the person is now.
import { MapPin, UserRoundCheck } from 'lucide-react';
import { use } from 'react';
import { ageAt, todayIn } from '#shared/domain/time/age.ts';
import { parseBirthDate } from '#shared/domain/time/birth-date.ts';
import { t } from '../../text/t.ts';
import { Button, Checkbox, DateField, TextField, useNow } from '../../ui/index.ts';
import { ageInWords } from '../age-words.ts';
import { dateInWords } from '../rules.ts';
import { FromRecord } from './FromRecord.tsx';
import { Field, Part } from './Part.tsx';
import { errorOf, Lacking, part, type PartProps } from './part.ts';

/** The fields that it draws. */
const keys = [
  'patientName',
  'patientBirthDate',
  'patientBirthDateTyped',
  'patientBirthDateUnknown',
  'patientRef',
  'locationNow',
  'usualProvider',
  'origin',
] as const;
type Key = (typeof keys)[number];

/** Birth dates are typed as this locale writes them: the accounts are American. */
const locale = 'en-US';

export interface PatientPartProps extends PartProps<Key> {
  draftId: string;
  /** Why the place must be known now; null = it need not be (M7). */
  placeNeeded: 'card' | 'red-flag' | null;
  emergency: boolean;
}

function Drawn(props: PatientPartProps) {
  const { f, set, placeNeeded } = props;
  const lacking = use(Lacking);
  return (
    <Part title={t('messages.part.patient')} icon={UserRoundCheck}>
      <FromRecord {...props} />
      <Field name="patient-name">
        <TextField
          label={t('messages.patient.name')}
          maxLength={160}
          value={f.patientName}
          onChange={(patientName) => set({ patientName, patientRef: '' })}
          {...errorOf(lacking, 'patient-name', 'patient-name-invalid')}
        />
      </Field>
      <BirthDate {...props} />
      <Field name="location" wide={placeNeeded !== null}>
        <TextField
          label={t(
            placeNeeded === null
              ? 'messages.patient.location'
              : `messages.patient.location.needed.${placeNeeded}`,
          )}
          optional={placeNeeded === null}
          maxLength={300}
          {...(placeNeeded !== null ? { mark: <MapPin size={14} aria-hidden="true" /> } : {})}
          placeholder={t('messages.patient.location.hint')}
          value={f.locationNow}
          onChange={(locationNow) => set({ locationNow })}
          {...errorOf(lacking, 'location')}
        />
      </Field>
      <Field name="provider" wide={placeNeeded !== null}>
        <TextField
          label={t('messages.patient.provider')}
          optional
          maxLength={160}
          value={f.usualProvider}
          onChange={(usualProvider) => set({ usualProvider })}
        />
      </Field>
    </Part>
  );
}

function BirthDate({ f, set, account, emergency }: PartProps<Key> & { emergency: boolean }) {
  const lacking = use(Lacking);
  const today = todayIn(account.zone, useNow(60_000).toISOString());
  const typed = f.patientBirthDateTyped;
  const read = typed.trim() === '' ? null : parseBirthDate(typed, locale, today);
  const age = f.patientBirthDate === '' ? null : ageAt(f.patientBirthDate, today);
  const unread = read !== null && !read.ok && f.patientBirthDate === '' ? read.why : null;
  const others = read?.ok === true ? [read.date, ...read.others].filter((d) => d !== f.patientBirthDate) : [];
  return (
    <Field name="patient-birth-date">
      <DateField
        label={t('messages.patient.birth-date')}
        placeholder={t('messages.patient.birth-date.hint')}
        maxLength={40}
        value={typed}
        onChange={(text) => {
          const found = parseBirthDate(text, locale, today);
          set({
            patientBirthDateTyped: text,
            patientBirthDate: found.ok ? found.date : '',
            // Typing a date takes back that nobody knows it.
            patientBirthDateUnknown: false,
            ...(found.ok && found.date === f.patientBirthDate ? {} : { patientRef: '' }),
          });
        }}
        {...(unread === null
          ? errorOf(
              lacking,
              'patient-birth-date',
              'birth-date-invalid',
              'birth-date-future',
              'birth-date-too-old',
            )
          : typed.trim().length >= 6
            ? { hint: t(`messages.patient.birth-date.${unread}`) }
            : {})}
      />
      {emergency && f.patientBirthDate === '' && (
        <Checkbox
          isSelected={f.patientBirthDateUnknown}
          onChange={(patientBirthDateUnknown) => set({ patientBirthDateUnknown })}
        >
          {t('messages.patient.birth-date.unknown')}
        </Checkbox>
      )}
      {f.patientBirthDate !== '' && (
        <p className="cl-messages-understood">
          <strong>{dateInWords(f.patientBirthDate)}</strong>
          {age !== null && <span>{ageInWords(age)}</span>}
        </p>
      )}
      {others.slice(0, 2).map((date) => (
        <div key={date} className="cl-inline">
          <span className="cl-detail">{t('messages.patient.birth-date.other')}</span>
          <Button size="small" onPress={() => set({ patientBirthDate: date, patientRef: '' })}>
            {dateInWords(date)}
          </Button>
        </div>
      ))}
    </Field>
  );
}

export const PatientPart = part(keys, Drawn);
