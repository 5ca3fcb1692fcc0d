// Your answer: the caller's line large, a line to choose by its key, words of your own, and the hint and timer of the level.
import { BookmarkPlus, Captions, EarOff, FileText, MessagesSquare, Pause, PhoneOff } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { PracticeView } from '#shared/contract/practice.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { viewOf } from '#shared/domain/practice/run.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { useCardKeys } from '../app/card-keys.ts';
import { useDeskView } from '../app/desk-store.ts';
import { keysOf } from '../app/keys.ts';
import { takePressed } from '../app/pressed-here.ts';
import { onSaidAloud } from '../app/said-aloud.ts';
import { isMac } from '../app/use-keys.ts';
import { CallerVoice } from '../speech/CallerVoice.tsx';
import { RoomNoise } from '../speech/RoomNoise.tsx';
import { errorText, t } from '../text/t.ts';
import { announce, Banner, Button, Icon, IconButton } from '../ui/index.ts';
import { BringIn } from './BringIn.tsx';
import { GaugesInCall } from './GaugesInCall.tsx';
import { Hint } from './Hint.tsx';
import { alsoSaid, eventsSince, lastSaid, secondCalls } from './lines.ts';
import { OwnWords } from './OwnWords.tsx';
import { PartyOnLine } from './PartyOnLine.tsx';
import { markMoment, say, tellParty, type Reply } from './store.ts';
import { TurnTimer } from './TurnTimer.tsx';

export interface AnswerCardProps {
  call: Call;
  view: PracticeView;
  scenario: Scenario;
}

