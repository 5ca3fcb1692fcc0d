// What is said instead when a mood is chosen: one mood at a time, those that have words are marked.
import { useState } from 'react';
import { moods, type Mood, type ScriptStep } from '#shared/domain/script/script.ts';
import type { ScriptFinding } from '#shared/domain/script/script-lint.ts';
import { t } from '../text/t.ts';
import { ToggleChips } from '../ui/index.ts';
import { Lines } from './Lines.tsx';

export function MoodWords({
  step,
  findings,
  editable,
  onChange,
}: {
  step: ScriptStep;
  findings: readonly ScriptFinding[];
  editable: boolean;
  onChange: (sayWhen: ScriptStep['sayWhen']) => void;
}) {
  const first = moods.find((m) => step.sayWhen[m] !== undefined) ?? null;
  const [mood, setMood] = useState<Mood | null>(first);
  function set(of: Mood, say: string[]): void {
    const others = Object.entries(step.sayWhen).filter(([id]) => id !== of);
    // No line is no variant of its own.
    onChange(Object.fromEntries(say.length === 0 ? others : [...others, [of, say]]));
  }
  return (
    <div className="cl-editor-moods">
      <p className="cl-label">{t('script-editor.field.sayWhen')}</p>
      <ToggleChips
        label={t('script-editor.field.sayWhen')}
        hideLabel
        value={mood}
        onChange={setMood}
        options={moods.map((id) => ({
          id,
          title: `${t(`script.mood.${id}`)}${step.sayWhen[id] === undefined ? '' : ' •'}`,
        }))}
      />
      {mood !== null && (
        <Lines
          title={t(`script.mood.${mood}`)}
          list={step.sayWhen[mood] ?? []}
          place={`sayWhen.${mood}`}
          most={6}
          findings={findings}
          editable={editable}
          onChange={(say) => set(mood, say)}
        />
      )}
    </div>
  );
}
