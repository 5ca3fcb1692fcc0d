// A caller who was lost while the desk restarted: said in the middle, where the ring was, until somebody has seen it.
import { PhoneMissed } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Call } from '#shared/domain/calls/call.ts';
import { useAccount } from '../app/accounts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { deskNow } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { t } from '../text/t.ts';
import { Banner, Button } from '../ui/index.ts';
import { lostRings } from './lost.ts';
import { useCalls } from './store.ts';
import { shownLine, shownNumber } from './words.ts';

/** Waved away on this page. */
const seen = new Set<string>();

export function LostCalls() {
  const epoch = useDesk().hello?.epoch ?? null;
  const { calls, reading } = useCalls();
  const live = calls.map((c) => c.id).join();
  const [lost, setLost] = useState<readonly Call[]>([]);
  useEffect(() => {
    if (reading) return;
    let current = true;
    void careline.calls.log().then((result) => {
      if (current && result.ok) setLost(lostRings(result.value.rows, deskNow().toISOString(), seen));
    });
    return () => {
      current = false;
    };
  }, [epoch, live, reading]);
  return lost.map((call) => (
    <Lost
      key={call.id}
      call={call}
      onSeen={() => {
        seen.add(call.id);
        setLost((was) => was.filter((c) => c.id !== call.id));
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
