// The script of a reason. While another one is read, or when it can't be, the last one stays.
import { useEffect, useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { Script } from '#shared/domain/script/script.ts';
import { careline } from '../bridge/index.ts';

export interface ReadScript {
  script: Script | null;
  failure: Failure | null;
  /** The script shown is of an earlier reason. */
  old: boolean;
  again: () => void;
}

/** No reason yet: the general script. */
export function useScript(reasonCode: string | null): ReadScript {
  const reason = reasonCode ?? 'general';
  const [found, setFound] = useState<{ reason: string; script: Script } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let left = false;
    void careline.scripts.forReason({ reason }).then((result) => {
      if (left) return;
      if (result.ok) setFound({ reason, script: result.value.script });
      setFailure(result.ok ? null : result);
    });
    return () => {
      left = true;
    };
  }, [reason, tries]);
  return {
    script: found?.script ?? null,
    failure,
    old: found !== null && found.reason !== reason,
    again: () => setTries(tries + 1),
  };
}
