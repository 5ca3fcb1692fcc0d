// Where a call can go, read when somebody looks for it; it ages quickly, so each look reads it anew.
import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';

type Answer = Awaited<ReturnType<typeof careline.telephony.directory>>;
export type DirectoryAnswer = Extract<Answer, { ok: true }>['value'];
export interface DirectoryState {
  value: DirectoryAnswer | null;
  failure: Failure | null;
  reading: boolean;
  again: () => void;
}

export function useDirectory(): DirectoryState {
  const [state, setState] = useState<Omit<DirectoryState, 'again'>>({
    value: null,
    failure: null,
    reading: true,
  });
  const read = useCallback(() => {
    void careline.telephony
      .directory()
      .then((result) =>
        setState((was) =>
          result.ok
            ? { value: result.value, failure: null, reading: false }
            : { ...was, failure: result, reading: false },
        ),
      );
  }, []);
  useEffect(() => read(), [read]);
  const again = (): void => {
    setState((was) => ({ ...was, reading: true }));
    read();
  };
  return { ...state, again };
}
