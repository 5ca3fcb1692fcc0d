// Which windows of this desk are open, and whether another program's link waits, as the desk last told.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { WindowState } from '#shared/contract/windows.ts';
import { careline } from '../bridge/index.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';

interface WindowsView extends WindowState {
  /** How many answers came: two links in a row are two answers that say the same. */
  readings: number;
}
export const useWindows = create<WindowsView>()(() => ({
  open: [],
  link: false,
  startedAgain: 0,
  readings: 0,
}));

let newest = 0;
/** An answer that was overtaken is dropped; a failure keeps what was known. */
export async function readWindows(): Promise<void> {
  const mine = ++newest;
  const result = await careline.windows.state();
  if (mine !== newest || !result.ok) return;
  useWindows.setState((before) => ({ ...result.value, readings: before.readings + 1 }));
}

/** Once a page. */
export function useKeepWindows(): void {
  const epoch = useDesk().hello?.epoch;
  useTopic(careline.windows.changed, () => void readWindows());
  useEffect(() => void readWindows(), [epoch]);
}
