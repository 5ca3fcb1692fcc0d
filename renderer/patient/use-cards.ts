// The cards of a verified patient: first what this computer kept, so that the panel fills at once, then renewed from the
// server. Lives in the mounted component only: another patient, a lock or a closed tab leaves nothing behind.
import { useEffect, useMemo, useState } from 'react';
import type { Card } from '#shared/domain/disclosure/table.ts';
import { careline } from '../bridge/index.ts';
import type { Loads } from './card-state.ts';
import { createCardLoader } from './loading.ts';

export interface Cards {
  loads: Loads;
  /** Asks the server anew, for one card or for all of them. */
  renew(name?: Card): void;
}

/** `names` must be the same array from draw to draw. Mount with a key of context and patient. */
export function useCards(contextId: string, patientId: string, names: readonly Card[]): Cards {
  const [loads, setLoads] = useState<Loads>({});
  const loader = useMemo(
    () =>
      createCardLoader(
        (card, fresh, signal) => careline.patient.card({ contextId, patientId, card, fresh }, { signal }),
        setLoads,
      ),
    [contextId, patientId],
  );
  useEffect(() => {
    loader.start(names);
    return () => loader.stop();
  }, [loader, names]);
  return { loads, renew: (name) => loader.renew(name === undefined ? names : [name]) };
}
