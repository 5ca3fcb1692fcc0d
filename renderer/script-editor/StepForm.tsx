// One step in plain fields, with what the lint finds beside the line it is about.
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import type { ScriptContent } from '#shared/domain/script/draft.ts';
import { stepActs, stepKinds, type Path, type ScriptStep } from '#shared/domain/script/script.ts';
import type { ScriptFinding } from '#shared/domain/script/script-lint.ts';
import { hasText, t } from '../text/t.ts';
import { Button, Checkbox, IconButton, Select } from '../ui/index.ts';
import { changeStep, freshId, moved, newPhrase, stepsAt, without, withSteps, type Where } from './edit.ts';
import { ofLine, ofStep, sentenceOf } from './findings.ts';
import { Lines, Rows, Words } from './Lines.tsx';
import { MoodWords } from './MoodWords.tsx';
import { FieldRow, PhraseRow, TeachRows } from './StepRows.tsx';
import { optionsTo, targetsOf } from './targets.ts';

export interface StepFormProps {
  content: ScriptContent;
  where: Where;
  at: number;
  step: ScriptStep;
  findings: readonly ScriptFinding[];
  paths: readonly Path[] | null;
  editable: boolean;
  onChange: (content: ScriptContent, place: string) => void;
}

export function StepForm({ content, where, at, step, findings, paths, editable, onChange }: StepFormProps) {
  const own = ofStep(findings, where, step.id);
  const steps = stepsAt(content, where);
  const set = (change: Partial<ScriptStep>, place: string): void =>
    onChange(changeStep(content, where, at, change), `${where} ${step.id} ${place}`);
  const common = { findings: own, editable };
  const targets = targetsOf(content, steps, step, paths);
  const lines = new Set(linesIn(step));
  // Those that no line below shows.
  const whole = own.filter((f) => f.problem !== 'form' && !lines.has(f.text));
  return (
    <div className="cl-stack">
      {editable && (
        <div className="cl-inline cl-editor-step-tools">
          <IconButton
            icon={ArrowUp}
            size="small"
            label={t('script-editor.step.up')}
            isDisabled={at === 0}
            onPress={() => onChange(withSteps(content, where, moved(steps, at, -1)), 'step.move')}
          />
          <IconButton
            icon={ArrowDown}
            size="small"
            label={t('script-editor.step.down')}
            isDisabled={at === steps.length - 1}
            onPress={() => onChange(withSteps(content, where, moved(steps, at, 1)), 'step.move')}
          />
          <Button
            size="small"
            kind="plain"
            icon={Trash2}
            isDisabled={steps.length === 1 && where === 'steps'}
            onPress={() => onChange(withSteps(content, where, without(steps, at)), 'step.remove')}
          >
            {t('script-editor.step.remove')}
          </Button>
        </div>
      )}
      {whole.length > 0 && (
        <ul className="cl-editor-findings" aria-label={t('script-editor.findings')}>
          {whole.map((f) => (
            <li key={`${f.problem} ${f.text}`}>{sentenceOf(f)}</li>
          ))}
        </ul>
      )}
      <div className="cl-editor-pair">
        <Words
          label={t('script-editor.field.title')}
          value={step.title}
          place="title"
          {...common}
          onChange={(title) => set({ title }, 'title')}
        />
        <Select
          label={t('script-editor.field.kind')}
          isDisabled={!editable}
          options={stepKinds.map((id) => ({ id, title: t(`script-editor.kind.${id}`) }))}
          value={step.kind}
          onChange={(kind) => set({ kind }, 'kind')}
        />
      </div>
      <Lines
        title={t('script-editor.field.say')}
        list={step.say}
        place="say"
        most={6}
        {...common}
        onChange={(say) => set({ say }, 'say')}
      />
      <MoodWords step={step} {...common} onChange={(sayWhen) => set({ sayWhen }, 'sayWhen')} />
      <Rows
        title={t('script-editor.field.phrases')}
        list={step.phrases}
        make={() => newPhrase(step.phrases)}
        add={t('script-editor.add.phrase')}
        most={16}
        editable={editable}
        keyOf={(p) => p.id}
        onChange={(phrases) => set({ phrases }, 'phrases')}
        row={(phrase, i, change) => <PhraseRow phrase={phrase} at={i} {...common} onChange={change} />}
      />
      <Rows
        title={t('script-editor.field.required')}
        list={step.required}
        make={() => ({ id: freshId('r', step.required), text: '' })}
        add={t('script-editor.add.required')}
        most={6}
        editable={editable}
        keyOf={(r) => r.id}
        onChange={(required) => set({ required }, 'required')}
        row={(one, i, change) => (
          <Words
            label={t('script-editor.line', { part: t('script-editor.field.required'), n: i + 1 })}
            hideLabel
            value={one.text}
            place={`required.${i}.text`}
            {...common}
            onChange={(text) => change({ ...one, text })}
          />
        )}
      />
      <Words
        label={t('script-editor.field.why')}
        value={step.why}
        place="why"
        {...common}
        onChange={(why) => set({ why }, 'why')}
      />
      <Rows
        title={t('script-editor.field.branches')}
        list={step.branches}
        make={() => ({ when: '', to: targets[0]?.id ?? 'call:end' })}
        add={t('script-editor.add.branch')}
        most={6}
        editable={editable}
        onChange={(branches) => set({ branches }, 'branches')}
        row={(one, i, change) => (
          <div className="cl-editor-pair">
            <Words
              label={t('script-editor.field.when')}
              value={one.when}
              place={`branches.${i}.when`}
              {...common}
              onChange={(when) => change({ ...one, when })}
            />
            <Select
              label={t('script-editor.field.to')}
              isDisabled={!editable}
              options={optionsTo(targets, one.to)}
              value={one.to}
              error={ofLine(own, `branches.${i}.to`, one.to).map(sentenceOf)[0]}
              onChange={(to) => change({ ...one, to })}
            />
          </div>
        )}
      />
      <Rows
        title={t('script-editor.field.fields')}
        list={step.fields}
        make={() => ({
          id: freshId('f', step.fields),
          label: '',
          kind: 'text' as const,
          choices: [],
          required: true,
          readBack: false,
        })}
        add={t('script-editor.add.field')}
        most={12}
        editable={editable}
        keyOf={(f) => f.id}
        onChange={(fields) => set({ fields }, 'fields')}
        row={(field, i, change) => <FieldRow field={field} at={i} {...common} onChange={change} />}
      />
      <Lines
        title={t('script-editor.field.ticks')}
        list={step.ticks}
        place="ticks"
        most={8}
        {...common}
        onChange={(ticks) => set({ ticks }, 'ticks')}
      />
      <TeachRows teach={step.teachBack} {...common} onChange={(teachBack) => set({ teachBack }, 'teach')} />
      <div className="cl-editor-pair">
        <Select
          label={t('script-editor.field.next')}
          isDisabled={!editable}
          options={[
            { id: '', title: t('script-editor.target.plain') },
            ...optionsTo(targets, step.next ?? ''),
          ].filter((o, i, all) => all.findIndex((x) => x.id === o.id) === i)}
          value={step.next ?? ''}
          onChange={(to) => set({ next: to === '' ? null : to }, 'next')}
        />
        <Select
          label={t('script-editor.field.act')}
          isDisabled={!editable}
          options={[
            { id: 'none', title: t('script-editor.none') },
            ...stepActs.map((id) => ({
              id,
              title: hasText(`script.act.${id}`) ? t(`script.act.${id}`) : id,
            })),
          ]}
          value={step.act ?? 'none'}
          onChange={(act) => set({ act: stepActs.find((a) => a === act) ?? null }, 'act')}
        />
      </div>
      <Checkbox isSelected={step.aside} isDisabled={!editable} onChange={(aside) => set({ aside }, 'aside')}>
        {t('script-editor.field.aside')}
      </Checkbox>
    </div>
  );
}

/** Every text of a step that has a field of its own below. */
const linesIn = (step: ScriptStep): string[] => [
  step.title,
  step.why,
  ...step.say,
  ...Object.values(step.sayWhen).flatMap((say) => say ?? []),
  ...step.phrases.map((p) => p.text),
  ...step.required.map((r) => r.text),
  ...step.ticks,
  ...step.fields.map((f) => f.label),
  ...step.branches.flatMap((b) => [b.when, b.to]),
  ...(step.teachBack === null ? [] : [step.teachBack.ask, step.teachBack.again, ...step.teachBack.listenFor]),
];
