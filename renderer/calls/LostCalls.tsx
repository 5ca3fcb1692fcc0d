// A caller who was lost while the desk restarted: said in the middle, where the ring was, until somebody has seen it.
import { PhoneMissed } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Call } from '#shared/domain/calls/call.ts';
import { useAccount } from '../app/accounts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { careline } from '../bridge/index.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { useTelephony } from '../telephony/store.ts';
import { t } from '../text/t.ts';
import { Banner, Button, useNow } from '../ui/index.ts';
import { isAwaited, lostRings } from './lost.ts';
import { useCalls } from './store.ts';
import { shownLine, shownNumber } from './words.ts';

/** Waved away on this page. */
const seen = new Set<string>();

export function LostCalls() {
  const epoch = useDesk().hello?.epoch ?? null;
  const { calls, reading } = useCalls();
  const live = calls.map((c) => c.id).join();
  const [log, setLog] = useState<readonly Call[]>([]);
  const [, wave] = useState(0);
  const fresh = useTelephony(({ view }) => view?.line !== 'live' || view.server.state === 'fresh');
  // While the server may still tell where a caller is, nobody is called lost: it is looked at again as time goes on.
  const now = useNow(2000).toISOString();
  const word = log.some((c) => c.state === 'missed' && isAwaited(c, Date.parse(now), fresh)) ? now : '';
  useEffect(() => {
    if (reading) return;
    let current = true;
    void careline.calls.log().then((result) => {
      if (current && result.ok) setLog(result.value.rows);
    });
    return () => {
      current = false;
    };
  }, [epoch, live, reading, word]);
  return lostRings(log, now, seen, fresh).map((call) => (
    <Lost
      key={call.id}
      call={call}
      onSeen={() => {
        seen.add(call.id);
        wave((n) => n + 1);
      }}
    />
  ));
}

function Lost({ call, onSeen }: { call: Call; onSeen: () => void }) {
  const account = useAccount(call.accountId);
  const show = (): void => {
    onSeen();
    useDeskView.getState().show({ kind: 'past-call', callId: call.id });
  };
  return (
    <Banner
      tone="red"
      icon={PhoneMissed}
      title={t('calls.lost', { who: shownNumber(call), line: shownLine(call, account) })}
      action={
        <Button size="small" onPress={show}>
          {t('calls.lost.show')}
        </Button>
      }
      onDismiss={onSeen}
    >
      {t(call.number === '' ? 'calls.lost.withheld' : 'calls.lost.what')}
    </Banner>
  );
}
