// Calls while the desk is locked: how long, and what can be done; the number, the name and the notes stay hidden (C4).
import { Mic, MicOff, Pause, Phone, PhoneCall, PhoneOff, Play } from 'lucide-react';
import type { Call } from '#shared/domain/calls/call.ts';
import { pressAndTell, type CallKey } from '../app/call-keys.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { useCalls } from '../calls/store.ts';
import { t } from '../text/t.ts';
import { Button, Icon, Timer } from '../ui/index.ts';

const live: readonly Call['state'][] = ['ringing', 'active', 'held'];

export function LockedCalls() {
  const calls = useCalls().calls.filter((call) => live.includes(call.state));
  if (calls.length === 0) return null;
  return (
    <section className="cl-locked-calls" aria-label={t('session.locked.calls')}>
      {calls.map((call) => (
        <LockedCall key={call.id} call={call} />
      ))}
    </section>
  );
}

function LockedCall({ call }: { call: Call }) {
  const ringing = call.state === 'ringing';
  const keys = (key: CallKey): string => keysOf(key, isMac);
  return (
    <div className="cl-locked-call">
      <Icon of={ringing ? PhoneCall : Phone} size={18} tone="accent" />
      <strong>{t(`session.locked.call.${call.state as 'ringing' | 'active' | 'held'}`)}</strong>
      <Timer
        since={ringing ? call.rangAt : (call.answeredAt ?? call.rangAt)}
        label={t(ringing ? 'session.locked.rings' : 'session.locked.runs')}
      />
      <span className="cl-inline">
        {ringing ? (
          <Button
            kind="primary"
            icon={Phone}
            keys={keys('answer')}
            onPress={() => void pressAndTell('answer')}
          >
            {t('session.call.answer')}
          </Button>
        ) : (
          <>
            <Button
              icon={call.muted ? MicOff : Mic}
              keys={keys('mute')}
              onPress={() => void pressAndTell('mute')}
            >
              {t(call.muted ? 'session.call.unmute' : 'session.call.mute')}
            </Button>
            <Button
              icon={call.state === 'held' ? Play : Pause}
              keys={keys('hold')}
              onPress={() => void pressAndTell('hold')}
            >
              {t(call.state === 'held' ? 'session.call.resume' : 'session.call.hold')}
            </Button>
            <Button
              kind="danger"
              icon={PhoneOff}
              keys={keys('hang-up')}
              onPress={() => void pressAndTell('hang-up')}
            >
              {t('session.call.end')}
            </Button>
          </>
        )}
      </span>
    </div>
  );
}
