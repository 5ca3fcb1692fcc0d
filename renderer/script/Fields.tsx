// What must be collected on a step: one chip a field, and one line to write in while it is open. What is written goes into the
// notes of the call at Enter; it is read back from there.
import { Check, PencilLine } from 'lucide-react';
import { useState } from 'react';
import type { ScriptStep, StepField } from '#shared/domain/script/script.ts';
import { keyOf } from '#shared/domain/script/walk.ts';
import { noteSaid } from '../app/note-said.ts';
import { t } from '../text/t.ts';
import { Button, cx, Icon, TextField, Tick, ToggleChips } from '../ui/index.ts';
import { toggled } from './progress.ts';
import { changeProgress, useProgress } from './state.ts';

const longest = 200;
/** Answers that are chosen, not typed. */
const answersOf = (field: StepField): readonly string[] =>
  field.kind === 'choice'
    ? field.choices
    : field.kind === 'yes_no'
      ? [t('script.field.yes'), t('script.field.no')]
      : [];

export function Fields({ callId, place, step }: { callId: string; place: string; step: ScriptStep }) {
  const progress = useProgress(place);
  const [openId, setOpen] = useState<string | null>(null);
  const open = step.fields.find((f) => f.id === openId);
  function keep(field: StepField, value: string): void {
    const words = value.trim().slice(0, longest);
    setOpen(null);
    const key = keyOf(step.id, field.id);
    if (words === '' || words === progress.fields[key]) return;
    changeProgress(place, (was) => ({
      ...was,
      fields: { ...was.fields, [key]: words },
      // Another answer was not read back yet.
      readBack: was.readBack.filter((k) => k !== key),
    }));
    noteSaid(callId, t('script.field.note', { label: field.label, value: words }));
  }
  return (
    <div className="cl-script-fields" role="group" aria-label={t('script.fields')}>
      <div className="cl-inline">
        {step.fields.map((field) => {
          const key = keyOf(step.id, field.id);
          const value = progress.fields[key];
          return (
            <span key={field.id} className="cl-inline cl-script-field">
              <button
                type="button"
                className={cx('cl-tick', value !== undefined && 'cl-script-filled')}
                aria-expanded={openId === field.id}
                onClick={() => setOpen(openId === field.id ? null : field.id)}
              >
                <Icon of={value === undefined ? PencilLine : Check} size={14} />
                <span>
                  {value === undefined ? field.label : t('script.field.value', { label: field.label, value })}
                  {!field.required && value === undefined && (
                    <span className="cl-detail-quiet"> {t('ui.optional')}</span>
                  )}
                </span>
              </button>
              {field.readBack && value !== undefined && (
                <Tick
                  isSelected={progress.readBack.includes(key)}
                  onChange={() =>
                    changeProgress(place, (was) => ({ ...was, readBack: toggled(was.readBack, key) }))
                  }
                >
                  {t('script.field.back')}
                </Tick>
              )}
            </span>
          );
        })}
      </div>
      {open && (
        <Answer
          key={open.id}
          field={open}
          value={progress.fields[keyOf(step.id, open.id)] ?? ''}
          onKeep={(value) => keep(open, value)}
        />
      )}
    </div>
  );
}

function Answer({
  field,
  value,
  onKeep,
}: {
  field: StepField;
  value: string;
  onKeep: (value: string) => void;
}) {
  const [words, setWords] = useState(value);
  const answers = answersOf(field);
  if (answers.length > 0)
    return (
      <ToggleChips
        label={field.label}
        options={answers.map((id) => ({ id, title: id }))}
        value={answers.includes(value) ? value : null}
        onChange={(id) => onKeep(id ?? '')}
      />
    );
  return (
    <form
      className="cl-script-row cl-script-answer"
      onSubmit={(event) => {
        event.preventDefault();
        onKeep(words);
      }}
    >
      <TextField
        label={field.label}
        hideLabel
        autoFocus
        maxLength={longest}
        value={words}
        placeholder={field.label}
        inputMode={field.kind === 'phone' ? 'tel' : field.kind === 'number' ? 'numeric' : 'text'}
        onChange={setWords}
      />
      <Button type="submit" size="small">
        {t('script.field.keep')}
      </Button>
    </form>
  );
}
