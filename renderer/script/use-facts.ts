// Reads what fills the script of a live call: its line and practice, who sits here, who was verified, what the message says.
import { useEffect, useState } from 'react';
import type { Call } from '#shared/domain/calls/call.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import type { AppointmentRow } from '#shared/domain/patient/card.ts';
import type { ScriptFacts } from '#shared/domain/script/fields.ts';
import { useAccount } from '../app/accounts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { useSession } from '../app/session-store.ts';
import { useVerified } from '../app/verified.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { useNow } from '../ui/index.ts';
import { closedGreeting, mustAskWhoCalls, scriptFacts } from './facts.ts';

/** The call while it is live; null when it is over or not read yet. */
export function useLiveCall(callId: string): Call | null {
  const [call, setCall] = useState<Call | null>(null);
  const [version, setVersion] = useState(0);
  useTopic(careline.calls.changed, () => setVersion((v) => v + 1));
  useEffect(() => {
    let left = false;
    void careline.calls.current().then((result) => {
      if (!left && result.ok) setCall(result.value.find((c) => c.id === callId) ?? null);
    });
    return () => {
      left = true;
    };
  }, [callId, version]);
  return call;
}

/** The draft of this call, read anew at each step: each read is audited, so not at every key. */
function useDraft(callId: string | null, stepId: string | null): DraftFields | null {
  const draftId = useDeskView((s) => s.draftId);
  const [draft, setDraft] = useState<DraftFields | null>(null);
  useEffect(() => {
    if (draftId === null || callId === null) return;
    let left = false;
    void careline.messages.draft({ id: draftId }).then((result) => {
      if (left) return;
      const fields = result.ok ? result.value.fields : null;
      const mine = fields?.origin?.kind === 'call' && fields.origin.callId === callId;
      setDraft(mine ? fields : null);
    });
    return () => {
      left = true;
    };
  }, [draftId, callId, stepId]);
  return draftId === null ? null : draft;
}

/** Appointments of the verified patient; null while they are not needed, not permitted or not read. */
function useAppointments(
  contextId: string | null,
  patientId: string | null,
): readonly AppointmentRow[] | null {
  const [found, setFound] = useState<{ key: string; rows: readonly AppointmentRow[] } | null>(null);
  const key = contextId === null || patientId === null ? null : `${contextId} ${patientId}`;
  useEffect(() => {
    if (contextId === null || patientId === null || key === null) return;
    let left = false;
    void careline.patient
      .card({ contextId, patientId, card: 'appointments', fresh: false })
      .then((result) => {
        if (left || !result.ok || result.value.card !== 'appointments') return;
        setFound({ key, rows: result.value.rows });
      });
    return () => {
      left = true;
    };
  }, [contextId, patientId, key]);
  return found !== null && found.key === key ? found.rows : null;
}

export interface FactsAsked {
  /** The step being said. */
  stepId: string | null;
  /** Whether the script names an appointment. */
  appointment: boolean;
  callerIsPatient: boolean | null;
}

/** What the script may say, whether to ask who calls, and what the line wants said while the practice is closed. */
export function useScriptFacts(
  call: Call | null,
  asked: FactsAsked,
): { facts: ScriptFacts; askWhoCalls: boolean; greeting: string | null } {
  const account = useAccount(call?.accountId ?? null);
  const verified = useVerified(call?.id ?? null);
  const agentName = useSession((s) => s.state?.person?.name ?? null);
  const draft = useDraft(call?.id ?? null, asked.stepId);
  const appointments = useAppointments(
    asked.appointment ? (call?.id ?? null) : null,
    verified?.patientId ?? null,
  );
  // The time of the call back moves with the clock; a quarter of a minute is near enough.
  const now = useNow(15_000).toISOString();
  if (call === null) return { facts: {}, askWhoCalls: false, greeting: null };
  const known = {
    call,
    account,
    agentName,
    patientName: verified?.preferredName ?? null,
    callerIsPatient: asked.callerIsPatient,
    draft,
    appointments,
    now,
  };
  return {
    facts: scriptFacts(known),
    askWhoCalls: mustAskWhoCalls(known),
    greeting: closedGreeting(account, call, now),
  };
}
