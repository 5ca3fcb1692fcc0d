// Everything there is to say, read anew with every change of a version.
import { useCallback, useEffect, useState } from 'react';
import type { ScriptRow } from '#shared/contract/scripts.ts';
import type { Path } from '#shared/domain/script/script.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';

export interface ScriptList {
  /** null until the first answer. */
  rows: readonly ScriptRow[] | null;
  /** Those that a branch may lead into. */
  paths: readonly Path[] | null;
  failure: Failure | null;
  read: () => void;
}

export function useScriptList(): ScriptList {
  const [rows, setRows] = useState<readonly ScriptRow[] | null>(null);
  const [paths, setPaths] = useState<readonly Path[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const read = useCallback(() => {
    void careline.scripts.list().then((result) => {
      if (result.ok) setRows(result.value);
      setFailure(result.ok ? null : result);
    });
    void careline.scripts.paths({}).then((result) => {
      if (result.ok) setPaths(result.value.map((p) => p.path));
    });
  }, []);
  useEffect(read, [read]);
  useTopic(careline.scripts.changed, read);
  return { rows, paths, failure, read };
}
