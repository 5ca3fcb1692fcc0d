// What the record says already for this form. What can't be read is typed: a form never waits for the record.
import { useEffect, useState } from 'react';
import type { CardView } from '#shared/domain/patient/card.ts';
import { careline } from '../bridge/index.ts';
import type { Here } from './here.ts';
import { needs, type OnRecord } from './prefill.ts';

/** So long a form is not drawn yet: most records have answered by then, and fields don't change under anybody's hands. ms */
const waitsFor = 1000;
const said = ['recorded', 'none-recorded', 'known-none'];

/** `drawn`: answered, or waited for long enough. */
export function useRecord(here: Here): { record: OnRecord; reading: boolean; drawn: boolean } {
  const { contextId, kind } = here;
  const { patientId } = here.patient;
  const [record, setRecord] = useState<OnRecord>({});
  const [left, setLeft] = useState(needs[kind].cards.length);
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), waitsFor);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    let over = false;
    const { cards, reason } = needs[kind];
    for (const card of cards)
      void careline.patient.card({ contextId, patientId, card, fresh: false, reason }).then((result) => {
        if (over) return;
        setLeft((n) => n - 1);
        if (result.ok && said.includes(result.value.state)) {
          const view: CardView = result.value;
          setRecord((was) => ({ ...was, [view.card]: view.rows }));
        }
      });
    return () => {
      over = true;
    };
  }, [contextId, patientId, kind]);
  return { record, reading: left > 0, drawn: left <= 0 || waited };
}
