// What a real line adds to the place of the ring: who (as soon as it is known), which queue, quiet or let go, and why nothing
// rings to somebody who is away.
import { BellOff, PhoneOff, X } from 'lucide-react';
import type { LiveView } from '#shared/contract/telephony.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { becomeAvailable, useBreath } from '../telephony/AgentMenu.tsx';
import { stateWords } from '../telephony/agent-words.ts';
import { Refusal } from '../telephony/Refusal.tsx';
import { decline, silenceRing, useIsSilenced } from '../telephony/ring.ts';
import { useLineLive, useLive, useTelephony } from '../telephony/store.ts';
import { t } from '../text/t.ts';
import { Button, Icon, IconButton, Timer } from '../ui/index.ts';
import { shownNumber } from './words.ts';

/** Nothing comes to an agent who is not available: said where a call would show, with the one key back. */
export function AwayIdle() {
  const view = useTelephony((s) => s.view);
  const asking = useTelephony((s) => s.asking['state'] === true || s.asking['missed-seen'] === true);
  if (view === null || view.agent === null) return null;
  return (
    <div className="cl-ring cl-ring-idle">
      <Icon of={PhoneOff} size={16} />
      <span className="cl-ring-text">
        {t('calls.idle.away', { state: stateWords(view.agent, view.askedState) })}
      </span>
      <Button
        size="small"
        keys={keysOf('available', isMac)}
        isPending={asking || view.askedState !== null}
        onPress={() => void becomeAvailable()}
      >
        {t('calls.idle.available')}
      </Button>
    </div>
  );
}

/** Between two calls: nothing rings for a moment, unless the agent ends it. Null = no such moment. */
export function useBreathEnd(): string | null {
  const agent = useTelephony(({ view }) => (view?.line === 'live' ? view.agent : null));
  const breath = useBreath(agent);
  return breath && agent !== null ? agent.readyAt : null;
}
export function BreathIdle({ until }: { until: string }) {
  const asking = useTelephony((s) => s.asking['state'] === true);
  return (
    <div className="cl-ring cl-ring-idle">
      <Icon of={PhoneOff} size={16} />
      <span className="cl-ring-text">
        {t('calls.idle.breath')} <Timer until={until} label={t('telephony.state.breath.timer')} />
      </span>
      <Button
        size="small"
        keys={keysOf('available', isMac)}
        isPending={asking}
        onPress={() => void becomeAvailable()}
      >
        {t('telephony.state.breath.now')}
      </Button>
    </div>
  );
}

/** Only the engine rang so far: who calls comes with the server's word, within moments. */
export function RingWho({ call }: { call: Call }) {
  const live = useLive(call.id);
  const line = useLineLive();
  if (line && live === null && call.number === '')
    return <h2 className="cl-name">{t('calls.number.coming')}</h2>;
  return <h2 className="cl-name cl-mono">{shownNumber(call)}</h2>;
}

/** Which queue and which skill brought it here (row 45). */
export function RingQueue({ live }: { live: LiveView }) {
  const words = [
    live.queue === null ? null : t('calls.ring.queue', { queue: live.queue.label }),
    live.skill === null ? null : t('telephony.skill', { skill: live.skill }),
  ].filter((part) => part !== null);
  return words.length === 0 ? null : <p className="cl-detail">{words.join(' · ')}</p>;
}

/** What was refused of letting it go, in the ring's own place. */
export function RingRefusal({ call }: { call: Call }) {
  return <Refusal of={[`decline ${call.id}`]} what="decline" />;
}

/** Only on a real line: quiet, or let go to the next colleague. */
export function RingButtons({ call }: { call: Call }) {
  const line = useLineLive();
  const silenced = useIsSilenced(call);
  const asking = useTelephony((s) => s.asking[`decline ${call.id}`] === true);
  if (!line) return null;
  return (
    <span className="cl-ring-buttons">
      <IconButton
        icon={BellOff}
        label={t(silenced ? 'calls.ring.silenced' : 'calls.ring.silence')}
        keys={keysOf('silence', isMac)}
        isDisabled={silenced}
        onPress={() => void silenceRing(call)}
      />
      <Button
        size="small"
        kind="quiet"
        icon={X}
        keys={keysOf('decline', isMac)}
        aria-label={t('calls.ring.decline.spoken')}
        isPending={asking}
        onPress={() => void decline(call.id)}
      >
        {t('calls.ring.decline')}
      </Button>
    </span>
  );
}
