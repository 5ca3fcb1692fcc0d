// The cards of a verified patient: first what this computer kept, so that the panel fills at once, then renewed from the
// server. Lives in the mounted component only: another patient, a lock or a closed tab leaves nothing behind.
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { isReasonCode } from '#shared/domain/accounts/reason.ts';
import type { Card } from '#shared/domain/disclosure/table.ts';
import { useStanding } from '../app/booked.ts';
import { careline } from '../bridge/index.ts';
import { useMayAct } from './acting.ts';
import type { Loads } from './card-state.ts';
import { createCardLoader } from './loading.ts';

export interface Cards {
  loads: Loads;
  /** Asks the server anew, for one card or for all of them. */
  renew(name?: Card): void;
  /** Only where each card is read when it comes into sight: asks for these, once. */
  ask?: (names: readonly Card[]) => void;
}

/**
 * `names` must be the same array from draw to draw (`namesFor`). Another reason is another panel: what was cut for the one
 * may stand in the other, so nothing of it is kept. `oneByOne`: `names` are asked for singly, others by `ask`. Mount with a key of context and patient.
 */
export function useCards(
  contextId: string,
  patientId: string,
  names: readonly Card[],
  reason: string | null = null,
  oneByOne = false,
): Cards {
  const [loads, setLoads] = useState<Loads>({});
  const loader = useMemo(() => {
    const about = { contextId, patientId, reason: reason !== null && isReasonCode(reason) ? reason : null };
    return createCardLoader(
      {
        panel: oneByOne
          ? null
          : (fresh, after, signal) => careline.patient.cards({ ...about, fresh, after }, { signal }),
        card: (card, fresh, signal) => careline.patient.card({ ...about, card, fresh }, { signal }),
      },
      setLoads,
    );
  }, [contextId, patientId, reason, oneByOne]);
  useEffect(() => {
    loader.start(names);
    return () => loader.stop();
  }, [loader, names]);
  const isDesk = useMayAct();
  useAfterBooking(contextId, patientId, () => {
    // At the desk's own page the form that did it asks for the record anew.
    if (!isDesk && names.includes('appointments')) loader.renew('appointments');
  });
  return {
    loads,
    renew: (name) => loader.renew(name),
    ...(oneByOne && { ask: (more: readonly Card[]) => loader.ask(more) }),
  };
}

/** In the panel's own window too a visit that was booked, moved or cancelled shows as the record holds it now. */
function useAfterBooking(contextId: string, patientId: string, then: () => void): void {
  const { bookings } = useStanding(contextId, patientId);
  const done = bookings?.filter((b) => b.state === 'done').length ?? null;
  const before = useRef(done);
  const renew = useEffectEvent(then);
  useEffect(() => {
    // What was done before this page had read of it is on the card already.
    if (before.current !== null && done !== null && done > before.current) renew();
    if (done !== null) before.current = done;
  }, [done]);
}
