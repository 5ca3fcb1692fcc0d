// After the call: how it ended, in one key, and close it. It stays until a disposition is chosen (row 58).
import { Check, PhoneOff } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { talkSeconds, type Call, type Disposition } from '#shared/domain/calls/call.ts';
import { useCardKeys } from '../app/card-keys.ts';
import { takePressed } from '../app/pressed-here.ts';
import { say, sayFailure } from '../app/say.ts';
import { formatPhone, formatSpan, formatTime } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Button, Icon, Timer, toast, ToggleButton, useNow } from '../ui/index.ts';
import { AfterHard } from './AfterHard.tsx';
import { Booked } from './Booked.tsx';
import { closeNotes, notesOf } from './notes.ts';
import { hearLastNotes } from '../assist/hear-notes.ts';
import { afterBreak, isUntold } from './lost.ts';
import { stillThere } from './steer.ts';
import { OpenPoints } from '../emergency/OpenPoints.tsx';
import { useCardUse } from '../messages/emergency-ticks.ts';
import { useLive, useTelephony } from '../telephony/store.ts';
import { WrongQueue } from '../telephony/WrongQueue.tsx';
import { isAsked, reopen, useCallsStore, wrapUp } from './store.ts';
import { dispositionLabel, gaveAway, offeredDispositions, shownNumber } from './words.ts';

