// The script of a reason and the shared paths, in the language of the call. While another one is read, or when it can't be, the
// last one stays; a call keeps the version that it began with until the agent takes the newer one.
import { useEffect, useState } from 'react';
import type { PathInForce, ScriptInForce } from '#shared/contract/scripts.ts';
import type { Lang } from '#shared/domain/script/languages.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';

export interface ScriptAsked {
  /** null = none yet: the general script. */
  reason: string | null;
  accountId: string | null;
  lang: Lang;
  callId: string;
}
export interface ReadScript {
  found: ScriptInForce | null;
  paths: readonly PathInForce[];
  failure: Failure | null;
  /** The script shown is of an earlier reason or language. */
  old: boolean;
  again: () => void;
  /** The version that is in force by now, from here on. */
  takeNewest: () => void;
}

export function useScript({ reason, accountId, lang, callId }: ScriptAsked): ReadScript {
  const asked = `${reason ?? 'general'} ${accountId} ${lang}`;
  const [found, setFound] = useState<{ asked: string; value: ScriptInForce } | null>(null);
  const [paths, setPaths] = useState<readonly PathInForce[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tries, setTries] = useState(0);
  const [newest, setNewest] = useState(0);
  useTopic(careline.scripts.changed, () => setTries((n) => n + 1));
  useEffect(() => {
    let left = false;
    const want = { accountId, lang, callId };
    void careline.scripts
      .forReason({ reason: reason ?? 'general', ...want, newest: newest > 0 && newest === tries })
      .then(async (result) => {
        if (left) return;
        if (result.ok) setFound({ asked, value: result.value });
        setFailure(result.ok ? null : result);
        // After the script: one that takes the newest takes that of the paths too.
        const own = await careline.scripts.paths(want);
        if (!left && own.ok) setPaths(own.value);
      });
    return () => {
      left = true;
    };
  }, [asked, reason, accountId, lang, callId, tries, newest]);
  return {
    found: found?.value ?? null,
    paths,
    failure,
    old: found !== null && found.asked !== asked,
    again: () => setTries(tries + 1),
    takeNewest: () => {
      setTries(tries + 1);
      setNewest(tries + 1);
    },
  };
}
