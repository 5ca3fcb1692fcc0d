// The evidence on this call as the desk has it: read at the start (so also after a reload), again when it changes.
import { useEffect, useMemo, useState } from 'react';
import type { Failure, Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { createReader } from '../bridge/latest.ts';
import { useTopic } from '../bridge/use-desk.ts';
import type { Verification } from './checking.ts';

export interface KnownVerification {
  value: Verification | null;
  failure: Failure | null;
  /** Reads again; settles when the answer is shown. */
  read(): Promise<void>;
  /** Shows this until the next reading. */
  show(value: Verification): void;
}

export function useVerification(contextId: string): KnownVerification {
  const [value, setValue] = useState<Verification | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const reader = useMemo(
    () =>
      createReader(
        () => careline.patient.verification({ contextId }),
        (result: Result<Verification>) => {
          if (result.ok) setValue(result.value);
          setFailure(result.ok ? null : result);
        },
      ),
    [contextId],
  );
  useEffect(() => {
    void reader.read();
    return () => reader.stop();
  }, [reader]);
  useTopic(careline.patient.changed, ({ ids, resync }) => {
    if (resync === true || ids.length === 0 || ids.includes(contextId)) void reader.read();
  });
  return { value, failure, read: () => reader.read(), show: setValue };
}
