// The record while it is open in an emergency: marked, read only, and gone with the access. No task, no booking, no masked number:
// nobody was verified.
import { DoorOpen } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Role } from '#shared/contract/kinds.ts';
import { opensAs } from '#shared/domain/access/break-glass.ts';
import type { Card } from '#shared/domain/disclosure/table.ts';
import { useSession } from '../app/session-store.ts';
import { ActingProvider } from '../patient/acting.ts';
import { PatientCards, ReadLine } from '../patient/PatientCards.tsx';
import { useCards } from '../patient/use-cards.ts';
import { namesFor } from '../patient/what.ts';
import { t } from '../text/t.ts';
import { Icon } from '../ui/index.ts';
import './access.css';

/** What an ambulance asks for, in this order; the rest is folded. Draft, not reviewed by a clinician. */
const first: readonly Card[] = ['identity', 'allergies', 'medicines', 'conditions'];

export interface OpenedRecordProps {
  contextId: string;
  patientId: string;
  name: string;
  accountId: string | null;
}

export function OpenedRecord(props: OpenedRecordProps) {
  const role = useSession((s) => s.state?.person?.role);
  return role === undefined ? null : <Opened {...props} role={role} />;
}

function Opened({ contextId, patientId, name, accountId, role }: OpenedRecordProps & { role: Role }) {
  const about = { role, ...opensAs };
  const names = namesFor(about);
  // Minimum necessary: what is folded is read when somebody unfolds it, and the log names no card that nobody saw.
  const [inSight] = useState(() => first.filter((card) => names.includes(card)));
  const cards = useCards(contextId, patientId, inSight, opensAs.reason, true);
  // The form that stood here was scrolled down: the mark is what comes first.
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    mark.current?.scrollIntoView({ block: 'nearest' });
    mark.current?.focus({ preventScroll: true });
  }, []);
  return (
    <ActingProvider value={false}>
      <div className="cl-patient-verified">
        <div className="cl-access-head" ref={mark} tabIndex={-1}>
          <h2 className="cl-patient-name">{name}</h2>
        </div>
        <div className="cl-access-mark">
          <strong>
            <Icon of={DoorOpen} size={18} />
            {t('access.mark')}
          </strong>
          <span>{t('access.mark.what')}</span>
          <span className="cl-detail">{t('access.mark.done')}</span>
        </div>
        <div className="cl-patient-tools">
          <ReadLine cards={cards} names={names} />
        </div>
        <PatientCards cards={cards} names={names} accountId={accountId} about={about} first={first} />
      </div>
    </ActingProvider>
  );
}
