// Calls while the desk is locked: how long, and what can be done; the number, the name and the notes stay hidden (C4).
import { Mic, MicOff, Pause, Phone, PhoneCall, PhoneOff, Play } from 'lucide-react';
import type { Call } from '#shared/domain/calls/call.ts';
import { FlagLine } from '../assist/FlagLine.tsx';
import { doAndTell, targetOf, type CallKey } from '../app/call-keys.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { useCalls } from '../calls/store.ts';
import { Sound } from '../compact/Sound.tsx';
import { isConsulting } from '../telephony/parties.ts';
import { useLive } from '../telephony/store.ts';
import { t } from '../text/t.ts';
import { Button, Icon, Timer } from '../ui/index.ts';

const live: readonly Call['state'][] = ['ringing', 'dialling', 'active', 'held'];

export function LockedCalls() {
  const { calls: all } = useCalls();
  const calls = all
    .filter((call) => live.includes(call.state))
    .toSorted((a, b) => a.rangAt.localeCompare(b.rangAt));
  if (calls.length === 0) return null;
  return (
    <section className="cl-locked-calls" aria-label={t('session.locked.calls')}>
      {calls.map((call, i) => (
        <LockedCall key={call.id} call={call} calls={all} place={calls.length > 1 ? i + 1 : null} />
      ))}
    </section>
  );
}

/** Without a number or a name, its place in the order of ringing is what tells one call from another. */
function LockedCall({ call, calls, place }: { call: Call; calls: readonly Call[]; place: number | null }) {
  const ringing = call.state === 'ringing';
  const held = call.state === 'held';
  const told = useLive(call.id);
  // Somebody is consulted: the caller is not taken off hold beside them.
  const consulting = told !== null && isConsulting(told);
  // A key is drawn only on the call that it would act on.
  const keys = (key: CallKey): string | undefined =>
    targetOf(key, calls)?.id === call.id ? keysOf(key, isMac) : undefined;
  const press = (key: CallKey) => () => void doAndTell(key, call);
  return (
    <div className="cl-locked-call">
      <Icon of={ringing ? PhoneCall : Phone} size={18} tone="accent" />
      <strong>
        {place !== null && `${t('session.locked.place', { place })} `}
        {t(`session.locked.call.${call.state as 'ringing' | 'dialling' | 'active' | 'held'}`)}
      </strong>
      <Timer
        since={
          ringing ? call.rangAt : held ? (call.heldSince ?? call.rangAt) : (call.answeredAt ?? call.rangAt)
        }
        label={t(ringing ? 'session.locked.rings' : held ? 'session.locked.held' : 'session.locked.runs')}
      />
      <span className="cl-inline">
        {ringing ? (
          <Button kind="primary" icon={Phone} keys={keys('answer')} onPress={press('answer')}>
            {t('session.call.answer')}
          </Button>
        ) : (
          <>
            <Button icon={call.muted ? MicOff : Mic} keys={keys('mute')} onPress={press('mute')}>
              {t(call.muted ? 'session.call.unmute' : 'session.call.mute')}
            </Button>
            {!consulting && (
              <Button
                icon={held ? Play : Pause}
                keys={keys('hold')}
                isDisabled={call.state === 'dialling'}
                onPress={press('hold')}
              >
                {t(held ? 'session.call.resume' : 'session.call.hold')}
              </Button>
            )}
            <Button
              kind="danger"
              icon={PhoneOff}
              // While somebody is consulted the key ends that talk, this button the call.
              keys={consulting ? undefined : keys('hang-up')}
              onPress={press('hang-up')}
            >
              {t('session.call.end')}
            </Button>
          </>
        )}
      </span>
      {!ringing && (
        <div className="cl-locked-flag">
          <FlagLine callId={call.id} locked keyed={targetOf('hold', calls)?.id === call.id} />
        </div>
      )}
      {told && !ringing && (
        <div className="cl-locked-sound">
          <Sound call={call} live={told} />
        </div>
      )}
    </div>
  );
}