export function WrapUp({ call }: { call: Call }) {
  const [picked, setChosen] = useState<Disposition | null>(null);
  const waiting = useCallsStore((s) => isAsked(s.asked, call.id, 'wrapUp'));
  const refused = useCallsStore((s) => s.refused[call.id]);
  const box = useRef<HTMLElement>(null);
  const hearing = useRef(false);
  const live = useLive(call.id);
  const transfer = live?.transfer ?? null;
  const given = gaveAway(call, transfer);
  const offered = offeredDispositions(given !== null);
  // A handing over that came to nothing after it was chosen is no end of this call.
  const chosen = picked !== null && offered.includes(picked) ? picked : null;
  const hard = useCardUse([call.id]).ticks.some((tick) => tick.on);
  const capped = useTelephony((s) => s.view?.agent?.wrapUpEndsAt ?? null);
  const { within, drawn, giveFocus } = useCardKeys({
    choose(digit) {
      const found = offered[digit - 1];
      if (found) setChosen(found);
      return found !== undefined;
    },
    enter: () => void done(),
  });
  // The End button is gone with the call: Tab goes on from here. Only a focus that went with it is taken over, never one
  // that types, and a bare digit closes nothing before a person has gone into the card.
  const goOnHere = useEffectEvent(() => {
    if (takePressed('end', call.id) && document.activeElement === document.body) giveFocus(box.current);
  });
  useEffect(() => goOnHere(), []);
  async function done(): Promise<void> {
    if (chosen === null || waiting || hearing.current) return;
    hearing.current = true;
    const flagged = await hearLastNotes(call.id).finally(() => (hearing.current = false));
    if (flagged) return say(t('assist.flag.before-close'));
    const result = await wrapUp(call.id, chosen, notesOf(call.id, call.notes).trimEnd());
    if (!result.ok) return;
    closeNotes(call.id);
    toast({
      text: t('calls.wrap.closed', { who: shownNumber(call), how: dispositionLabel(chosen) }),
      icon: Check,
      onUndo: () => void back(),
    });
  }
  async function back(): Promise<void> {
    const result = await reopen(call.id);
    if (!result.ok) sayFailure(result);
  }
  const nowMs = useNow().getTime();
  const fresh = useTelephony((s) => s.view?.server.state === 'fresh');
  const broke = afterBreak(call, nowMs, fresh);
  const lost = broke === 'lost';
  const untold = isUntold(call, live, nowMs, fresh);
  const ended = call.endedAt ?? call.rangAt;
  return (
    <section
      ref={box}
      tabIndex={-1}
      className="cl-panel cl-panel-active cl-wrap"
      aria-label={t('calls.wrap.title')}
      {...within}
    >
      <header className="cl-call-head">
        <span className="cl-call-unknown">
          <Icon of={PhoneOff} size={18} />
        </span>
        <div className="cl-call-who">
          <h1 className="cl-name">{t(broke === null ? 'calls.wrap.title' : `calls.wrap.${broke}`)}</h1>
          {untold && (
            <p className="cl-wrap-back" role="status">
              {t('calls.wrap.untold')}
            </p>
          )}
          {broke === 'looking' && (
            <p className="cl-wrap-now" role="status">
              {t('calls.wrap.looking.what')}
            </p>
          )}
          {lost && (
            <p className="cl-wrap-back">
              {call.number === ''
                ? t('calls.wrap.lost.withheld')
                : t('calls.wrap.lost.back', { number: shownNumber(call) })}
            </p>
          )}
          {stillThere(call) && call.callerNow && (
            <p className="cl-wrap-now" role="status">
              {call.handedOn?.state === 'failed' && t('calls.wrap.not-reached')}{' '}
              {t(`calls.wrap.now.${call.callerNow}`)}
            </p>
          )}
          {given === 'handed' && transfer?.state === 'ringing' && call.callerNow === undefined && (
            <p className="cl-wrap-now" role="status">
              {transfer.label === ''
                ? t('calls.wrap.handed.ringing')
                : t('calls.wrap.handed.ringing.at', { who: formatPhone(transfer.label) })}
            </p>
          )}
          <p className="cl-detail">
            {!lost && (
              <>
                <span className="cl-mono">{shownNumber(call)}</span>
                {' · '}
              </>
            )}
            {t(`calls.wrap.over.${broke === 'looking' ? 'broke' : (given ?? call.endedBy ?? 'caller')}`, {
              time: formatTime(ended),
            })}
            {' · '}
            {t('calls.wrap.talk', {
              talk: formatSpan(talkSeconds(call, ended)),
              held: formatSpan(call.heldSeconds),
            })}
          </p>
        </div>
        <Timer since={ended} size="large" label={t('calls.wrap.timer')} />
      </header>
      <div className="cl-wrap-body">
        <h2 className="cl-detail">{t('calls.wrap.choose')}</h2>
        <div className="cl-wrap-choices" role="group" aria-label={t('calls.wrap.choose')}>
          {offered.map((d, i) => (
            <ToggleButton
              key={d}
              keys={drawn(i + 1)}
              isSelected={chosen === d}
              onChange={(on) => setChosen(on ? d : null)}
            >
              {dispositionLabel(d)}
            </ToggleButton>
          ))}
        </div>
        <OpenPoints call={call} />
        <Booked callId={call.id} />
        {(chosen === 'emergency-handed-over' || hard) && <AfterHard call={call} />}
        {live && (
          <div>
            <WrongQueue live={live} />
          </div>
        )}
        <div className="cl-wrap-foot">
          <span className="cl-detail">
            {t(chosen === null ? 'calls.wrap.blocked' : 'calls.wrap.ready')}
            {live && capped !== null && (
              <>
                {' '}
                {t('calls.wrap.cap')}{' '}
                <Timer until={capped} tone="amber" label={t('telephony.wrap.cap.timer')} />
              </>
            )}
          </span>
          <Button
            kind="primary"
            icon={Check}
            isDisabled={chosen === null}
            isPending={waiting}
            onPress={() => void done()}
            keys={drawn('Enter')}
          >
            {waiting ? t('calls.asked') : t('calls.wrap.done')}
          </Button>
        </div>
        {refused && (
          <p className="cl-call-refused" role="alert">
            <strong>{t(`calls.refused.${refused.ask}`)}</strong> {errorText(refused.failure.code).next}
          </p>
        )}
      </div>
    </section>
  );
}