export function AnswerCard({ call, view, scenario }: AnswerCardProps) {
  const runId = call.id;
  const card = useRef<HTMLElement>(null);
  const said = useRef<HTMLDivElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const [typing, setTyping] = useState(false);
  // Words of one's own are for the caller, or for whoever was brought in.
  const [toParty, setToParty] = useState(false);
  // Where there is little room, the script takes the place of the lines to choose.
  const [face, setFace] = useState<'answer' | 'script'>('answer');
  const shown = viewOf(scenario, view.run);
  const { party } = view;
  const tells = toParty && party?.state === 'joined' ? t(`practice.target.${party.target}`) : null;
  const turn = view.run.lines.length;
  const unheard = call.state === 'held' ? 'held' : call.muted ? 'muted' : null;
  const closed = busy || unheard !== null || shown.ended !== null;
  const isSilent = call.state === 'held' || shown.ended !== null;
  const { within, drawn } = useCardKeys({
    choose(digit) {
      const choice = shown.choices.find((c) => c.key === digit);
      // Under the emergency card its own digits count.
      if (choice === undefined || closed || useDeskView.getState().emergencyOpen) return false;
      void answer({ choiceId: choice.id });
      return true;
    },
    leads: true,
  });
  async function answer(reply: Reply): Promise<boolean> {
    if (closed) return false;
    setBusy(true);
    const failed = await say(runId, reply);
    setBusy(false);
    setFailure(failed?.code ?? null);
    return failed === null;
  }
  async function tell(text: string): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    const failed = await tellParty(runId, text);
    setBusy(false);
    setFailure(failed?.code ?? null);
    return failed === null;
  }
  // What a script's phrase says is a turn of the call.
  const fromScript = useEffectEvent((callId: string, text: string) => {
    if (callId === runId) void answer({ text, by: 'script' });
  });
  useEffect(() => onSaidAloud((callId, text) => fromScript(callId, text)), []);
  const goOnHere = useEffectEvent(() => {
    const at = document.activeElement;
    const isFree = at === null || at === document.body || !at.isConnected;
    if ((takePressed('answer', runId) || turn > 1) && isFree) card.current?.focus({ preventScroll: true });
  });
  useEffect(() => {
    goOnHere();
    said.current?.scrollTo({ top: 0 });
    announce(shown.callerLine);
  }, [turn, shown.callerLine]);

  return (
    <section
      ref={card}
      tabIndex={-1}
      className="cl-panel cl-panel-active cl-practice-answer"
      data-face={face}
      data-level={view.run.level}
      aria-label={t('practice.run.answers')}
      {...within}
    >
      <header className="cl-practice-answer-head">
        <p className="cl-detail-quiet cl-practice-from">
          <Icon of={Captions} size={15} />
          {t('practice.run.from', { name: scenario.caller.name, relation: scenario.caller.relation })}
        </p>
        {shown.timerSeconds !== null && !closed && <TurnTimer key={turn} limit={shown.timerSeconds} />}
        <CallerVoice text={shown.callerLine} turn={turn} lang={scenario.lang} isSilent={isSilent} />
        {scenario.levels[`${view.run.level}`].noise && <RoomNoise isSilent={isSilent} />}
        <span className="cl-practice-faces">
          <Button
            size="small"
            icon={face === 'answer' ? FileText : MessagesSquare}
            aria-expanded={face === 'script'}
            onPress={() => setFace(face === 'answer' ? 'script' : 'answer')}
          >
            {t(face === 'answer' ? 'practice.run.to-script' : 'practice.run.to-answer')}
          </Button>
        </span>
        <IconButton
          icon={BookmarkPlus}
          size="small"
          label={t('practice.run.mark')}
          onPress={() =>
            void markMoment(runId).then((failed) => {
              setFailure(failed?.code ?? null);
              if (failed === null) announce(t('practice.run.marked'));
            })
          }
        />
        <BringIn runId={runId} party={party} onFailure={setFailure} />
      </header>
      <div ref={said} className="cl-practice-scroll">
        <div className="cl-practice-before">
          <LastSaid text={lastSaid(view.run)} />
          {view.run.level <= 2 && <GaugesInCall scenario={scenario} run={view.run} />}
        </div>
        {alsoSaid(view.run).map((line, i) => (
          <p key={`${line.atMs} ${i}`} className="cl-practice-words-before">
            “{line.text}”
          </p>
        ))}
        <p className="cl-practice-words">“{shown.callerLine}”</p>
        {eventsSince(view.run, view.secondCallId === null ? undefined : secondCalls(scenario.events)).map(
          (line) => (
            <p key={`${line.atMs} ${line.text}`} className="cl-practice-event" role="status">
              {line.text}
            </p>
          ),
        )}
        {party !== null && (party.state === 'joined' || party.state === 'ringing') && (
          <PartyOnLine
            key={party.id}
            runId={runId}
            party={party}
            tells={tells !== null}
            onTells={setToParty}
            onFailure={setFailure}
          />
        )}
        {shown.ended !== null && (
          <p className="cl-practice-unheard cl-practice-done" role="status">
            <Icon of={PhoneOff} size={15} />
            {t('practice.run.done', { keys: keysOf('hang-up', isMac) })}
          </p>
        )}
        {unheard !== null && shown.ended === null && (
          <p className="cl-practice-unheard" role="status">
            <Icon of={Pause} size={15} tone="amber" />
            {t(`practice.run.${unheard}`, { keys: keysOf(unheard === 'held' ? 'hold' : 'mute', isMac) })}
          </p>
        )}
        {failure !== null && (
          <Banner tone="amber" title={t('practice.run.failed')} onDismiss={() => setFailure(null)}>
            {errorText(failure).sentence} {errorText(failure).next}
          </Banner>
        )}
        <div className="cl-practice-reply" hidden={shown.ended !== null}>
          <Hint
            key={turn}
            runId={runId}
            hint={shown.hint}
            onShown={() => card.current?.focus({ preventScroll: true })}
          />
          <ul className="cl-practice-choices" aria-label={t('practice.run.choose')}>
            {shown.choices.map((choice) => (
              <li key={`${turn} ${choice.id}`}>
                <Button
                  className="cl-practice-choice"
                  keys={typing ? `Alt+${choice.key}` : drawn(choice.key)}
                  isDisabled={closed}
                  onPress={() => void answer({ choiceId: choice.id })}
                >
                  “{choice.text}”
                </Button>
              </li>
            ))}
          </ul>
          {shown.withheld > 0 && (
            <p className="cl-detail cl-practice-from" role="status">
              <Icon of={EarOff} size={15} />
              {t('practice.run.withheld', { count: shown.withheld })}
            </p>
          )}
        </div>
      </div>
      <div className="cl-practice-own" hidden={shown.ended !== null}>
        <OwnWords
          runId={runId}
          lang={scenario.lang}
          to={tells}
          isDisabled={tells === null ? closed : busy}
          onTyping={setTyping}
          onSay={(text, by) => (tells === null ? answer({ text, by }) : tell(text))}
        />
      </div>
    </section>
  );
}

function LastSaid({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <p className="cl-practice-last cl-detail" title={text}>
      <span className="cl-detail-quiet">{t('practice.run.you')}</span> “{text}”
    </p>
  );
}
