// What was done on the emergency card for this message, read beside it: ticks live on the call (or the draft) until the
// desk puts them into the message (4b).
import { useEffect } from 'react';
import { create } from 'zustand';
import { mergeTicks } from '#shared/domain/emergency/merge.ts';
import type { EmergencyCard } from '#shared/domain/emergency/card.ts';
import type { EmergencyState, EmergencyTick } from '#shared/domain/emergency/ticks.ts';
import type { Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';

interface Known {
  /** By context; null = the card was not opened for it; absent = not read yet. */
  states: Readonly<Record<string, EmergencyState | null>>;
  card: EmergencyCard | null;
}
const useStore = create<Known>()(() => ({ states: {}, card: null }));

/** A failed read keeps what was known: the desk merges the ticks itself when it saves. */
async function readState(contextId: string): Promise<void> {
  const result = await careline.emergency.state({ contextId });
  if (result.ok) useStore.setState(({ states }) => ({ states: { ...states, [contextId]: result.value } }));
}
async function readCard(): Promise<void> {
  const result = await careline.emergency.card();
  if (result.ok) useStore.setState({ card: result.value });
}

export interface CardUse {
  opened: boolean;
  ticks: readonly EmergencyTick[];
}
/** The card's use over several contexts (a call and a draft), each tick once. */
export function useCardUse(contextIds: readonly string[]): CardUse {
  const states = useStore((s) => s.states);
  const key = contextIds.join(' ');
  useEffect(() => {
    for (const contextId of key.split(' ')) void readState(contextId);
  }, [key]);
  useTopic(careline.emergency.changed, ({ ids, resync }) => {
    for (const contextId of contextIds)
      if (resync === true || ids.length === 0 || ids.includes(contextId)) void readState(contextId);
  });
  const found = contextIds.map((id) => states[id] ?? null).filter((s) => s !== null);
  return {
    opened: found.length > 0,
    ticks: found.reduce<EmergencyTick[]>((all, s) => mergeTicks(all, s.history), []),
  };
}

/** The step that says the clinician was told by phone; null until the card is read. */
export function useClinicianStep(wanted: boolean): string | null {
  const card = useStore((s) => s.card);
  useEffect(() => {
    if (wanted && useStore.getState().card === null) void readCard();
  }, [wanted]);
  return card?.clinicianStepId ?? null;
}

/** Ticks a step for a context, and what it answers is at once what is known. */
export async function tickStep(contextId: string, stepId: string): Promise<Result<EmergencyState>> {
  const result = await careline.emergency.tick({ contextId, stepId, on: true }, { sureWithin: 60_000 });
  if (result.ok) useStore.setState(({ states }) => ({ states: { ...states, [contextId]: result.value } }));
  return result;
}

/** Titles of the card's steps by their id; ids stand in until they are known. */
export function useStepTitles(wanted: boolean): (stepId: string) => string {
  const card = useStore((s) => s.card);
  useEffect(() => {
    if (wanted && useStore.getState().card === null) void readCard();
  }, [wanted]);
  return (stepId) => card?.steps.find((s) => s.id === stepId)?.title ?? stepId;
}
