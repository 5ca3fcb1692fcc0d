// The versions of one key that this desk has, read anew with every change.
import { useEffect, useState } from 'react';
import type { VersionRow } from '#shared/contract/scripts.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';

export function useVersions(key: string): {
  versions: readonly VersionRow[] | null;
  failure: Failure | null;
} {
  const [versions, setVersions] = useState<readonly VersionRow[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [turn, setTurn] = useState(0);
  useTopic(careline.scripts.changed, () => setTurn((n) => n + 1));
  useEffect(() => {
    let left = false;
    void careline.scripts.versions({ key }).then((result) => {
      if (left) return;
      if (result.ok) setVersions(result.value);
      setFailure(result.ok ? null : result);
    });
    return () => {
      left = true;
    };
  }, [key, turn]);
  return { versions, failure };
}
