// The left of the pane: what is spoken, whose words they are, in which language and how long, the steps, and what this role may
// not do.
import type { ReactNode } from 'react';
import { langs, type Lang } from '#shared/domain/script/languages.ts';
import type { Script } from '#shared/domain/script/script.ts';
import { sayFailure } from '../app/say.ts';
import { useSession } from '../app/session-store.ts';
import { changeSettings, useSettings } from '../settings/store.ts';
import { t } from '../text/t.ts';
import { ToggleButton, ToggleChips } from '../ui/index.ts';
import { hasBrief } from './brief.ts';
import type { Flow } from './flow.ts';
import { Limits, Source } from './ScriptParts.tsx';
import { changeProgress, useProgress } from './state.ts';

function useBriefSwitch(): (on: boolean) => void {
  const person = useSession((s) => s.state?.person?.id);
  const kept = useSettings((s) => s.value?.briefScripts);
  return (on) => {
    if (person === undefined || kept === undefined) return;
    const others = kept.filter((id) => id !== person);
    void changeSettings({ briefScripts: on ? [...others, person] : others }).then(
      (failed) => failed && sayFailure(failed),
    );
  };
}

export function Left({
  callId,
  script,
  flow,
  level,
  brief,
  head,
  children,
}: {
  callId: string;
  script: Script;
  flow: Flow;
  level: number | null;
  /** null = there is nothing to shorten here. */
  brief: boolean | null;
  /** Under the source: what an open path says of itself. */
  head: ReactNode;
  children: ReactNode;
}) {
  const { lang } = useProgress(callId);
  const setBrief = useBriefSwitch();
  return (
    <>
      <header>
        <h2 className="cl-script-title">{flow.title}</h2>
        <Source flow={flow} />
        {head}
        {brief !== null && (
          <div className="cl-script-switches">
            <ToggleChips<Lang>
              label={t('script.lang')}
              hideLabel
              mustChoose
              options={langs.map((id) => ({ id, title: t(`script.lang.${id}`) }))}
              value={lang}
              onChange={(to) => to && changeProgress(callId, (was) => ({ ...was, lang: to }))}
            />
            {flow.path === null && hasBrief(script) && (
              <ToggleButton size="small" isSelected={brief} onChange={setBrief}>
                {t('script.brief')}
              </ToggleButton>
            )}
          </div>
        )}
        {brief !== null && flow.lang !== lang && (
          <p className="cl-script-untranslated" role="status">
            {t('script.untranslated', { lang: t(`script.lang.name.${lang}`) })}
          </p>
        )}
      </header>
      {children}
      <Limits script={script} level={level} />
    </>
  );
}
