// What the agent sees of a step, in any mood and language, with invented names; and how hard it is to follow by ear.
import { useEffect, useState } from 'react';
import type { ScriptRow } from '#shared/contract/scripts.ts';
import { readDraft, type ScriptContent } from '#shared/domain/script/draft.ts';
import type { ScriptFacts } from '#shared/domain/script/fields.ts';
import { fillTemplate } from '#shared/domain/script/fill.ts';
import { langs, type Lang } from '#shared/domain/script/languages.ts';
import { orderPhrases, sayFor } from '#shared/domain/script/order.ts';
import { fewestWords, gradeOf } from '#shared/domain/script/reading.ts';
import { moods, type Mood } from '#shared/domain/script/script.ts';
import { spokenWords } from '#shared/domain/script/spoken-lint.ts';
import { keyText, readKey } from '#shared/domain/script/versions.ts';
import { Filled } from '../app/Filled.tsx';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { KeyHint, ToggleChips } from '../ui/index.ts';
import { stepsAt, type Where } from './edit.ts';

/** Invented; what is not here shows as missing, as it would on a call. */
const sample: ScriptFacts = {
  'agent.name': 'Mara',
  'practice.name': 'Riverside Clinic',
  'caller.preferredName': 'Elena',
  'patient.preferredName': 'Elena',
  'callback.number': '617 555 0142',
  'callback.minutes': '30',
  'emergency.ambulance': '911',
};

/** The same script in another language, as it is in force. */
function useOther(scriptKey: string, lang: Lang | null, rows: readonly ScriptRow[]): ScriptContent | null {
  const key = readKey(scriptKey);
  const other = key === null || lang === null ? null : keyText({ ...key, lang });
  const there = other !== null && rows.some((r) => r.key === other && r.inForce !== null);
  const [found, setFound] = useState<{ key: string; content: ScriptContent } | null>(null);
  useEffect(() => {
    if (other === null || !there) return undefined;
    let left = false;
    void careline.scripts.read({ key: other, id: null, current: true }).then((result) => {
      const read = result.ok ? readDraft(result.value.content) : result;
      if (!left && read.ok) setFound({ key: other, content: read.value });
    });
    return () => {
      left = true;
    };
  }, [other, there]);
  return found !== null && found.key === other ? found.content : null;
}

export function Preview({
  content,
  where,
  stepId,
  scriptKey,
  rows,
}: {
  content: ScriptContent;
  where: Where;
  stepId: string | null;
  scriptKey: string;
  rows: readonly ScriptRow[];
}) {
  const [mood, setMood] = useState<Mood>('calm');
  const [chosen, setLang] = useState<Lang>(content.lang);
  const foreign = chosen === content.lang ? null : chosen;
  const key = readKey(scriptKey);
  const translated =
    foreign !== null &&
    key !== null &&
    rows.some((r) => r.key === keyText({ ...key, lang: foreign }) && r.inForce !== null);
  const other = useOther(scriptKey, foreign, rows);
  const shown = foreign === null ? content : other;
  const step = shown === null ? undefined : stepsAt(shown, where).find((s) => s.id === stepId);
  const said = step === undefined ? [] : sayFor(step, mood);
  return (
    <div className="cl-editor-preview">
      <ToggleChips
        label={t('script-editor.preview.lang')}
        hideLabel
        mustChoose
        value={chosen}
        onChange={(to) => to && setLang(to)}
        options={langs.map((id) => ({ id, title: t(`script-editor.lang.${id}`) }))}
      />
      <ToggleChips
        label={t('script.mood')}
        hideLabel
        mustChoose
        value={mood}
        onChange={(to) => to && setMood(to)}
        options={moods.map((id) => ({ id, title: t(`script.mood.${id}`) }))}
      />
      {foreign !== null && shown === null && (
        <p className="cl-detail" role="status">
          {t(translated ? 'script-editor.preview.reading' : 'script-editor.preview.none', {
            lang: t(`script-editor.lang.${foreign}`),
          })}
        </p>
      )}
      {step !== undefined && (
        <>
          <p className="cl-said cl-editor-said">
            “
            <Filled
              segments={said.flatMap((line, i) => [
                ...(i > 0 ? [{ kind: 'text' as const, text: ' ' }] : []),
                ...fillTemplate(line, sample),
              ])}
            />
            ”
          </p>
          {step.required.length > 0 && (
            <div>
              <p className="cl-detail">{t('script.required')}</p>
              {step.required.map((r) => (
                <p key={r.id}>
                  <Filled segments={fillTemplate(r.text, sample)} />
                </p>
              ))}
            </div>
          )}
          <p className="cl-detail">{step.why}</p>
          <ol className="cl-editor-phrases" aria-label={t('script.phrases')}>
            {orderPhrases(step.phrases, mood).map((p, i) => (
              <li key={p.id}>
                {i < 4 ? <KeyHint keys={`Alt+${i + 1}`} /> : <span />}
                <span>
                  <Filled segments={fillTemplate(p.text, sample)} />
                </span>
                <span className="cl-detail-quiet">{t(`script.kind.${p.kind}`)}</span>
              </li>
            ))}
          </ol>
          {step.branches.length > 0 && (
            <ul className="cl-inline cl-editor-branches" aria-label={t('script.branches')}>
              {step.branches.map((b) => (
                <li key={b.when}>{b.when}</li>
              ))}
            </ul>
          )}
          <p className="cl-detail-quiet">
            {/* Of a few words nobody can say it. */}
            {spokenWords(said.join(' ')) >= fewestWords &&
              t('script-editor.preview.grade', { grade: gradeOf(said.join(' '), shown?.lang ?? 'en') })}{' '}
            {t('script-editor.preview.sample')}
          </p>
        </>
      )}
    </div>
  );
}
