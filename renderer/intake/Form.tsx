// What a new patient says of themselves, in the order in which it is asked; what is missing is said where it is missing.
import { type IntakeProblem, genders, type NewPerson } from '#shared/domain/finding/intake.ts';
import { groups } from '#shared/domain/phone/phone.ts';
import { ageAt } from '#shared/domain/time/age.ts';
import { parseBirthDate } from '#shared/domain/time/birth-date.ts';
import { formatDate } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Checkbox, cx, DateField, PhoneField, TextArea, TextField, Tick, ToggleChips } from '../ui/index.ts';
import { typeBirth, useIntake } from './doing.ts';

type TextName = 'given' | 'family' | 'preferred' | 'line' | 'city' | 'state' | 'language';
const shownGenders = genders.filter((g) => g !== '');
const locale = 'en-US';

interface FormProps {
  contextId: string;
  /** YYYY-MM-DD where the practice is. */
  today: string;
  problems: readonly IntakeProblem[];
}

export function Form({ contextId, today, problems }: FormProps) {
  const { words, set } = useIntake(contextId);
  const { person, birthTyped, tried } = words;
  const errorOf = (...of: IntakeProblem[]): { error?: string } => {
    const one = of.find((p) => problems.includes(p));
    return tried && one !== undefined ? { error: t(`intake.missing.${one}`) } : {};
  };
  const text = (name: TextName, more: { optional?: boolean; maxLength?: number; error?: string } = {}) => (
    <TextField
      label={t(`intake.${name}`)}
      maxLength={80}
      {...more}
      value={person[name]}
      onChange={(value) => set({ [name]: value } as Partial<NewPerson>)}
    />
  );
  return (
    <>
      <h3 className="cl-intake-part">{t('intake.who')}</h3>
      <div className="cl-intake-pair">
        {text('given', errorOf('given'))}
        {text('family', errorOf('family'))}
        <Birth
          contextId={contextId}
          today={today}
          typed={birthTyped}
          {...errorOf('birth-date', 'birth-date-ahead')}
        />
        {text('preferred', { optional: true })}
      </div>
      <ToggleChips
        label={t('intake.gender')}
        options={shownGenders.map((id) => ({ id, title: t(`intake.gender.${id}`) }))}
        value={person.gender === '' ? null : person.gender}
        onChange={(gender) => set({ gender: gender ?? '' })}
      />
      <h3 className="cl-intake-part">{t('intake.reach')}</h3>
      <div className="cl-intake-pair">
        <PhoneField
          label={t('intake.phone')}
          maxLength={40}
          value={person.phone}
          onChange={(phone) => set({ phone })}
          {...errorOf('phone')}
        />
        <ReadBack contextId={contextId} {...errorOf('phone-read-back')} />
        {text('line', { optional: true, maxLength: 120 })}
        {text('city', { optional: true })}
        {text('state', { optional: true, maxLength: 40 })}
        <TextField
          label={t('intake.postal')}
          optional
          mono
          maxLength={16}
          value={person.postalCode}
          onChange={(postalCode) => set({ postalCode })}
        />
        {text('language', { optional: true, maxLength: 60 })}
        <div className="cl-intake-tick">
          <Checkbox
            isSelected={person.interpreterNeeded}
            onChange={(interpreterNeeded) => set({ interpreterNeeded })}
          >
            {t('intake.interpreter')}
          </Checkbox>
        </div>
      </div>
      <TextArea
        label={t('intake.note')}
        optional
        rows={2}
        maxLength={300}
        value={person.note}
        onChange={(note) => set({ note })}
      />
    </>
  );
}

/** As they say it; what was understood stands beneath. */
function Birth({
  contextId,
  today,
  typed,
  error,
}: {
  contextId: string;
  today: string;
  typed: string;
  error?: string;
}) {
  const { words, set } = useIntake(contextId);
  const { birthDate } = words.person;
  const age = birthDate === '' ? null : ageAt(birthDate, today);
  const bad = words.tried && typed.trim() !== '' && birthDate === '';
  const shown = bad ? t('intake.birth-date.unreadable') : error;
  return (
    <DateField
      label={t('intake.birth-date')}
      maxLength={40}
      value={typed}
      onChange={(text) => {
        const read = parseBirthDate(text, locale, today);
        typeBirth(contextId, text);
        set({ birthDate: read.ok ? read.date : '' });
      }}
      hint={
        birthDate === ''
          ? t('intake.birth-date.hint')
          : `${formatDate(birthDate, {})}${age === null ? '' : `, ${t(`messages.age.${age.unit}`, { value: age.value })}`}`
      }
      {...(shown === undefined ? {} : { error: shown })}
    />
  );
}

/** The digits as they are said back, in groups; a change takes the tick back. */
function ReadBack({ contextId, error }: { contextId: string; error?: string }) {
  const { words, set } = useIntake(contextId);
  const { phone, phoneReadBack } = words.person;
  const digits = groups(phone).join(' ');
  return (
    <div className={cx('cl-intake-tick', error !== undefined && digits !== '' && 'cl-intake-lacking')}>
      {digits !== '' && (
        <Tick isSelected={phoneReadBack} onChange={(on) => set({ phoneReadBack: on })}>
          {t('intake.phone.read-back', { digits })}
        </Tick>
      )}
      {error !== undefined && digits !== '' && <p className="cl-detail cl-ink-amber">{error}</p>}
    </div>
  );
}
