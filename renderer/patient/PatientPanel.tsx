// The right column's first tab: from a number to candidates, from two facts to the cards that the role may see (C18, C19).
import { Lock, Phone } from 'lucide-react';
import { useEffect } from 'react';
import { useDeskView } from '../app/desk-store.ts';
import { useSession } from '../app/session-store.ts';
import { EhrSignIn } from '../ehr/EhrSignIn.tsx';
import { useEhr } from '../ehr/store.ts';
import { errorText, t } from '../text/t.ts';
import { Button, EmptyState, Skeleton } from '../ui/index.ts';
import { refuseAsking, useAsking } from './caller/asking.ts';
import { OtherCall } from './caller/OtherCall.tsx';
import { CandidateList } from './CandidateList.tsx';
import { screenOf } from './checking.ts';
import { Chosen } from './Chosen.tsx';
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
  if (role === 'trainer')
    return (
      <EmptyState icon={Lock} title={t('patient.role.title')}>
        {t('patient.role.text')}
      </EmptyState>
    );
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
  switch (screen) {
    case 'locked':
      return <LockedRecord verification={value} onChange={verification.read} />;
    case 'candidates':
      return <CandidateList contextId={contextId} number={number} onChosen={verification.read} />;
    case 'verify':
    case 'nothing':
    case 'verified':
      return <Chosen contextId={contextId} accountId={accountId} verification={value} known={verification} />;
  }
}
