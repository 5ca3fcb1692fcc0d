// What the record is asked while the form stands: what is booked, who sees patients where, and which times are free. Times are
// asked anew with every change of the wish, a moment after it; an older answer is never shown for a newer question.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { BridgeOf } from '#shared/contract/bridge.ts';
import type { contract } from '#shared/contract/index.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { deskNow } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { createNewest, createReader } from '../bridge/latest.ts';

type Booking = BridgeOf<typeof contract>['booking'];
type Answer<N extends 'visits' | 'clinics' | 'slots'> =
  Awaited<ReturnType<Booking[N]>> extends Result<infer T> ? T : never;
export type Visits = Answer<'visits'>;
export type Clinics = Answer<'clinics'>;
export type Slots = Answer<'slots'>;
export type SlotsAsked = Parameters<Booking['slots']>[0];

export interface Load<T> {
  /** The last one that was read; kept while it is read anew. */
  value: T | null;
  failure: Failure | null;
  reading: boolean;
}
const loading = { value: null, failure: null, reading: true };
const after = <T>(was: Load<T>, result: Result<T>): Load<T> =>
  result.ok
    ? { value: result.value, failure: null, reading: false }
    : { value: was.value, failure: result, reading: false };

function useRead<T>(read: (() => Promise<Result<T>>) | null): Load<T> & { again(): void } {
  const [load, setLoad] = useState<Load<T>>(loading);
  const reader = useMemo(
    () => (read === null ? null : createReader(read, (result) => setLoad((was) => after(was, result)))),
    [read],
  );
  useEffect(() => {
    void reader?.read();
    return () => reader?.stop();
  }, [reader]);
  const again = useCallback(() => {
    setLoad((was) => ({ ...was, reading: true }));
    void reader?.read();
  }, [reader]);
  return { ...load, again };
}

export function useVisits(contextId: string, patientId: string | null): Load<Visits> & { again(): void } {
  const read = useMemo(
    () => (patientId === null ? null : () => careline.booking.visits({ contextId, patientId })),
    [contextId, patientId],
  );
  return useRead(read);
}
export function useClinics(contextId: string, patientId: string | null): Load<Clinics> & { again(): void } {
  const read = useMemo(
    () => (patientId === null ? null : () => careline.booking.clinics({ contextId, patientId })),
    [contextId, patientId],
  );
  return useRead(read);
}

/** So long a wish stands still before it is asked for, ms. */
const stillMs = 150;

/** `asked` null: there is nothing to ask yet. */
export function useSlots(asked: SlotsAsked | null): Load<Slots> & { readAt: string | null; again(): void } {
  const [found, setFound] = useState<Load<Slots> & { key: string; readAt: string | null }>({
    ...loading,
    key: '',
    readAt: null,
  });
  const newest = useRef<ReturnType<typeof createNewest<SlotsAsked, Result<Slots>>> | null>(null);
  useEffect(() => {
    newest.current = createNewest<SlotsAsked, Result<Slots>>(
      (question, signal) => careline.booking.slots(question, { signal }),
      (question, answer) => {
        const key = JSON.stringify(question);
        setFound((was) => ({
          key,
          readAt: answer?.ok === true ? deskNow().toISOString() : was.key === key ? was.readAt : null,
          // Times of another wish must not be chosen for this one.
          ...(answer === null
            ? { ...loading, value: was.key === key ? was.value : null }
            : after({ ...was, value: was.key === key ? was.value : null }, answer)),
        }));
      },
    );
    return () => newest.current?.stop();
  }, []);
  const key = asked === null ? null : JSON.stringify(asked);
  useEffect(() => {
    if (key === null) return;
    const timer = setTimeout(() => newest.current?.ask(JSON.parse(key) as SlotsAsked), stillMs);
    return () => clearTimeout(timer);
  }, [key]);
  const again = useCallback(() => {
    if (key !== null) newest.current?.ask(JSON.parse(key) as SlotsAsked);
  }, [key]);
  return found.key === key ? { ...found, again } : { ...loading, readAt: null, again };
}
