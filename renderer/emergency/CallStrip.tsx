// The call goes on under the card: its clock and its controls, with their keys. No name, no number: also while locked.
import { ArrowLeftRight, LogOut, Mic, MicOff, Pause, PhoneOff, Play, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { LiveView } from '#shared/contract/telephony.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { doAndTell, targetOf } from '../app/call-keys.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { endForAll } from '../calls/store.ts';
import { endOf, isConsulting, talksTo } from '../telephony/parties.ts';
import { actAndTell, useLive, useTelephony } from '../telephony/store.ts';
import { t } from '../text/t.ts';
import { Button, cx, Timer } from '../ui/index.ts';
import { CheckBackLine } from './CheckBackLine.tsx';
import { useCardCalls } from './use-card-calls.ts';

/** The call that the card is over; null = none. */
const useCardCall = (): Call | null => targetOf('hold', useCardCalls());

export function CallStrip() {
  const call = useCardCall();
  const live = useLive(call?.id ?? null);
  return call === null ? null : <CallStripOf key={call.id} call={call} live={live} />;
}

/** While the caller waits, on hold or behind a consultation. */
export function CallerWaits() {
  const call = useCardCall();
  const since = call?.state === 'held' ? call.heldSince : null;
  return since === null ? null : <CheckBackLine key={since} heldSince={since} />;
}

/** A held call that comes to the front where another was just ended: a second click there is not meant for it. ms */
const endAfter = 700;

/** Somebody is consulted beside the caller who waits: what each key does there, in words. No name: also while locked. */
function Consulted({ live }: { live: LiveView }) {
  const { callId, transfer } = live;
  const asking = useTelephony((s) => s.asking);
  const busy = (kind: 'transfer-cancel' | 'swap'): boolean =>
    asking[`${kind} ${callId}`] === true || live.asked.includes(kind);
  const rings = transfer?.state === 'ringing';
  const withCaller = talksTo(live) === 'caller';
  return (
    <>
      {!rings && (
        <Button
          size="small"
          icon={ArrowLeftRight}
          keys={keysOf('hold', isMac)}
          isPending={busy('swap')}
          onPress={() => void actAndTell({ kind: 'swap', callId })}
        >
          {t(withCaller ? 'emergency.call.swap.other' : 'emergency.call.swap.caller')}
        </Button>
      )}
      <Button
        size="small"
        icon={Undo2}
        keys={keysOf('hang-up', isMac)}
        isPending={busy('transfer-cancel')}
        onPress={() => void actAndTell({ kind: 'transfer-cancel', callId })}
      >
        {t(rings ? 'emergency.call.stop' : 'emergency.call.let-go')}
      </Button>
    </>
  );
}

const stateWords = (live: LiveView | null, held: boolean): string => {
  if (live === null || !isConsulting(live)) return t(held ? 'emergency.call.held' : 'emergency.call.on');
  const talking = talksTo(live);
  return t(talking === null ? 'emergency.call.rings' : `emergency.call.with.${talking}`);
};

/** The controls of one call; each acts on that call, also End on a caller on hold. */
export function CallStripOf({ call, live = null }: { call: Call; live?: LiveView | null }) {
  const held = call.state === 'held';
  // What the key does is on the button that wears it: a consultation is ended by its own, two others are left by theirs.
  const ends = live === null ? 'call' : endOf(live);
  const [armed, setArmed] = useState(!held);
  useEffect(() => {
    const timer = setTimeout(() => setArmed(true), endAfter);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div
      className={cx('cl-em-call', ends !== 'call' && 'cl-em-call-more')}
      role="group"
      aria-label={t('emergency.call')}
    >
      <span className="cl-em-call-clock">
        <span className="cl-detail">{stateWords(live, held)}</span>
        <Timer since={call.answeredAt ?? call.rangAt} label={t('emergency.call.timer')} />
      </span>
      <Button
        size="small"
        icon={call.muted ? MicOff : Mic}
        keys={keysOf('mute', isMac)}
        onPress={() => void doAndTell('mute', call)}
      >
        {t(call.muted ? 'emergency.call.unmute' : 'emergency.call.mute')}
      </Button>
      {live !== null && ends === 'consult' ? (
        <Consulted live={live} />
      ) : (
        <Button
          size="small"
          icon={held ? Play : Pause}
          keys={keysOf('hold', isMac)}
          onPress={() => void doAndTell('hold', call)}
        >
          {t(held ? 'emergency.call.resume' : 'emergency.call.hold')}
        </Button>
      )}
      {ends === 'leave' && (
        <Button
          size="small"
          icon={LogOut}
          keys={keysOf('hang-up', isMac)}
          onPress={() => void actAndTell({ kind: 'end', callId: call.id, how: 'leave' })}
        >
          {t('emergency.call.leave')}
        </Button>
      )}
      <Button
        size="small"
        kind="danger-quiet"
        icon={PhoneOff}
        // By key only who is talked to: F4 pressed twice must not cut off the caller who waits.
        {...(ends === 'call' ? {} : { keysDrawn: keysOf('end-all', isMac).replace('Shift+', '⇧') })}
        keys={ends !== 'call' ? keysOf('end-all', isMac) : held ? undefined : keysOf('hang-up', isMac)}
        isDisabled={!armed}
        onPress={() => (ends === 'call' ? void doAndTell('hang-up', call) : endForAll(call.id))}
      >
        {t(ends === 'call' ? 'emergency.call.end' : 'emergency.call.end.all')}
      </Button>
    </div>
  );
}
