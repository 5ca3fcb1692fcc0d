// What administration knows: asked when the page opens and when something changed; each act answers the new state.
import { useEffect, useState } from 'react';
import type { AdminValue } from '#shared/contract/admin.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';

export interface KnownAdmin {
  value: AdminValue | null;
  failure: Failure | null;
  busy: boolean;
  again: () => void;
  take: (result: Result<AdminValue>) => void;
}

export function useAdmin(): KnownAdmin {
  const [value, setValue] = useState<AdminValue | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(true);
  const [times, setTimes] = useState(0);
  const take = (result: Result<AdminValue>): void => {
    if (result.ok) setValue(result.value);
    setFailure(result.ok ? null : result);
  };
  useEffect(() => {
    let current = true;
    void careline.admin.read().then((result) => {
      if (!current) return;
      setBusy(false);
      if (result.ok) setValue(result.value);
      setFailure(result.ok ? null : result);
    });
    return () => void (current = false);
  }, [times]);
  const again = (): void => {
    setBusy(true);
    setTimes((n) => n + 1);
  };
  // Who can unlock here changed.
  useTopic(careline.session.changed, () => void (value !== null && again()));
  return { value, failure, busy, again, take };
}
