// What is said on a step, what must be said, what is asked back and what is collected. Only what a step has appears.
import { Info, Quote } from 'lucide-react';
import { fillTemplate } from '#shared/domain/script/fill.ts';
import type { ScriptFacts } from '#shared/domain/script/fields.ts';
import { sayFor } from '#shared/domain/script/order.ts';
import type { Mood, ScriptStep } from '#shared/domain/script/script.ts';
import { keyOf, teachBackId } from '#shared/domain/script/walk.ts';
import type { Level } from '#shared/domain/disclosure/facts.ts';
import { Filled } from '../app/Filled.tsx';
import { useDeskView } from '../app/desk-store.ts';
import { useMatched } from '../app/verified.ts';
import { t } from '../text/t.ts';
import { Icon, Tick } from '../ui/index.ts';
import { tickOf } from './evidence.ts';
import { namesCaller } from './facts.ts';
import { Fields } from './Fields.tsx';
import { toggled } from './progress.ts';
import { WhoCalls } from './ScriptParts.tsx';
import { changeProgress, useProgress } from './state.ts';
import { TeachBack } from './TeachBack.tsx';

export interface StepBodyProps {
  callId: string;
  /** Where this flow's progress is kept. */
  place: string;
  step: ScriptStep;
  facts: ScriptFacts;
  mood: Mood;
  /** What a closed practice wants said; null = open or not known. */
  greeting: string | null;
  /** Preferred name of the verified patient while it must be asked who calls. */
  askWho: string | null;
  level: Level;
  verified: boolean;
  onSay: (id: string, words: string) => void;
}

export function StepBody({ callId, place, step, facts, mood, onSay, ...more }: StepBodyProps) {
  const matched = useMatched(callId);
  const progress = useProgress(place);
  const tickKey = (tick: string): string => `${step.id} ${tick}`;
  return (
    <>
      <p className="cl-said cl-script-said">
        “
        <Filled
          segments={sayFor(step, mood).flatMap((line, i) => [
            ...(i > 0 ? [{ kind: 'text' as const, text: ' ' }] : []),
            ...fillTemplate(line, facts),
          ])}
        />
        ”
      </p>
      {step.kind === 'greeting' && more.greeting !== null && (
        <p className="cl-script-greeting">{t('script.closed', { greeting: more.greeting })}</p>
      )}
      {more.askWho !== null && namesCaller(step, mood) && (
        <WhoCalls
          name={more.askWho}
          onAnswer={(callerIsPatient) => changeProgress(callId, (was) => ({ ...was, callerIsPatient }))}
        />
      )}
      {step.required.length > 0 && (
        <div className="cl-script-required" role="group" aria-label={t('script.required')}>
          <p className="cl-script-part">
            <Icon of={Quote} size={13} />
            <span>{t('script.required')}</span>
          </p>
          {step.required.map((one) => (
            <div key={one.id} className="cl-script-row">
              <Tick
                isSelected={progress.said.includes(keyOf(step.id, one.id))}
                onChange={() => onSay(one.id, one.text)}
              >
                <Filled segments={fillTemplate(one.text, facts)} />
              </Tick>
            </div>
          ))}
        </div>
      )}
      {/* What verifying is for is no news once it is done. */}
      {(step.kind !== 'verify' || !more.verified) && (
        <p className="cl-detail cl-script-why">
          <Icon of={Info} size={14} />
          <span>{step.why}</span>
        </p>
      )}
      {step.ticks.length > 0 && (
        <div className="cl-inline" role="group" aria-label={t('script.ticks')}>
          {step.ticks.map((tick) => {
            const known = tickOf(step, tick, { matched, level: more.level });
            return (
              <Tick
                key={tick}
                isSelected={known ?? progress.ticked.includes(tickKey(tick))}
                // What the desk matches is ticked where it is compared, beside the call.
                onChange={() =>
                  known === null
                    ? changeProgress(place, (was) => ({
                        ...was,
                        ticked: toggled(was.ticked, tickKey(tick)),
                      }))
                    : useDeskView.getState().setRightTab('patient')
                }
              >
                {tick}
              </Tick>
            );
          })}
        </div>
      )}
      {step.fields.length > 0 && <Fields callId={callId} place={place} step={step} />}
      {step.teachBack !== null && (
        <TeachBack
          teach={step.teachBack}
          facts={facts}
          heard={progress.said.includes(keyOf(step.id, teachBackId))}
          onHeard={() => onSay(teachBackId, t('script.teach.note'))}
        />
      )}
    </>
  );
}
