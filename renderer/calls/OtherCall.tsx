// The other of two calls, beside the one in hand: who waits, how long, and its own way back and its own end.
import { Pause, PhoneOff, Play } from 'lucide-react';
import type { Call } from '#shared/domain/calls/call.ts';
import { useAccount } from '../app/accounts.ts';
import { useVerified } from '../app/verified.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { t } from '../text/t.ts';
import { Button, Icon, Timer } from '../ui/index.ts';
import { end, isAsked, takeUp, useCallsStore } from './store.ts';
import { aboutWhom, shownLine, shownNumber } from './words.ts';

export function OtherCall({ call }: { call: Call }) {
  const verified = useVerified(call.id);
  const account = useAccount(call.accountId);
  const asked = useCallsStore((s) => s.asked);
  const held = call.state === 'held';
  return (
    <section className="cl-panel cl-other-call" aria-label={t('calls.also')}>
      <Icon of={Pause} size={16} tone="amber" />
      <div className="cl-other-call-text">
        <strong className={verified ? undefined : 'cl-mono'}>
          {verified ? aboutWhom(verified) : shownNumber(call)}
        </strong>
        <p className="cl-detail">
          {t(held ? 'calls.also.waits' : 'calls.also.talks')}{' '}
          {call.heldSince !== null && <Timer since={call.heldSince} label={t('calls.state.held.timer')} />}
          {' · '}
          {shownLine(call, account)}
        </p>
      </div>
      {held && (
        <Button
          size="small"
          icon={Play}
          keys={keysOf('all-together', isMac)}
          keysDrawn={keysOf('all-together', isMac).replace('Shift+', '⇧')}
          isPending={isAsked(asked, call.id, 'resume')}
          onPress={() => void takeUp(call.id)}
        >
          {t('calls.also.takeUp')}
        </Button>
      )}
      <Button
        size="small"
        kind="danger-quiet"
        icon={PhoneOff}
        isPending={isAsked(asked, call.id, 'end')}
        onPress={() => void end(call.id)}
      >
        {t('calls.also.end')}
      </Button>
    </section>
  );
}
