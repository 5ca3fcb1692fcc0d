// Rows of a step that are more than words: phrases, fields to collect, and teach-back.
import { Plus, X } from 'lucide-react';
import {
  fieldKinds,
  moods,
  phraseKinds,
  type Phrase,
  type ScriptStep,
  type StepField,
} from '#shared/domain/script/script.ts';
import type { ScriptFinding } from '#shared/domain/script/script-lint.ts';
import { t } from '../text/t.ts';
import { Button, Checkbox, cx, Select, TextField } from '../ui/index.ts';
import { Lines, Words } from './Lines.tsx';

interface Common {
  findings: readonly ScriptFinding[];
  editable: boolean;
}

export function PhraseRow({
  phrase,
  at,
  findings,
  editable,
  onChange,
}: Common & { phrase: Phrase; at: number; onChange: (to: Phrase) => void }) {
  return (
    <>
      <Words
        label={t('script-editor.line', { part: t('script-editor.field.phrases'), n: at + 1 })}
        hideLabel
        value={phrase.text}
        place={`phrases.${at}.text`}
        findings={findings}
        editable={editable}
        onChange={(text) => onChange({ ...phrase, text })}
      />
      <div className="cl-editor-phrase">
        <Select
          label={t('script-editor.field.kindOf')}
          hideLabel
          isDisabled={!editable}
          options={phraseKinds.map((id) => ({ id, title: t(`script.kind.${id}`) }))}
          value={phrase.kind}
          onChange={(kind) => onChange({ ...phrase, kind })}
        />
        <span
          className="cl-inline cl-editor-mood-marks"
          role="group"
          aria-label={t('script-editor.field.moods')}
        >
          {moods.map((mood) => {
            const on = phrase.moods.includes(mood);
            return (
              <button
                key={mood}
                type="button"
                className={cx('cl-editor-mood', on && 'cl-editor-mood-on')}
                aria-pressed={on}
                disabled={!editable}
                onClick={() =>
                  onChange({
                    ...phrase,
                    moods: on ? phrase.moods.filter((m) => m !== mood) : [...phrase.moods, mood],
                  })
                }
              >
                {t(`script.mood.${mood}`)}
              </button>
            );
          })}
        </span>
      </div>
    </>
  );
}

export function FieldRow({
  field,
  at,
  findings,
  editable,
  onChange,
}: Common & { field: StepField; at: number; onChange: (to: StepField) => void }) {
  return (
    <>
      <div className="cl-editor-pair">
        <Words
          label={t('script-editor.line', { part: t('script-editor.field.fields'), n: at + 1 })}
          hideLabel
          value={field.label}
          place={`fields.${at}.label`}
          findings={findings}
          editable={editable}
          onChange={(label) => onChange({ ...field, label })}
        />
        <Select
          label={t('script-editor.field.kindOf')}
          hideLabel
          isDisabled={!editable}
          options={fieldKinds.map((id) => ({ id, title: t(`script-editor.input.${id}`) }))}
          value={field.kind}
          onChange={(kind) => onChange({ ...field, kind })}
        />
      </div>
      {field.kind === 'choice' && (
        <TextField
          label={t('script-editor.field.choices')}
          value={field.choices.join(', ')}
          isReadOnly={!editable}
          onChange={(words) =>
            onChange({
              ...field,
              choices: words
                .split(',')
                .map((w) => w.trimStart())
                .slice(0, 12),
            })
          }
        />
      )}
      <div className="cl-inline">
        <Checkbox
          isSelected={field.required}
          isDisabled={!editable}
          onChange={(required) => onChange({ ...field, required })}
        >
          {t('script-editor.field.needed')}
        </Checkbox>
        <Checkbox
          isSelected={field.readBack}
          isDisabled={!editable}
          onChange={(readBack) => onChange({ ...field, readBack })}
        >
          {t('script-editor.field.readBack')}
        </Checkbox>
      </div>
    </>
  );
}

export function TeachRows({
  teach,
  findings,
  editable,
  onChange,
}: Common & { teach: ScriptStep['teachBack']; onChange: (to: ScriptStep['teachBack']) => void }) {
  if (teach === null)
    return editable ? (
      <div>
        <Button
          size="small"
          kind="plain"
          icon={Plus}
          onPress={() => onChange({ ask: '', listenFor: [''], again: '' })}
        >
          {t('script-editor.add.teach')}
        </Button>
      </div>
    ) : null;
  const words = (part: 'ask' | 'again') => (
    <Words
      label={t(`script-editor.field.teach.${part}`)}
      value={teach[part]}
      place={`teachBack.${part}`}
      findings={findings}
      editable={editable}
      onChange={(text) => onChange({ ...teach, [part]: text })}
    />
  );
  return (
    <fieldset className="cl-editor-part">
      <legend className="cl-label">{t('script-editor.field.teachBack')}</legend>
      {words('ask')}
      <Lines
        title={t('script-editor.field.teach.listen')}
        list={teach.listenFor}
        place="teachBack.listenFor"
        most={5}
        findings={findings}
        editable={editable}
        onChange={(listenFor) => onChange({ ...teach, listenFor })}
      />
      {words('again')}
      {editable && (
        <Button size="small" kind="plain" icon={X} onPress={() => onChange(null)}>
          {t('script-editor.remove', { n: t('script-editor.field.teachBack') })}
        </Button>
      )}
    </fieldset>
  );
}
