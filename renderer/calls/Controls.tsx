// What can be done with the call in hand. Words say what a press does now; what is asked and not confirmed says so.
import { ArrowRightLeft, Mic, MicOff, Pause, PhoneOff, Play, Siren } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Call } from '#shared/domain/calls/call.ts';
import { useDeskView } from '../app/desk-store.ts';
import { keysOf, type ActionId } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { t } from '../text/t.ts';
import { togglePanel, usePanelOf } from '../telephony/panel.ts';
import { endOf, isConsulting } from '../telephony/parties.ts';
import { usePlace } from '../telephony/refusals.ts';
import { useLive, useTelephony } from '../telephony/store.ts';
import { Button, cx, VisuallyHidden } from '../ui/index.ts';
import { targetOf } from '../app/call-keys.ts';
import './controls.css';
import { placesOf, refusalShown } from './refused.ts';
import { end, endForAll, hold, isAsked, mute, useCallsStore, type Ask } from './store.ts';

const keys = (id: ActionId): string => keysOf(id, isMac);

/** A held call that comes to the front where another was just ended: a second click there is not meant for it. */
const endAfter = 700;
function useArmed(call: Call): boolean {
  const [armed, setArmed] = useState(call.state !== 'held');
  useEffect(() => {
    const timer = setTimeout(() => setArmed(true), endAfter);
    return () => clearTimeout(timer);
  }, []);
  return armed;
}

/** `short`: without what needs a panel of its own (the compact phone). */
export function Controls({ call, short = false }: { call: Call; short?: boolean }) {
  const asked = useCallsStore((s) => s.asked);
  const own = useCallsStore((s) => s.refused[call.id]);
  const later = useTelephony((s) => s.refused);
  const refused = refusalShown(call.id, own, later);
  usePlace(placesOf(call.id));
  /** Asked on this page, or asked of the line and not confirmed by it. */
  const waiting = (...asks: Ask[]): boolean =>
    isAsked(asked, call.id, ...asks) || asks.some((a) => (call.asked as readonly string[]).includes(a));
  const held = call.state === 'held';
  const live = useLive(call.id);
  const consulting = live !== null && isConsulting(live);
  // The others are ended with it only by this button: by key, whom one talks to (`endOf`).
  const ends = live === null ? 'call' : endOf(live);
  // Not where the key would end another call, or where one was just ended.
  const byKey = useCallsStore((s) => targetOf('hang-up', s.calls)?.id === call.id);
  const armed = useArmed(call);
  return (
    <>
      <div className={cx('cl-call-controls', live !== null && 'cl-call-controls-line')}>
        <Button
          icon={call.muted ? MicOff : Mic}
          keys={keys('mute')}
          isPending={waiting('mute', 'unmute')}
          onPress={() => void mute(call.id, !call.muted)}
        >
          {waiting('mute', 'unmute') ? t('calls.asked') : t(call.muted ? 'calls.unmute' : 'calls.mute')}
        </Button>
        {/* While somebody is consulted its own row changes who waits, and the transfer is the one under way. */}
        {!consulting && (
          <Button
            icon={held ? Play : Pause}
            keys={keys('hold')}
            isDisabled={call.state === 'dialling'}
            isPending={waiting('hold', 'resume')}
            onPress={() => void hold(call.id, !held)}
          >
            {waiting('hold', 'resume') ? t('calls.asked') : t(held ? 'calls.resume' : 'calls.hold')}
          </Button>
        )}
        {!short && !consulting && <Transfer call={call} />}
        <span className="cl-call-gap" />
        <Button
          kind="danger-quiet"
          icon={Siren}
          keys={keys('emergency')}
          onPress={() => useDeskView.getState().setEmergency(true)}
        >
          {t('calls.emergency')}
        </Button>
        <Button
          kind="danger"
          icon={PhoneOff}
          keys={ends !== 'call' ? keys('end-all') : byKey ? keys('hang-up') : undefined}
          // Where another call is or was just there, a caller on hold is taken up first: then it wears its key again.
          {...(ends !== 'call' ? { keysDrawn: keys('end-all').replace('Shift+', '⇧') } : {})}
          isDisabled={!armed}
          isPending={waiting('end')}
          onPress={() => (ends === 'call' ? void end(call.id) : endForAll(call.id))}
        >
          {waiting('end') ? t('calls.asked') : t(ends === 'call' ? 'calls.end' : 'calls.end.all')}
        </Button>
      </div>
      <VisuallyHidden>
        <span role="status">{(asked[call.id] ?? []).map((a) => t(`calls.asked.${a}`)).join(' ')}</span>
      </VisuallyHidden>
      {refused && (
        <p className="cl-call-refused" role="alert">
          <strong>{refused.what}</strong> {refused.why}
        </p>
      )}
    </>
  );
}

/** Only on a real line. */
function Transfer({ call }: { call: Call }) {
  const live = useLive(call.id);
  const open = usePanelOf(call.id);
  if (live === null) return null;
  return (
    <Button
      icon={ArrowRightLeft}
      keys={keys('transfer')}
      isDisabled={call.state === 'dialling'}
      aria-expanded={open === 'transfer'}
      onPress={() => togglePanel('transfer', call.id)}
    >
      {t('calls.transfer')}
    </Button>
  );
}
