// The dispatch cards and the alarm as the desk last told them, kept fresh by the topic and at each instant that changes them.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { createReader } from '../bridge/latest.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';

interface DispatchView {
  /** Null until the first answer; a failure keeps what was known. */
  cards: readonly DispatchCard[] | null;
  failure: Failure | null;
}
export const useDispatch = create<DispatchView>()(() => ({ cards: null, failure: null }));

interface AlarmView {
  /** Ring now. */
  open: number;
  /** Nobody has accepted, whoever is at it now. */
  urgent: number;
  alarmAt: string | null;
}
export const useAlarmFacts = create<AlarmView>()(() => ({ open: 0, urgent: 0, alarmAt: null }));

const cardsReader = createReader(
  () => careline.dispatch.list(),
  (result) => useDispatch.setState(result.ok ? { cards: result.value, failure: null } : { failure: result }),
);
const alarmReader = createReader(
  () => careline.dispatch.alarm(),
  // Not answered is not silence: what stood goes on standing.
  (result) => result.ok && useAlarmFacts.setState(result.value),
);
export const readDispatch = (): Promise<void> => cardsReader.read();

/** A step becomes due, a backend becomes late, a dialling grows too old: none of these is announced by anybody. ms */
const lookAgain = 12_000;
const lookAtAlarm = 5000;

/** Once a page, at an open desk. */
export function useKeepDispatch(): void {
  const epoch = useDesk().hello?.epoch;
  useEffect(() => void readDispatch(), [epoch]);
  useTopic(careline.dispatch.changed, () => void readDispatch());
  useTopic(careline.status.changed, () => void readDispatch());
  useEffect(() => {
    const timer = setInterval(() => {
      // With nothing open there is nothing that time alone could change.
      if ((useDispatch.getState().cards ?? []).length > 0) void readDispatch();
    }, lookAgain);
    return () => clearInterval(timer);
  }, []);
}

/** Once a page, also while the desk is locked: how many alarms stand, never whose. */
export function useKeepAlarmFacts(): void {
  const epoch = useDesk().hello?.epoch;
  useEffect(() => void alarmReader.read(), [epoch]);
  useTopic(careline.dispatch.changed, () => void alarmReader.read());
  useEffect(() => {
    const timer = setInterval(() => void alarmReader.read(), lookAtAlarm);
    return () => clearInterval(timer);
  }, []);
}
