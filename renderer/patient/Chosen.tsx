// The chosen patient: the name to say, what is proven, and below it either the facts to ask for or the cards.
import { useEffect, useMemo, useRef } from 'react';
import type { Role } from '#shared/contract/kinds.ts';
import { mayDo } from '#shared/domain/disclosure/actions.ts';
import { ActBar } from '../acts/ActBar.tsx';
import { sayFailure } from '../app/say.ts';
import { useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { toast } from '../ui/index.ts';
import { BookingProvider, useMayAct } from './acting.ts';
import { Withheld } from './caller/Withheld.tsx';
import { allWithheld } from './card-state.ts';
import { PatientCards, ReadLine } from './PatientCards.tsx';
import { Hears, TellNothing } from './caller/Hears.tsx';
import { type CallerAsk, useCaller } from './caller/use-caller.ts';
import { RevealScopeContext } from './caller/MaskedNumber.tsx';
import { PatientHeader } from './PatientHeader.tsx';
import { useReason } from './use-reason.ts';
import { useCards } from './use-cards.ts';
import type { KnownVerification } from './use-verification.ts';
import { namesFor } from './what.ts';
import { VerifyFacts } from './VerifyFacts.tsx';
import type { Verification } from './checking.ts';

export interface ChosenProps {
  contextId: string;
  accountId: string | null;
  verification: Verification;
  known: KnownVerification;
}

/** Sure for as long as a desk restarts: a choice must not be lost or made twice. */
const sure = { sureWithin: 10_000 };

export function Chosen({ contextId, accountId, verification, known }: ChosenProps) {
  const { chosen, level } = verification;
  const role = useSession((s) => s.state?.person?.role);
  const patientId = chosen?.patientId ?? '';
  const change = async (): Promise<void> => {
    const result = await careline.patient.unchoose({ contextId }, sure);
    if (!result.ok) return sayFailure(result);
    await known.read();
    toast({
      text: t('patient.changed.undo'),
      onUndo: () =>
        void careline.patient.choose({ contextId, patientId }, sure).then(async (again) => {
          if (again.ok) await known.read();
          else sayFailure(again);
        }),
    });
  };
  const ask = useCaller(contextId, verification, known);
  if (chosen === null) return null;
  const common = { verification, contextId, known, ask, onChange: () => void change() };
  const { hearing, wrongLeft, wrongEarlier } = verification;
  // Nothing may be told: no fact is asked for, and no card is drawn.
  if (hearing?.scope === 'nothing')
    return (
      <>
        <PatientHeader {...common} loads={{}} />
        <TellNothing hearing={hearing} name={chosen.preferredName} {...{ wrongLeft, wrongEarlier, ask }} />
      </>
    );
  if (level === 0)
    return (
      <>
        <PatientHeader {...common} loads={{}}>
          {hearing !== undefined && <Hears hearing={hearing} name={chosen.preferredName} factsFirst />}
        </PatientHeader>
        <VerifyFacts {...common} />
      </>
    );
  if (role === undefined) return null;
  return <Verified key={patientId} {...common} patientId={patientId} accountId={accountId} role={role} />;
}

interface VerifiedProps {
  verification: Verification;
  contextId: string;
  known: KnownVerification;
  ask: CallerAsk;
  onChange: () => void;
  patientId: string;
  accountId: string | null;
  role: Role;
}

function Verified({ patientId, accountId, role, ...common }: VerifiedProps) {
  const { contextId } = common;
  const { hearing, chosen, level } = common.verification;
  const reason = useReason(contextId);
  const scope = hearing?.scope ?? 'record';
  const mayAct = useMayAct();
  const about = useMemo(() => ({ role, level, scope, reason }), [role, level, scope, reason]);
  const names = namesFor(about);
  const cards = useCards(contextId, patientId, names, reason);
  const masked = useMemo(() => ({ contextId, patientId, ...about }), [contextId, patientId, about]);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The field that was typed in is gone, also that of a third fact: keyboard and screen reader go on at the top of what
    // opened, and not in a field of before.
    if (document.activeElement === document.body) top.current?.focus({ preventScroll: true });
  }, [level]);
  return (
    <RevealScopeContext value={masked}>
      <div ref={top} tabIndex={-1} className="cl-patient-verified">
        <PatientHeader {...common} loads={cards.loads}>
          {hearing !== undefined && (
            <Hears hearing={hearing} name={chosen?.preferredName ?? ''} factsFirst={false} />
          )}
        </PatientHeader>
        {allWithheld(cards.loads) ? (
          // Nothing is done at such a record from here either: the desk refuses it.
          <Withheld />
        ) : (
          <>
            <div className="cl-patient-tools">
              {mayAct && <ActBar contextId={contextId} patientId={patientId} reason={reason} level={level} />}
              <ReadLine cards={cards} names={names} />
            </div>
            <BookingProvider value={mayDo('book', { ...about, self: hearing?.caller === 'self' })}>
              <PatientCards cards={cards} names={names} accountId={accountId} about={about} />
            </BookingProvider>
          </>
        )}
      </div>
    </RevealScopeContext>
  );
}
