// The demo's state for the screens before the desk: its passphrase, and what here is a stand-in.
import { useCallback, useEffect, useState } from 'react';
import type { DemoState } from '#shared/contract/demo.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';

export function useDemo(): { demo: DemoState | null; failure: Failure | null; read: () => void } {
  const [demo, setDemo] = useState<DemoState | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const read = useCallback(() => {
    void careline.demo.state().then((result) => {
      if (result.ok) setDemo(result.value);
      setFailure(result.ok ? null : result);
    });
  }, []);
  useEffect(read, [read]);
  useTopic(careline.demo.changed, read);
  return { demo, failure, read };
}

export type Given = Pick<DemoState, 'passphrase' | 'opens'>;
/** The passphrase that the demo shows to everybody, where it opens. */
export const givenFor = (slotId: string, given: Given | null | undefined): string | undefined =>
  given?.opens.includes(slotId) === true ? given.passphrase : undefined;
