// A script or a path as it is spoken: steps at the left, the next thing to say at the right in the largest text.
import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { PathInForce } from '#shared/contract/scripts.ts';
import type { ScriptFacts } from '#shared/domain/script/fields.ts';
import { fillTemplate, plainText } from '#shared/domain/script/fill.ts';
import { orderPhrases } from '#shared/domain/script/order.ts';
import type { PathName, Phrase, Script } from '#shared/domain/script/script.ts';
import { keyOf, missing } from '#shared/domain/script/walk.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { useCardKeys } from '../app/card-keys.ts';
import { useDeskView } from '../app/desk-store.ts';
import { noteSaid } from '../app/note-said.ts';
import { saidAloud } from '../app/said-aloud.ts';
import { phraseSaid } from '../assist/index.ts';
import { takePressed } from '../app/pressed-here.ts';
import { useVerified } from '../app/verified.ts';
import { t } from '../text/t.ts';
import { Button, KeyHint, StepList } from '../ui/index.ts';
import { actionOf, doAct, doneOf } from './acts.ts';
import { firstBranch, Branches, keyedBranches } from './Branches.tsx';
import { namesAppointment } from './facts.ts';
import { flowOfScript, warningsOf, wordsOf, type Flow } from './flow.ts';
import { Left } from './Left.tsx';
import { titled } from './left-over.ts';
import { MissingList } from './MissingList.tsx';
import { Moods } from './Moods.tsx';
import { PathHead, PathMenu, PathRules, StopRules } from './Paths.tsx';
import { noteOf, noteOfWords, tellsState } from './noted.ts';
import { keyed, Phrases } from './Phrases.tsx';
import {
  after,
  before,
  choiceAt,
  currentStep,
  goOn,
  isDone,
  leavePath,
  openSteps,
  shownSteps,
  toggled,
} from './progress.ts';
import { Appointment, bookingOf } from './ScriptParts.tsx';
import { changeProgress, keepLeft, placeOf, useProgress } from './state.ts';
import { StepBody } from './StepBody.tsx';
import { useMood } from './use-mood.ts';
import { useScriptFacts } from './use-facts.ts';
import { useSteady } from './use-steady.ts';
import { useWholeRows } from './whole-rows.ts';

export interface PaneProps {
  callId: string;
  call: Call | null;
  /** The call's own script, also while a path is open. */
  script: Script;
  /** What is drawn: it, or the open path. */
  flow: Flow;
  main?: Flow;
  paths?: readonly PathInForce[];
  given: ScriptFacts;
  newer?: number | null;
  onNewest?: () => void;
  brief?: boolean;
}

/** Keys of the card after the phrases' and the branches'. */
const calmKey = 8;
const pathsKey = 9;

