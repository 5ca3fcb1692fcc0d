// The reason that was chosen on the call's card while the form is open comes into the form, unless one stands there already.
import { useEffect } from 'react';
import { reasonOf } from '#shared/domain/accounts/rules.ts';
import { careline } from '../../bridge/index.ts';
import { withReason } from '../rules.ts';
import type { PartProps } from './part.ts';

async function take(
  callId: string,
  account: PartProps['account'],
  change: PartProps['change'],
): Promise<void> {
  const calls = await careline.calls.current();
  const code = calls.ok ? (calls.value.find((c) => c.id === callId)?.reasonCode ?? '') : '';
  if (reasonOf(account, code) !== null)
    change((now) => (now.reasonCode === '' ? withReason(now, account, code) : now));
}

export function useCallReason({ f, account, change }: Pick<PartProps, 'f' | 'account' | 'change'>): void {
  const callId = f.origin?.kind === 'call' && f.reasonCode === '' ? f.origin.callId : null;
  useEffect(() => {
    if (callId === null) return;
    void take(callId, account, change);
    return careline.calls.changed.watch(({ ids }) => {
      if (ids.length === 0 || ids.includes(callId)) void take(callId, account, change);
    });
  }, [callId, account, change]);
}
