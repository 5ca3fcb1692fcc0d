// What the record says already for this form. What can't be read is typed: a form never waits for the record.
import { useEffect, useState } from 'react';
import type { CardView } from '#shared/domain/patient/card.ts';
import { careline } from '../bridge/index.ts';
import type { Here } from './here.ts';
import { needs, type OnRecord } from './prefill.ts';

export function useRecord(here: Here): { record: OnRecord; reading: boolean } {
  const { contextId, kind } = here;
  const { patientId } = here.patient;
  const [record, setRecord] = useState<OnRecord>({});
  const [left, setLeft] = useState(needs[kind].cards.length);
  useEffect(() => {
    let over = false;
    const { cards, reason } = needs[kind];
    for (const card of cards)
      void careline.patient.card({ contextId, patientId, card, fresh: false, reason }).then((result) => {
        if (over) return;
        setLeft((n) => n - 1);
        if (result.ok && result.value.state === 'recorded') {
          const view: CardView = result.value;
          setRecord((was) => ({ ...was, [view.card]: view.rows }));
        }
      });
    return () => {
      over = true;
    };
  }, [contextId, patientId, kind]);
  return { record, reading: left > 0 };
}
