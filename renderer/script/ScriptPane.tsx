// The script beside a live call: steps at the left, the next thing to say at the right in the largest text.
import { ArrowLeft, CloudLightning, Frown, HeartCrack, HelpCircle, Info, Smile, Zap } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { fillTemplate, plainText } from '#shared/domain/script/fill.ts';
import type { ScriptFacts } from '#shared/domain/script/fields.ts';
import { orderPhrases, sayFor } from '#shared/domain/script/order.ts';
import { moods, type Mood, type Phrase, type Script } from '#shared/domain/script/script.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { useCardKeys } from '../app/card-keys.ts';
import { Filled } from '../app/Filled.tsx';
import { noteSaid } from '../app/note-said.ts';
import { takePressed } from '../app/pressed-here.ts';
import { useDeskView } from '../app/desk-store.ts';
import { useMatched, useVerified } from '../app/verified.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Icon, Skeleton, StepList, Tick, ToggleChips } from '../ui/index.ts';
import { tickOf } from './evidence.ts';
import { namesAppointment, namesCaller } from './facts.ts';
import { handOverScript } from './hand-over.ts';
import { outgoingScript } from './outgoing.ts';
import { keyed, Phrases } from './Phrases.tsx';
import { around, currentStep, goOn, isDone, toggled } from './progress.ts';
import { Appointment, bookingOf, Limits, Source, WhoCalls } from './ScriptParts.tsx';
import { changeProgress, useProgress } from './state.ts';
import { useLiveCall, useScriptFacts } from './use-facts.ts';
import { useScript } from './use-script.ts';
import { useWholeRows } from './whole-rows.ts';
import './script.css';

export interface ScriptPaneProps {
  callId: string;
  accountId: string;
  /** As the desk has it; null = not chosen. The live call's own reason counts once it is read. */
  reasonCode?: string | null;
  /** Facts known elsewhere; they win over what this room reads. */
  facts?: ScriptFacts;
}

const moodIcons: Record<Mood, typeof Smile> = {
  calm: Smile,
  anxious: CloudLightning,
  angry: Zap,
  grieving: HeartCrack,
  confused: HelpCircle,
  in_pain: Frown,
};

export function ScriptPane({ callId, reasonCode = null, facts = {} }: ScriptPaneProps) {
  const call = useLiveCall(callId);
  const { script, failure, old, again } = useScript(call?.reasonCode ?? reasonCode);
  const colleague = call?.toPractice === true;
  // Nobody is spoken to any more: the wrap-up has the place.
  if (call?.state === 'wrap-up') return null;
  if (colleague) return <Pane callId={callId} call={call} script={handOverScript()} given={facts} />;
  const failed = failure && (
    <Banner
      tone="amber"
      title={t(old ? 'script.failed.old' : 'script.failed')}
      action={<Button onPress={again}>{t('script.again')}</Button>}
    >
      {errorText(failure.code).next}
    </Banner>
  );
  if (script === null)
    return (
      <section className="cl-panel cl-script-waiting" aria-label={t('script.label')}>
        {failed || <Skeleton lines={5} label={t('script.reading')} />}
      </section>
    );
  return (
    <>
      {failed}
      <Pane
        callId={callId}
        call={call}
        script={call?.direction === 'outgoing' ? outgoingScript(script) : script}
        given={facts}
      />
    </>
  );
}

