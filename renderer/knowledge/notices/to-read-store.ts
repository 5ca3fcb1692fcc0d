// How many articles and announcements wait for "I have read this", for the tab's label on every screen, and what they are.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { ToRead } from '#shared/contract/knowledge.ts';
import { useDeskSlots } from '../../app/slots.ts';
import { careline } from '../../bridge/index.ts';
import { createReader } from '../../bridge/latest.ts';
import { useDesk, useTopic } from '../../bridge/use-desk.ts';

export const useToRead = create<{ items: readonly ToRead[] }>()(() => ({ items: [] }));

const reader = createReader(
  () => careline.knowledge.toRead(),
  (answer) => {
    // What can't be read now stays as it was: it is only a reminder.
    if (answer.ok) useToRead.setState({ items: answer.value });
  },
);
export const readToRead = (): Promise<void> => reader.read();

/** Once, where the tab's label stands. On the practice desk nobody is asked: what is confirmed there would reach nobody. */
export function useKeepToRead(): number {
  const epoch = useDesk().hello?.epoch;
  const practice = useDeskSlots() !== null;
  useEffect(() => {
    if (!practice) void readToRead();
  }, [epoch, practice]);
  useTopic(careline.knowledge.changed, () => {
    if (!practice) void readToRead();
  });
  return useToRead((s) => s.items.length);
}
