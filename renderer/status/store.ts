// The desk's status as it was last told, shared by the status bar, the presence chip and the counts.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { StatusValue } from '#shared/contract/status.ts';
import { careline } from '../bridge/index.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';

export const useStatus = create<{ value: StatusValue | null }>()(() => ({ value: null }));

async function read(): Promise<void> {
  const result = await careline.status.read();
  // What can't be read is not known: old words would say the desk is online when nobody knows.
  useStatus.setState({ value: result.ok ? result.value : null });
}

/** Once, in the layout. */
export function useKeepStatus(): void {
  const desk = useDesk();
  const epoch = desk.hello?.epoch;
  useEffect(() => void read(), [epoch]);
  useTopic(careline.status.changed, () => void read());
  useEffect(() => {
    if (desk.state !== 'running') useStatus.setState({ value: null });
  }, [desk.state]);
}
