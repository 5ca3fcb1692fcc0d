// A call that rings: who, for which practice, how long they have waited, and one large button.
import { PhoneIncoming, X } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { greetingFor } from '#shared/domain/accounts/hours.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { useAccount } from '../app/accounts.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { answer, isAsked, useCallsStore } from '../calls/store.ts';
import { decline } from '../telephony/ring.ts';
import { useLineLive, useTelephony } from '../telephony/store.ts';
import { errorText, t } from '../text/t.ts';
import { announce, Button, useNow } from '../ui/index.ts';
import { Caller } from './Caller.tsx';
import { Waited } from './Waited.tsx';

export function Ringing({ call, locked }: { call: Call; locked: boolean }) {
  const asked = useCallsStore((s) => isAsked(s.asked, call.id, 'answer'));
  const isRunning = useDesk().state === 'running';
  const line = useLineLive();
  const declining = useTelephony((s) => s.asking[`decline ${call.id}`] === true);
  const refused = useCallsStore((s) => s.refused[call.id]);
  const account = useAccount(call.accountId);
  const now = useNow(15_000).toISOString();
  const greeting = account && !locked ? greetingFor(account, call.dnis, now) : null;
  // Without the number: the main page says that, and this window may be seen by others.
  const say = useEffectEvent(() => announce(t('compact.state.ringing')));
  useEffect(() => say(), [call.id]);
  return (
    <section className="cl-compact-card cl-compact-ring" aria-label={t('compact.state.ringing')}>
      <div className="cl-compact-line">
        <strong>{t('compact.state.ringing')}</strong>
        <Waited call={call} />
      </div>
      <Caller call={call} locked={locked} state={t('compact.state.ringing')} />
      {greeting !== null && <p>{t('calls.ring.greeting', { greeting })}</p>}
      {!isRunning && <p className="cl-compact-unsure">{t('calls.ring.unsure')}</p>}
      {refused && (
        <p className="cl-compact-refused" role="alert">
          <strong>{t(`calls.refused.${refused.ask}`)}</strong> {errorText(refused.failure.code).next}
        </p>
      )}
      <Button
        kind="primary"
        className="cl-compact-answer"
        icon={PhoneIncoming}
        keys={keysOf('answer', isMac)}
        isPending={asked}
        isDisabled={!isRunning && !asked}
        onPress={() => void answer(call.id)}
      >
        {asked ? t('calls.asked') : t('calls.answer')}
      </Button>
      {line && (
        <Button
          icon={X}
          kind="quiet"
          keys={keysOf('decline', isMac)}
          aria-label={t('calls.ring.decline.spoken')}
          isPending={declining}
          isDisabled={!isRunning}
          onPress={() => void decline(call.id)}
        >
          {t('calls.ring.decline')}
        </Button>
      )}
    </section>
  );
}
