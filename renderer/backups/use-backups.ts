// The backups of this desk, read anew whenever they change.
import { useCallback, useEffect, useState } from 'react';
import type { BackupsState } from '#shared/contract/backups.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';

export function useBackups() {
  const [state, setState] = useState<BackupsState | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const read = useCallback(() => {
    void careline.backups.state().then((answer) => {
      if (answer.ok) setState(answer.value);
      setFailure(answer.ok ? null : answer);
    });
  }, []);
  useEffect(read, [read]);
  useTopic(careline.backups.changed, read);
  return { state, failure, read };
}
