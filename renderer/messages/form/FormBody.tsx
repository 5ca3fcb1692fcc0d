// The form itself: its parts, what lacks, the keys that work in it, and taking in what other rooms hand over.
import { PenLine } from 'lucide-react';
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, type KeyboardEvent } from 'react';
import type { Account } from '#shared/domain/accounts/account.ts';
import { lowestUrgency } from '#shared/domain/accounts/rules.ts';
import { mergeTicks } from '#shared/domain/emergency/merge.ts';
import { problems, raise, type Problem } from '#shared/domain/messages/complete.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { isDialable } from '#shared/domain/phone/phone.ts';
import { todayIn } from '#shared/domain/time/age.ts';
import { useDeskView } from '../../app/desk-store.ts';
import { t } from '../../text/t.ts';
import { announce, Icon, useNow } from '../../ui/index.ts';
import { secondsThere } from '../clock-words.ts';
import { changeDraft, markTried, saveDraft, type OpenDraft } from '../draft-store.ts';
import { useCardUse, type CardUse } from '../emergency-ticks.ts';
import { sayTold } from '../say-told.ts';
import { EmergencyLine } from '../EmergencyLine.tsx';
import { PhoneNow } from '../PhoneNow.tsx';
import { fieldOf, withUrgentReason } from '../rules.ts';
import { useCallReason } from './call-reason.ts';
import { CallbackPart } from './CallbackPart.tsx';
import { CallerPart } from './CallerPart.tsx';
import { FormFoot } from './FormFoot.tsx';
import { markOpened, takeOpened } from '../opened.ts';
import { entersOn, focusField, moveOn, savesNow } from './moving.ts';
import { OriginPart } from './OriginPart.tsx';
import { Lacking, type PartProps } from './part.ts';
import { PatientPart } from './PatientPart.tsx';
import { QuotesPart } from './QuotesPart.tsx';
import { ReasonPart } from './ReasonPart.tsx';
import { UrgencyPart } from './UrgencyPart.tsx';

export interface FormBodyProps {
  draftId: string;
  draft: Extract<OpenDraft, { phase: 'open' }>;
  account: Account;
}

/** The draft as the desk will take it: with the ticks of the emergency card, and raised by them. */
function asTaken(f: DraftFields, card: CardUse): DraftFields {
  const emergency = mergeTicks(f.emergency, card.ticks);
  return emergency.length === 0 ? f : { ...f, emergency, urgency: raise(f.urgency, 'emergency') };
}

export function FormBody({ draftId, draft, account }: FormBodyProps) {
  const form = useRef<HTMLDivElement>(null);
  const f = draft.fields;
  const contexts = f.origin?.kind === 'call' ? [f.origin.callId, draftId] : [draftId];
  const card = useCardUse(contexts);
  const taken = asTaken(f, card);
  const emergencyUsed = taken.emergency.length > 0;
  const today = todayIn(account.zone, useNow(60_000).toISOString());
  const missing = problems(taken, {
    lowestUrgency: f.reasonCode === '' ? null : lowestUrgency(account, f.reasonCode),
    dialable: isDialable,
    today,
    cardOpened: card.opened,
  });
  const all: Problem[] = [...missing, ...draft.lacking.filter((p) => !missing.includes(p))];
  const shown = draft.tried ? all : [];
  const shownKey = shown.join();
  const lacking = useMemo(
    () => new Set(shownKey === '' ? [] : (shownKey.split(',') as Problem[])),
    [shownKey],
  );
  const goTo = (problem: Problem): void => {
    if (form.current) focusField(form.current, fieldOf[problem]);
  };
  const change = useCallback<PartProps['change']>((how) => changeDraft(draftId, how), [draftId]);
  const parts: PartProps = {
    f,
    account,
    change,
    set: (patch) => changeDraft(draftId, (now) => ({ ...now, ...patch })),
  };
  const save = async (): Promise<void> => {
    const first = all[0];
    if (first !== undefined) {
      markTried(draftId);
      announce(
        `${t('messages.missing.count', { count: all.length })} ${t(`messages.missing.${first}`)}`,
        true,
      );
      // After the list of what lacks has taken its place at the foot.
      requestAnimationFrame(() => goTo(first));
      return;
    }
    const savedAt = await saveDraft(draftId);
    if (savedAt !== null) showSaved(draftId, savedAt, f.zone);
  };
  // Only where the card was used already: a tick makes the message an emergency.
  const contextId = contexts[0] ?? draftId;
  const told = emergencyUsed ? { onTold: (stepId: string) => void sayTold(contextId, stepId) } : {};
  useCallReason(parts);
  useEffect(() => {
    if (emergencyUsed) change((now) => withUrgentReason(now, account));
  }, [emergencyUsed, account, change]);
  // Opened by a person just now: the first thing to ask for has the focus. Shown again later, it stays where it is.
  const focusFirst = useEffectEvent(() => {
    if (form.current) focusField(form.current, f.origin?.kind === 'call' ? 'caller-name' : 'origin');
  });
  useEffect(() => {
    if (takeOpened(draftId)) focusFirst();
  }, [draftId]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (savesNow(event)) {
      event.preventDefault();
      event.stopPropagation();
      void save();
    } else if (entersOn(event) && form.current && event.target instanceof Element) {
      event.preventDefault();
      event.stopPropagation();
      moveOn(form.current, event.target);
    }
  };
  return (
    <Lacking value={lacking}>
      <div ref={form} className="cl-messages cl-messages-form" onKeyDownCapture={onKeyDown}>
        <header className="cl-messages-head">
          <Icon of={PenLine} size={18} />
          <h2 className="cl-messages-title">{t('messages.form.title', { account: account.name })}</h2>
        </header>
        <div className="cl-messages-parts" aria-busy={draft.saving}>
          <div className="cl-messages-now">
            <PhoneNow
              account={account}
              zone={f.zone}
              urgency={taken.urgency}
              ticks={taken.emergency}
              {...told}
            />
          </div>
          {(card.opened || emergencyUsed) && (
            <EmergencyLine
              ticks={taken.emergency}
              zone={f.zone}
              note={t(emergencyUsed ? 'messages.emergency.form' : 'messages.emergency.opened')}
            />
          )}
          <OriginPart {...parts} />
          <CallerPart {...parts} />
          <CallbackPart {...parts} f={taken} />
          <PatientPart
            {...parts}
            draftId={draftId}
            cardOpened={card.opened || emergencyUsed}
            emergency={taken.urgency === 'emergency'}
          />
          <ReasonPart {...parts} />
          <UrgencyPart {...parts} emergencyUsed={emergencyUsed} />
          <QuotesPart {...parts} />
        </div>
        <FormFoot draftId={draftId} draft={draft} problems={shown} onGoTo={goTo} onSave={() => void save()} />
      </div>
    </Lacking>
  );
}

function showSaved(draftId: string, savedAt: string, zone: string): void {
  // What was missing is missing no longer: those words go from where they were said.
  announce('', true);
  announce(t('messages.saved', { time: secondsThere(savedAt, zone) }));
  markOpened(draftId);
  const view = useDeskView.getState();
  if (view.contextId === draftId) view.setContext({ contextId: null });
  // Beside a call the saved message stays in its tab; in the centre it takes the form's place.
  if (view.centre.kind !== 'draft' || view.centre.draftId !== draftId) return;
  if (view.draftId === draftId) view.setContext({ draftId: null });
  view.show({ kind: 'message', messageId: draftId });
}
