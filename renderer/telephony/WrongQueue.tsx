// After a call: it came to the wrong queue. One press, for the routing report (row 45); the call itself is not changed.
import { Check, Signpost } from 'lucide-react';
import { useState } from 'react';
import type { LiveView } from '#shared/contract/telephony.ts';
import { t } from '../text/t.ts';
import { Button, Chip } from '../ui/index.ts';
import { actAndTell, useTelephony } from './store.ts';

export function WrongQueue({ live }: { live: LiveView }) {
  const { callId, queue } = live;
  const [noted, setNoted] = useState(false);
  const asking = useTelephony((s) => s.asking[`wrong-queue ${callId}`] === true);
  if (queue === null) return null;
  if (noted)
    return (
      <Chip icon={Check} tone="green">
        {t('telephony.wrong-queue.noted')}
      </Chip>
    );
  return (
    <Button
      size="small"
      kind="plain"
      icon={Signpost}
      isPending={asking}
      onPress={() => void actAndTell({ kind: 'wrong-queue', callId, queueId: null }).then(setNoted)}
    >
      {t('telephony.wrong-queue', { queue: queue.label })}
    </Button>
  );
}
