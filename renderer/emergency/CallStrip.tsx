// The call goes on under the card: its clock and its controls, with their keys. No name, no number: also while locked.
import { Mic, MicOff, Pause, PhoneOff, Play } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Call } from '#shared/domain/calls/call.ts';
import { doAndTell, targetOf } from '../app/call-keys.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { t } from '../text/t.ts';
import { Button, Timer } from '../ui/index.ts';

export function CallStrip() {
  const [call, setCall] = useState<Call | null>(null);
  const read = useCallback(() => {
    void careline.calls.current().then((result) => {
      if (result.ok) setCall(targetOf('hold', result.value));
    });
  }, []);
  useEffect(read, [read]);
  useTopic(careline.calls.changed, read);
  return call === null ? null : <CallStripOf key={call.id} call={call} />;
}

/** A held call that comes to the front where another was just ended: a second click there is not meant for it. ms */
const endAfter = 700;

/** The controls of one call; each acts on that call, also End on a caller on hold. */
export function CallStripOf({ call }: { call: Call }) {
  const held = call.state === 'held';
  const [armed, setArmed] = useState(!held);
  useEffect(() => {
    const timer = setTimeout(() => setArmed(true), endAfter);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="cl-em-call" role="group" aria-label={t('emergency.call')}>
      <span className="cl-em-call-clock">
        <span className="cl-detail">{t(held ? 'emergency.call.held' : 'emergency.call.on')}</span>
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
      <Button
        size="small"
        icon={held ? Play : Pause}
        keys={keysOf('hold', isMac)}
        onPress={() => void doAndTell('hold', call)}
      >
        {t(held ? 'emergency.call.resume' : 'emergency.call.hold')}
      </Button>
      <Button
        size="small"
        kind="danger-quiet"
        icon={PhoneOff}
        // By key only who is talked to: F4 pressed twice must not cut off the caller who waits.
        keys={held ? undefined : keysOf('hang-up', isMac)}
        isDisabled={!armed}
        onPress={() => void doAndTell('hang-up', call)}
      >
        {t('emergency.call.end')}
      </Button>
    </div>
  );
}
