// Everybody in the call, each with a hold and a remove of their own, as the server has them.
import { LogOut, Pause, Play, UserMinus } from 'lucide-react';
import type { LiveView } from '#shared/contract/telephony.ts';
import type { Party } from '#shared/domain/telephony/live.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { t } from '../text/t.ts';
import { Button, Chip, IconButton, Timer } from '../ui/index.ts';
import { inCall, isConsulting, mayLeave, mayOf, partiesOf, partyName, partyState } from './parties.ts';
import { Refusal } from './Refusal.tsx';
import { actAndTell, useTelephony } from './store.ts';

const tones = {
  ringing: 'accent',
  connected: 'green',
  held: 'amber',
  left: 'neutral',
  failed: 'red',
} as const;

export function Parties({ live }: { live: LiveView }) {
  return (
    <>
      <ul className="cl-tel-parties" aria-label={t('telephony.parties')}>
        <li>
          <span className="cl-detail">{t('telephony.party.count', { count: inCall(live) })}</span>
          <span className="cl-call-gap" />
          {!isConsulting(live) && mayLeave(live) && <Leave live={live} />}
        </li>
        {/* The own leg has the call's own buttons. */}
        {partiesOf(live)
          .filter((p) => !p.self)
          .map((p) => (
            <Row key={p.id} callId={live.callId} party={p} />
          ))}
      </ul>
      <Refusal of={[`hold ${live.callId} *`, `remove ${live.callId} *`]} what="party" />
    </>
  );
}

/** The others talk on; End ends it for everybody. */
function Leave({ live }: { live: LiveView }) {
  const { callId } = live;
  const asking = useTelephony((s) => s.asking[`end ${callId}`] === true || live.asked.includes('end'));
  return (
    <Button
      size="small"
      icon={LogOut}
      keys={keysOf('hang-up', isMac)}
      isPending={asking}
      onPress={() => void actAndTell({ kind: 'end', callId, how: 'leave' })}
    >
      {t('telephony.party.leave')}
    </Button>
  );
}

function Row({ callId, party }: { callId: string; party: Party }) {
  const asking = useTelephony((s) => s.asking);
  const may = mayOf(party);
  const name = partyName(party);
  const busy = (kind: 'hold' | 'remove'): boolean => asking[`${kind} ${callId} ${party.id}`] === true;
  return (
    <li>
      <span className="cl-tel-party-name">{name}</span>
      <Chip tone={tones[party.state]} dot>
        {partyState(party)}{' '}
        {party.state === 'held' && <Timer since={party.since} label={t('telephony.party.held.timer')} />}
      </Chip>
      <span className="cl-call-gap" />
      {(may.hold || may.unhold) && (
        <Button
          size="small"
          icon={may.unhold ? Play : Pause}
          isPending={busy('hold')}
          aria-label={t(may.unhold ? 'telephony.party.unhold.of' : 'telephony.party.hold.of', { name })}
          onPress={() => void actAndTell({ kind: 'hold', callId, party: party.id, on: may.hold })}
        >
          {t(may.unhold ? 'telephony.party.unhold' : 'telephony.party.hold')}
        </Button>
      )}
      {may.remove && (
        <IconButton
          size="small"
          icon={UserMinus}
          label={t('telephony.party.remove', { name })}
          isPending={busy('remove')}
          onPress={() => void actAndTell({ kind: 'remove', callId, party: party.id })}
        />
      )}
    </li>
  );
}
