// How long a caller has waited; amber when somebody should say sorry for it (row 116), also where only the rings are known.
import type { Call } from '#shared/domain/calls/call.ts';
import { longWait, waited } from '../calls/words.ts';
import { formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Chip, elapsed, Timer, useNow } from '../ui/index.ts';

export function Waited({ call }: { call: Call }) {
  const rang = Date.parse(call.rangAt);
  const rings = elapsed(rang, useNow().getTime());
  const seconds = waited(call, new Date(rang + rings).toISOString());
  const tone = (seconds ?? rings / 1000) > longWait ? 'amber' : 'neutral';
  return (
    <Chip tone={tone}>
      {seconds === null ? (
        <Timer since={call.rangAt} label={t('compact.rings.timer')} />
      ) : (
        t('calls.waited', { span: formatSpan(seconds) })
      )}
    </Chip>
  );
}