function Pane({
  callId,
  call,
  script,
  given,
}: {
  callId: string;
  call: Call | null;
  script: Script;
  given: ScriptFacts;
}) {
  const verified = useVerified(callId);
  const matched = useMatched(callId);
  const progress = useProgress(callId);
  const step = currentStep(script, progress, verified !== null);
  const { back, next } = around(script, step, verified !== null);
  const read = useScriptFacts(call, {
    stepId: step.id,
    appointment: namesAppointment(script),
    callerIsPatient: progress.callerIsPatient,
  });
  const facts = { ...read.facts, ...given };
  const mood = progress.mood ?? 'calm';
  const phrases = orderPhrases(step.phrases, mood);
  const key = (id: string): string => `${step.id} ${id}`;
  const card = useRef<HTMLDivElement>(null);
  const words = useWholeRows<HTMLDivElement>(
    'p, .cl-phrases li, .cl-inline > *, .cl-script-who, .cl-phrases > button',
  );
  const list = useWholeRows<HTMLDivElement>('p, .cl-step, .cl-script-title', false);
  // A new step begins at its first words, and stands in sight in the list.
  useEffect(() => {
    words.current?.scrollTo({ top: 0 });
    list.current?.querySelector('[aria-current="step"]')?.scrollIntoView({ block: 'nearest' });
  }, [step.id, words, list]);
  // A call that was just answered here: its card is where keys should go, unless somebody types. One that a page finds
  // when it loads takes nothing: what is typed on would press its keys.
  useEffect(() => {
    if (takePressed('answer', callId) && document.activeElement === document.body)
      card.current?.focus({ preventScroll: true });
  }, [callId]);

  function say(phrase: Phrase): void {
    const id = key(phrase.id);
    const again = progress.said.includes(id);
    changeProgress(callId, (was) => ({ ...was, said: toggled(was.said, id) }));
    // Taken back: the mark goes, the notes stay as they were written.
    const words = plainText(fillTemplate(phrase.text, facts));
    if (!again) noteSaid(callId, t('script.note', { words }));
  }
  const go = (stepId: string): void => changeProgress(callId, (was) => ({ ...was, stepId }));
  const onward = (): void => changeProgress(callId, (was) => goOn(script, was, step, verified !== null));
  const { within, drawn } = useCardKeys({
    choose(digit) {
      const phrase = digit <= keyed ? phrases[digit - 1] : undefined;
      if (phrase) say(phrase);
      return phrase !== undefined;
    },
    enter: onward,
  });

  return (
    <section className="cl-panel cl-panel-active cl-script" aria-label={t('script.label')}>
      <div ref={list} className="cl-script-steps">
        <header>
          <h2 className="cl-script-title">{script.title}</h2>
          <Source script={script} />
        </header>
        <StepList
          label={script.title}
          steps={script.steps.map((s) => ({
            id: s.id,
            title: s.title,
            done: isDone(s, progress, verified !== null),
          }))}
          current={step.id}
          onSelect={go}
        />
        <Limits script={script} level={call?.toPractice === true ? null : (verified?.level ?? 0)} />
      </div>
      <div
        ref={card}
        role="group"
        aria-label={step.title}
        tabIndex={-1}
        className="cl-script-card"
        {...within}
      >
        {/* A caller's mood: a colleague is told what there is to tell. */}
        {call?.toPractice !== true && (
          <ToggleChips
            label={t('script.mood')}
            hideLabel
            options={moods.map((id) => ({ id, title: t(`script.mood.${id}`), icon: moodIcons[id] }))}
            value={progress.mood}
            onChange={(chosen) => changeProgress(callId, (was) => ({ ...was, mood: chosen }))}
          />
        )}
        <div ref={words} className="cl-script-body">
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
          {step.kind === 'greeting' && call?.direction !== 'outgoing' && read.greeting !== null && (
            <p className="cl-script-greeting">{t('script.closed', { greeting: read.greeting })}</p>
          )}
          {read.askWhoCalls && namesCaller(step, mood) && verified && (
            <WhoCalls
              name={verified.preferredName}
              onAnswer={(callerIsPatient) => changeProgress(callId, (was) => ({ ...was, callerIsPatient }))}
            />
          )}
          {/* What verifying is for is no news once it is done. */}
          {(step.kind !== 'verify' || verified === null) && (
            <p className="cl-detail cl-script-why">
              <Icon of={Info} size={14} />
              <span>{step.why}</span>
            </p>
          )}
          {step.ticks.length > 0 && (
            <div className="cl-inline" role="group" aria-label={t('script.ticks')}>
              {step.ticks.map((tick) => {
                const known = tickOf(step, tick, { matched, level: verified?.level ?? 0 });
                return (
                  <Tick
                    key={tick}
                    isSelected={known ?? progress.ticked.includes(key(tick))}
                    // What the desk matches is ticked where it is compared, beside the call.
                    onChange={() =>
                      known === null
                        ? changeProgress(callId, (was) => ({
                            ...was,
                            ticked: toggled(was.ticked, key(tick)),
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
          <Phrases
            key={step.id}
            phrases={phrases}
            facts={facts}
            said={(p) => progress.said.includes(key(p.id))}
            onSay={say}
            drawn={drawn}
          />
        </div>
        <footer className="cl-script-foot">
          <Button
            kind="plain"
            icon={ArrowLeft}
            isDisabled={back === null}
            onPress={() => back && go(back.id)}
          >
            {t('script.back')}
          </Button>
          {bookingOf(call?.reasonCode ?? null) === null ? (
            <span className="cl-detail cl-script-hint">{t('script.goOn')}</span>
          ) : (
            <Appointment what={bookingOf(call?.reasonCode ?? null) ?? 'book'} />
          )}
          {next ? (
            <Button kind="primary" keys={drawn('Enter')} onPress={onward}>
              {t('script.next', { step: next.title.toLowerCase() })}
            </Button>
          ) : (
            <span className="cl-detail">{t('script.end')}</span>
          )}
        </footer>
      </div>
    </section>
  );
}
