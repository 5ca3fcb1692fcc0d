// The plain fields that every form here is made of: words, lines one below the other, numbers, one of some, several of some.
import { X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { t } from '../text/t.ts';
import { Icon, Select, TextArea, TextField, type Option } from '../ui/index.ts';

interface Common {
  label: string;
  hint?: string;
}

export function Words({
  label,
  hint,
  value,
  most,
  mono,
  onChange,
}: Common & { value: string; most: number; mono?: boolean; onChange: (to: string) => void }) {
  return (
    <TextField label={label} hint={hint} value={value} maxLength={most} mono={mono} onChange={onChange} />
  );
}

interface Named {
  value: string;
  onChange: (to: string) => void;
}
/** What nearly every item has: a title, and the names by which others speak of it. */
export const TitleField = (field: Named & { most: number }) => (
  <Words label={t('scenario-editor.item.title')} {...field} />
);
export const IdField = (field: Named) => (
  <Words label={t('scenario-editor.item.id')} mono most={40} {...field} />
);
export const RuleField = (field: Named) => (
  <Words label={t('scenario-editor.item.rule')} mono most={4} {...field} />
);
export const TagField = (field: Named) => (
  <Words label={t('scenario-editor.item.tag')} mono most={40} {...field} />
);

/** Sentences wrap; what is pasted becomes one line. */
export function Sentence({
  label,
  hint,
  value,
  most,
  onChange,
}: Common & { value: string; most: number; onChange: (to: string) => void }) {
  return (
    <TextArea
      label={label}
      hint={hint}
      rows={2}
      value={value}
      maxLength={most}
      onChange={(to) => onChange(to.replaceAll(/\s*\n\s*/g, ' '))}
    />
  );
}

const linesOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((l) => l.trim())
    .filter((l) => l !== '');

/** One a line. What is typed stays as typed until it changes from elsewhere (undo). */
export function Lines({
  label,
  hint,
  value,
  onChange,
}: Common & { value: readonly string[]; onChange: (to: string[]) => void }) {
  const [typed, setTyped] = useState(value.join('\n'));
  const shown = linesOf(typed).join('\n') === value.join('\n') ? typed : value.join('\n');
  return (
    <TextArea
      label={label}
      hint={hint ?? t('scenario-editor.one-a-line')}
      rows={Math.min(8, Math.max(2, value.length))}
      value={shown}
      onChange={(to) => {
        setTyped(to);
        onChange(linesOf(to));
      }}
    />
  );
}

/** A whole number; `none` allows an empty field = null. */
export function Count<None extends boolean = false>({
  label,
  hint,
  value,
  none,
  onChange,
}: Common & {
  value: number | null;
  none?: None;
  onChange: (to: None extends true ? number | null : number) => void;
}) {
  const asText = value === null ? '' : String(value);
  const [typed, setTyped] = useState(asText);
  const read = /^\s*-?\d{1,5}\s*$/.test(typed) ? Number(typed) : null;
  const fits = read !== null || (none === true && typed.trim() === '');
  const shown = read === value || !fits ? typed : asText;
  return (
    <TextField
      label={label}
      hint={hint}
      inputMode="text"
      value={shown}
      maxLength={6}
      error={fits || shown !== typed ? undefined : t('scenario-editor.no-number')}
      onChange={(to) => {
        setTyped(to);
        if (/^\s*-?\d{1,5}\s*$/.test(to)) onChange(Number(to));
        else if (none === true && to.trim() === '')
          onChange(null as None extends true ? number | null : number);
      }}
      onBlur={() => setTyped(asText)}
    />
  );
}

const nothing = '-';
/** One of some. A value that isn't among them stays and is shown: the lint says that it isn't there. */
export function Pick({
  label,
  hint,
  value,
  options,
  none,
  onChange,
}: Common & {
  value: string | null;
  options: readonly Option[];
  /** The sentence for nothing chosen; absent = something must be. */
  none?: string;
  onChange: (to: string | null) => void;
}) {
  const known = value === null || options.some((o) => o.id === value);
  const all: Option[] = [
    ...(none === undefined ? [] : [{ id: nothing, title: none }]),
    ...options,
    ...(known ? [] : [{ id: value, title: t('scenario-editor.not-there', { id: value }) }]),
  ];
  return (
    <Select
      label={label}
      hint={hint}
      options={all}
      value={value ?? (none === undefined ? null : nothing)}
      onChange={(id) => onChange(id === nothing ? null : id)}
    />
  );
}

/** Several of some, as words that can be taken away, and one to add. */
export function Many({
  label,
  hint,
  value,
  options,
  onChange,
}: Common & { value: readonly string[]; options: readonly string[]; onChange: (to: string[]) => void }) {
  const free = options.filter((o) => !value.includes(o));
  return (
    <div className="cl-scenario-many">
      <span className="cl-label" aria-hidden="true">
        {label}
      </span>
      {value.length > 0 && (
        <ul aria-label={label}>
          {value.map((id) => (
            <li key={id}>
              <button
                type="button"
                className={
                  options.includes(id) ? 'cl-scenario-tag' : 'cl-scenario-tag cl-scenario-tag-unknown'
                }
                aria-label={t('scenario-editor.take-away', { id })}
                onClick={() => onChange(value.filter((x) => x !== id))}
              >
                {id}
                <Icon of={X} size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Select
        key={value.join()}
        label={label}
        hideLabel
        hint={hint}
        placeholder={t('scenario-editor.add-one')}
        options={free.map((id) => ({ id, title: id }))}
        value={null}
        onChange={(id) => onChange([...value, id])}
      />
    </div>
  );
}

export function Pair({ children }: { children: ReactNode }) {
  return <div className="cl-scenario-pair">{children}</div>;
}

export const optionsOf = (ids: readonly string[]): Option[] => ids.map((id) => ({ id, title: id }));
