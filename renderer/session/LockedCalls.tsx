// Calls while the desk is locked: how long, and what can be done; the number, the name and the notes stay hidden (C4).
import { Mic, MicOff, Pause, Phone, PhoneCall, PhoneOff, Play } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Call } from '#shared/domain/calls/call.ts';
import type { Result } from '#shared/domain/result.ts';
import { pressCallKey, type CallKey } from '../app/call-keys.ts';
import { useDeskView } from '../app/desk-store.ts';
import { keysOf } from '../app/keys.ts';
import { say, sayFailure } from '../app/say.ts';
import { isMac } from '../app/use-keys.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { t } from '../text/t.ts';
import { Button, Icon, Timer } from '../ui/index.ts';

const live: readonly Call['state'][] = ['ringing', 'active', 'held'];
const tell = (done: string | Result<Call> | null): void => {
  if (typeof done === 'string') say(done);
  else if (done && !done.ok) sayFailure(done);
};
export const pressAndTell = (key: CallKey): void => void pressCallKey(key).then(tell);

export function LockedCalls() {
  const [calls, setCalls] = useState<Call[]>([]);
  const read = useCallback(() => {
    void careline.calls.current().then((result) => {
      if (!result.ok) return;
      const shown = result.value.filter((c) => live.includes(c.state));
      setCalls(shown);
      // The emergency card writes its ticks to the call in hand, also while locked.
      useDeskView.getState().setContext({
        contextId: shown.find((c) => c.state !== 'ringing')?.id ?? null,
        accountId: shown.find((c) => c.state !== 'ringing')?.accountId ?? null,
      });
    });
  }, []);
  useEffect(read, [read]);
  useTopic(careline.calls.changed, read);
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
          <Button kind="primary" icon={Phone} keys={keys('answer')} onPress={() => pressAndTell('answer')}>
            {t('session.call.answer')}
          </Button>
        ) : (
          <>
            <Button icon={call.muted ? MicOff : Mic} keys={keys('mute')} onPress={() => pressAndTell('mute')}>
              {t(call.muted ? 'session.call.unmute' : 'session.call.mute')}
            </Button>
            <Button
              icon={call.state === 'held' ? Play : Pause}
              keys={keys('hold')}
              onPress={() => pressAndTell('hold')}
            >
              {t(call.state === 'held' ? 'session.call.resume' : 'session.call.hold')}
            </Button>
            <Button
              kind="danger"
              icon={PhoneOff}
              keys={keys('hang-up')}
              onPress={() => pressAndTell('hang-up')}
            >
              {t('session.call.end')}
            </Button>
          </>
        )}
      </span>
    </div>
  );
}
