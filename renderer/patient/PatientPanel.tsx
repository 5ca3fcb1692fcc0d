// The right column's first tab: from a number to candidates, from two facts to the cards that the role may see (C18, C19).
import { Lock, Phone } from 'lucide-react';
import { useEffect } from 'react';
import { EmergencyWay } from '../access/EmergencyWay.tsx';
import { OpenedRecord } from '../access/OpenedRecord.tsx';
import { useOpenedRecord } from '../access/store.ts';
import { useDeskView } from '../app/desk-store.ts';
import { useSession } from '../app/session-store.ts';
import { EhrSignIn } from '../ehr/EhrSignIn.tsx';
import { useEhr } from '../ehr/store.ts';
import { ClosedRecord } from '../lease/ClosedRecord.tsx';
import { useLeaseEnded } from '../lease/store.ts';
import { errorText, t } from '../text/t.ts';
import { Button, EmptyState, Skeleton } from '../ui/index.ts';
import { refuseAsking, useAsking } from './caller/asking.ts';
import { OtherCall } from './caller/OtherCall.tsx';
import { CandidateList } from './CandidateList.tsx';
import { screenOf, type Verification } from './checking.ts';
import { Chosen } from './Chosen.tsx';
import { useMayAct } from './acting.ts';
import { LockedRecord } from './LockedRecord.tsx';
import { useVerification } from './use-verification.ts';
import './patient.css';

/** After a sign-in to the record what was refused before is asked anew. */
export function PatientPanel() {
  const entered = useEhr((s) => s.entered);
  return (
    <>
      <EhrSignIn />
      <Panel key={entered} />
    </>
  );
}

/** Follows the desk's context: the call in hand, or a message that is taken without one. */
function Panel() {
  const contextId = useDeskView((v) => v.contextId);
  const number = useDeskView((v) => v.number);
  const accountId = useDeskView((v) => v.accountId);
  const role = useSession((s) => s.state?.person?.role);
  const closed = useLeaseEnded();
  if (role === 'trainer')
    return (
      <EmptyState icon={Lock} title={t('patient.role.title')}>
        {t('patient.role.text')}
      </EmptyState>
    );
  if (closed) return <ClosedRecord />;
  if (contextId !== null)
    return (
      <>
        <OtherCall contextId={contextId} />
        <ContextPanel key={contextId} contextId={contextId} number={number} accountId={accountId} />
      </>
    );
  if (number !== null && number !== '')
    return <CandidateList key={number} contextId={null} number={number} />;
  return (
    <EmptyState icon={Phone} title={t('patient.none.title')}>
      {t('patient.none.text')}
    </EmptyState>
  );
}

/** Something of the record is withheld by the evidence or by who is on the line, not by the role alone. */
const withholds = ({ level, hearing, locked }: Verification): boolean =>
  locked || level < 2 || (hearing !== undefined && hearing.scope !== 'record');

interface ContextProps {
  contextId: string;
  number: string | null;
  accountId: string | null;
}

function ContextPanel({ contextId, number, accountId }: ContextProps) {
  const verification = useVerification(contextId);
  const { value, failure } = verification;
  const asked = useAsking((s) => s.contextId === contextId);
  const screen = value === null ? null : screenOf(value);
  const chosen = value?.chosen ?? null;
  const opened = useOpenedRecord(contextId, chosen?.patientId ?? null);
  // Its dialog and the fresh proof stand on the desk's own page.
  const mayOpen = useMayAct();
  useEffect(() => {
    if (asked && (screen === 'candidates' || screen === 'locked')) refuseAsking(contextId);
  }, [asked, screen, contextId]);
  if (value === null || screen === null) {
    if (failure === null) return <Skeleton label={t('patient.reading')} />;
    const { sentence, next } = errorText(failure.code);
    return (
      <EmptyState
        title={sentence}
        action={<Button onPress={() => void verification.read()}>{t('patient.retry')}</Button>}
      >
        {next}
      </EmptyState>
    );
  }
  if (opened !== null && chosen !== null)
    return (
      <OpenedRecord
        key={opened}
        {...{ contextId, accountId, patientId: chosen.patientId, name: chosen.preferredName }}
      />
    );
  const way = mayOpen && chosen !== null && withholds(value) && <EmergencyWay />;
  switch (screen) {
    case 'locked':
      return (
        <>
          <LockedRecord verification={value} onChange={verification.read} />
          {way}
        </>
      );
    case 'candidates':
      return <CandidateList contextId={contextId} number={number} onChosen={verification.read} />;
    case 'verify':
    case 'nothing':
    case 'verified':
      return (
        <>
          <Chosen contextId={contextId} accountId={accountId} verification={value} known={verification} />
          {way}
        </>
      );
  }
}