export function Pane(props: PaneProps) {
  const { callId, call, script, flow, paths = [], given } = props;
  const main = props.main ?? flowOfScript(script);
  const verified = useVerified(callId);
  const isVerified = verified !== null;
  const place = placeOf(callId, flow.path?.path ?? null);
  const progress = useProgress(place);
  const own = useProgress(callId);
  const step = currentStep(flow.steps, progress, isVerified);
  const back = before(flow.steps, step, progress);
  const next = after(flow.steps, step.id, progress, isVerified);
  const read = useScriptFacts(call, {
    stepId: step.id,
    appointment: namesAppointment(flow),
    callerIsPatient: own.callerIsPatient,
  });
  const facts = { ...read.facts, ...given };
  const colleague = call?.toPractice === true;
  const mood = useMood(callId, `${place} ${step.id}`);
  const steady = useSteady(`${place} ${step.id}`, orderPhrases(step.phrases, mood.order));
  const card = useRef<HTMLDivElement>(null);
  const menu = useRef<HTMLSpanElement>(null);
  const words = useWholeRows<HTMLDivElement>(
    'p, .cl-phrases li, .cl-inline > *, .cl-script-who, .cl-phrases > button, .cl-script-row',
  );
  const list = useWholeRows<HTMLDivElement>('p, .cl-step, .cl-script-title', false);
  const lacking = titled(
    missing(main.steps, {
      taken: own.taken,
      said: own.said,
      filled: Object.keys(own.fields),
      readBack: own.readBack,
    }),
    main.steps,
    facts,
  );
  const openHere =
    flow.path === null ? new Set(lacking.map((m) => m.stepId)) : openSteps(flow.steps, progress);
  // A new step begins at its first words, and stands in sight in the list.
  useEffect(() => {
    words.current?.scrollTo({ top: 0 });
    list.current?.querySelector('[aria-current="step"]')?.scrollIntoView({ block: 'nearest' });
  }, [step.id, words, list]);
  // What is looked for beside it follows the step.
  const about = wordsOf(step);
  useEffect(() => {
    useDeskView.setState({ scriptPlace: { callId, id: step.id, words: about } });
  }, [callId, step.id, about]);
  // The wrap-up says what was left: the pane is gone by then.
  useEffect(() => keepLeft(callId, lacking));
  // A call that was just answered here: its card is where keys should go, unless somebody types. One that a page finds
  // when it loads takes nothing: what is typed on would press its keys.
  useEffect(() => {
    if (takePressed('answer', callId) && document.activeElement === document.body)
      card.current?.focus({ preventScroll: true });
  }, [callId]);

  const change = (how: (was: typeof progress) => typeof progress): void => changeProgress(place, how);
  function say(id: string, words: string, note: string | null): void {
    const key = keyOf(step.id, id);
    const again = progress.said.includes(key);
    change((was) => ({ ...was, said: toggled(was.said, key) }));
    // Taken back: the mark goes, the notes stay as they were written.
    if (again) return;
    if (note !== null) noteSaid(callId, note);
    phraseSaid(callId);
    saidAloud(callId, plainText(fillTemplate(words, facts)));
  }
  const saidHere = (p: Phrase): boolean => progress.said.includes(keyOf(step.id, p.id));
  /** Acknowledged is written once a step. */
  const sayPhrase = (phrase: Phrase): void =>
    say(
      phrase.id,
      phrase.text,
      tellsState(phrase) && step.phrases.some((p) => tellsState(p) && saidHere(p))
        ? null
        : noteOf(phrase, facts),
    );
  const go = (stepId: string): void => change((was) => ({ ...was, stepId }));
  /** It begins anew; what was said stays said, and warnings stay counted. */
  function rewind(name: PathName): void {
    if (name !== 'abuse')
      changeProgress(placeOf(callId, name), (was) => ({
        ...was,
        stepId: null,
        done: [],
        taken: {},
        spent: [],
      }));
  }
  function openPath(name: PathName): void {
    rewind(name);
    changeProgress(callId, (was) => ({ ...was, path: { name, back: was.path?.back ?? null } }));
  }
  const leave = (to: 'back' | 'close'): void =>
    changeProgress(callId, (was) => leavePath(main.steps, was, to));

  function onward(to?: string): void {
    const target = to ?? choiceAt(progress, step.id);
    const towards = after(flow.steps, step.id, progress, isVerified, target);
    change((was) => goOn(flow.steps, was, step, isVerified, target));
    if (flow.path === null) return towards.kind === 'path' ? rewind(towards.path) : undefined;
    if (towards.kind === 'path') return openPath(towards.path);
    if (towards.kind === 'close') leave('close');
    // The end of a path is the way back, unless it says that the call ends here.
    else if (towards.kind === 'back' || (towards.kind === 'end' && (target ?? step.next) !== 'call:end'))
      leave('back');
  }
  const calm = paths.find((p) => p.path.path === 'de-escalation');
  const { within, drawn } = useCardKeys({
    choose(digit) {
      if (digit <= keyed) {
        const phrase = steady.at(digit - 1);
        if (phrase) sayPhrase(phrase);
        return phrase !== undefined;
      }
      const branch = digit < firstBranch + keyedBranches ? step.branches[digit - firstBranch] : undefined;
      if (branch) onward(branch.to);
      else if (digit === calmKey && calm && flow.path === null) openPath('de-escalation');
      else if (digit === pathsKey && paths.length > 0) menu.current?.querySelector('button')?.click();
      else return false;
      return true;
    },
    enter: () => onward(),
  });
  const act = step.act === 'supervisor' || actionOf(step.act) !== null ? step.act : null;
  const warnings = flow.path === null ? null : warningsOf(flow.path, progress);
  const booking = flow.path === null ? bookingOf(call?.reasonCode ?? null) : null;
  const ends = flow.path !== null && next.kind === 'end' && step.next === 'call:end';
  const nextWords =
    next.kind === 'step'
      ? t('script.next', { step: next.step.title.toLowerCase() })
      : next.kind === 'path'
        ? t('script.next', {
            step: paths.find((p) => p.path.path === next.path)?.path.title.toLowerCase() ?? next.path,
          })
        : flow.path === null || ends
          ? null
          : t(next.kind === 'close' ? 'script.path.to-close' : 'script.path.back');

  return (
    <section className="cl-panel cl-panel-active cl-script" aria-label={t('script.label')}>
      <div ref={list} className="cl-script-steps">
        <Left
          callId={callId}
          script={script}
          flow={flow}
          level={colleague ? null : (verified?.level ?? 0)}
          brief={props.brief ?? null}
          head={flow.path !== null && <PathHead warnings={warnings} onLeave={() => leave('back')} />}
        >
          <StepList
            label={flow.title}
            steps={shownSteps(flow.steps, progress).map((s) => ({
              id: s.id,
              title: s.title,
              done: isDone(s, progress, isVerified),
              open: openHere.has(s.id),
            }))}
            current={step.id}
            onSelect={go}
          />
        </Left>
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
        {!colleague && <Moods callId={callId} mood={mood} />}
        <div ref={words} className="cl-script-body">
          {props.newer !== undefined && props.newer !== null && props.onNewest && (
            <div className="cl-script-row cl-script-newer" role="status">
              <span>{t('script.newer', { version: props.newer })}</span>
              <Button size="small" onPress={props.onNewest}>
                {t('script.newer.take')}
              </Button>
            </div>
          )}
          <StepBody
            callId={callId}
            place={place}
            step={step}
            facts={facts}
            mood={mood.said}
            greeting={call?.direction === 'outgoing' ? null : read.greeting}
            askWho={read.askWhoCalls ? (verified?.preferredName ?? null) : null}
            level={verified?.level ?? 0}
            verified={isVerified}
            onSay={(id, words) => say(id, words, noteOfWords(words, facts))}
          />
          {flow.path !== null && back === null && <StopRules path={flow.path} />}
          {step.kind === 'close' && flow.path === null && lacking.length > 0 && (
            <MissingList missing={lacking} onGo={go} />
          )}
          <Phrases
            key={`${place} ${step.id}`}
            phrases={steady.phrases}
            facts={facts}
            said={saidHere}
            onSay={(phrase, index, byKey) => sayPhrase(steady.pressed(phrase, index, byKey))}
            drawn={drawn}
          />
          {flow.path !== null && back !== null && <StopRules path={flow.path} />}
          {flow.path !== null && <PathRules path={flow.path} />}
        </div>
        <Branches
          step={step}
          taken={choiceAt(progress, step.id)}
          drawn={drawn}
          onTake={onward}
          act={act}
          onAct={(what) => doAct(callId, what, { main, missing: lacking, warnings, ...doneOf(callId, main) })}
        />
        <footer className="cl-script-foot">
          <Button
            kind="plain"
            icon={ArrowLeft}
            isDisabled={back === null}
            onPress={() => back && go(back.id)}
          >
            {t('script.back')}
          </Button>
          {paths.length > 0 && (
            <span ref={menu} className="cl-script-paths">
              <PathMenu paths={paths} calmKey={drawn(calmKey)} onOpen={openPath} />
              {drawn(pathsKey) !== '' && <KeyHint keys={drawn(pathsKey)} />}
            </span>
          )}
          {booking !== null && <Appointment what={booking} />}
          {nextWords === null ? (
            <span className="cl-detail">{t(ends ? 'script.path.ends' : 'script.end')}</span>
          ) : (
            <Button kind="primary" keys={drawn('Enter')} onPress={() => onward()}>
              {nextWords}
            </Button>
          )}
        </footer>
      </div>
    </section>
  );
}
