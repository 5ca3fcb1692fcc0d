// The fields of the forms: a name gives label, hint and what is wrong; what stands as on record says so.
import type { ReactNode } from 'react';
import type { ActProblem } from '#shared/domain/acts/problems.ts';
import { groups } from '#shared/domain/phone/phone.ts';
import { formatDate } from '../text/format.ts';
import { hasText, t, type TextKey } from '../text/t.ts';
import { dayAt, dayOf } from '../booking/wish.ts';
import {
  Checkbox,
  DateField,
  Icon,
  PhoneField,
  Select,
  TextArea,
  TextField,
  Tick,
  ToggleChips,
  useNow,
} from '../ui/index.ts';
import { BookCheck } from 'lucide-react';
import type { Form } from './use-form.ts';
import { wordOf } from './words.ts';

interface Of {
  form: Form;
  name: string;
  /** What is shown to be wrong here. */
  problem?: ActProblem;
  /** Of the catalogue, where several forms use one field name for different things. */
  label?: TextKey;
  optional?: boolean;
}
const valueOf = (form: Form, name: string): unknown => (form.act as unknown as Record<string, unknown>)[name];
const textOf = (form: Form, name: string): string => String(valueOf(form, name) ?? '');
const labelOf = ({ name, label }: Of): string => t(label ?? (`acts.field.${name}` as TextKey));
const hintOf = ({ form, name }: Of): { hint?: string } => {
  const key = `acts.hint.${form.act.kind}.${name}`;
  return hasText(key) ? { hint: t(key) } : {};
};
const errorOf = ({ form, problem }: Of): { error?: string } =>
  problem !== undefined && form.tried && form.problems.includes(problem)
    ? { error: t(`acts.missing.${problem}`) }
    : {};
const markOf = ({ form, name }: Of): { mark?: ReactNode } =>
  form.isOnRecord(name)
    ? {
        mark: (
          <span className="cl-acts-mark">
            <Icon of={BookCheck} size={13} />
            {t('acts.on-record')}
          </span>
        ),
      }
    : {};
/** Spoken digits that changed are to be read back again. */
type Also = { also?: Record<string, unknown> };

export function Line({
  max = 160,
  also,
  placeholder,
  mono,
  ...of
}: Of & Also & { max?: number; placeholder?: string; mono?: boolean }) {
  return (
    <TextField
      label={labelOf(of)}
      maxLength={max}
      mono={mono}
      placeholder={placeholder}
      optional={of.optional}
      value={textOf(of.form, of.name)}
      onChange={(value) => of.form.set(of.name, value, also)}
      {...hintOf(of)}
      {...markOf(of)}
      {...errorOf(of)}
    />
  );
}
export function Words({ max = 1000, rows = 2, ...of }: Of & { max?: number; rows?: number }) {
  return (
    <TextArea
      label={labelOf(of)}
      maxLength={max}
      rows={rows}
      optional={of.optional}
      value={textOf(of.form, of.name)}
      onChange={(value) => of.form.set(of.name, value)}
      {...hintOf(of)}
      {...errorOf(of)}
    />
  );
}
export function Phone({ also, ...of }: Of & Also) {
  return (
    <PhoneField
      label={labelOf(of)}
      maxLength={40}
      value={textOf(of.form, of.name)}
      onChange={(value) => of.form.set(of.name, value, also)}
      {...errorOf(of)}
    />
  );
}
/** As a caller says it: 24 Nov, 11/24, Friday, in 3 weeks. */
export function Day({ zone, ...of }: Of & { zone: string }) {
  const { form, name } = of;
  const now = useNow(60_000);
  const day = textOf(form, name);
  const typed = form.typed(name);
  const bad = form.unreadable.includes(name) && form.tried;
  return (
    <DateField
      label={labelOf(of)}
      maxLength={40}
      optional={of.optional}
      placeholder={t('acts.day.how')}
      value={typed ?? (day === '' ? '' : formatDate(day, {}))}
      onChange={(text) => form.type(name, text, dayOf(text, dayAt(now, zone)) ?? '')}
      {...(typed !== null && day !== '' && { hint: formatDate(day, { weekday: true }) })}
      {...markOf(of)}
      {...errorOf(of)}
      {...(bad && { error: t('acts.day.unreadable') })}
    />
  );
}
export function Pick<Id extends string>({
  options,
  also,
  ...of
}: Of & {
  options: readonly { id: Id; title: string; detail?: string }[];
  also?: (id: Id) => Record<string, unknown>;
}) {
  return (
    <Select
      label={labelOf(of)}
      options={options}
      value={(valueOf(of.form, of.name) as Id | null) ?? null}
      onChange={(id) => of.form.set(of.name, id, also?.(id))}
      {...markOf(of)}
      {...errorOf(of)}
    />
  );
}
/** One of a few, all in view. */
export function One<Id extends string>({
  options,
  also,
  ...of
}: Of & { options: readonly Id[]; also?: Record<string, unknown> }) {
  return (
    <ToggleChips
      label={labelOf(of)}
      mustChoose
      options={options.map((id) => ({ id, title: wordOf(of.name, id) }))}
      value={valueOf(of.form, of.name) as Id}
      onChange={(id) => id !== null && of.form.set(of.name, id, also)}
    />
  );
}
/** Some of a few; at least one stays. */
export function Some<Id extends string>({
  options,
  words = '',
  ...of
}: Of & { options: readonly Id[]; words?: string }) {
  const chosen = valueOf(of.form, of.name) as readonly Id[];
  return (
    <div className="cl-acts-some" role="group" aria-label={labelOf(of)}>
      <span className="cl-label">{labelOf(of)}</span>
      <div className="cl-acts-ticks">
        {options.map((id) => (
          <Checkbox
            key={id}
            isSelected={chosen.includes(id)}
            isDisabled={chosen.length === 1 && chosen.includes(id)}
            onChange={(on) =>
              of.form.set(
                of.name,
                options.filter((o) => (o === id ? on : chosen.includes(o))),
              )
            }
          >
            {wordOf(words || of.name, id)}
          </Checkbox>
        ))}
      </div>
    </div>
  );
}
export function Yes({ form, name }: Of) {
  return (
    <Checkbox isSelected={valueOf(form, name) === true} onChange={(on) => form.set(name, on)}>
      {t(`acts.field.${name}` as TextKey)}
    </Checkbox>
  );
}
/** The digits as they are said back, in groups; a change takes the tick back. */
export function ReadBack({ form, name, of, problem }: Of & { of: string }) {
  const said = textOf(form, of).trim();
  if (said === '') return null;
  const parts = name === 'memberReadBack' ? (said.match(/.{1,3}/g) ?? []) : groups(said);
  const wrong = errorOf({ form, name, ...(problem !== undefined && { problem }) }).error;
  return (
    <div className="cl-acts-read">
      <Tick isSelected={valueOf(form, name) === true} onChange={(on) => form.set(name, on)}>
        {t('acts.read-back', { said: (parts.length > 0 ? parts : [said]).join(' · ') })}
      </Tick>
      {wrong !== undefined && <span className="cl-error">{wrong}</span>}
    </div>
  );
}
