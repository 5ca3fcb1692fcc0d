// The form itself: its parts in the order in which an agent speaks them, what lacks, the keys that work in it, and taking in
// what other rooms hand over.
import { PenLine } from 'lucide-react';
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import type { Account } from '#shared/domain/accounts/account.ts';
import { mergeTicks } from '#shared/domain/emergency/merge.ts';
import { problems, raise, type Problem } from '#shared/domain/messages/complete.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { leastUrgency, rulesFor, withLeastUrgency } from '#shared/domain/messages/urgency.ts';
import { isDialable } from '#shared/domain/phone/phone.ts';
import { todayIn } from '#shared/domain/time/age.ts';
import { useDeskView } from '../../app/desk-store.ts';
import { t } from '../../text/t.ts';
import { announce, Icon, useNow } from '../../ui/index.ts';
import { changeDraft, markTried, openDraft, saveDraft, settleNotes, type OpenDraft } from '../draft-store.ts';
import { useCardUse, type CardUse } from '../emergency-ticks.ts';
import { EmergencyLine } from '../EmergencyLine.tsx';
import { takeOpened } from '../opened.ts';
import { cutPaste } from '../pasted.ts';
import { PhoneNow } from '../PhoneNow.tsx';
import { notBelow } from '../raising.ts';
import { isPracticeAsked, fieldOf, withUrgentReason } from '../rules.ts';
import { sayTold } from '../say-told.ts';
import { AskedPart } from './AskedPart.tsx';
import { useCallReason } from './call-reason.ts';
import { CallbackPart } from './CallbackPart.tsx';
import { CallerPart } from './CallerPart.tsx';
import { ConditionsPart } from './ConditionsPart.tsx';
import { EarlierOffer } from './EarlierOffer.tsx';
import { EndingPart } from './EndingPart.tsx';
import { foldOf } from './folds.ts';
import { FormFoot } from './FormFoot.tsx';
import { MedicinesPart } from './MedicinesPart.tsx';
import { entersOn, focusField, moveOn, savesNow } from './moving.ts';
import { OriginPart } from './OriginPart.tsx';
import { Lacking, type PartProps } from './part.ts';
import { PatientPart } from './PatientPart.tsx';
import { QuotesPart } from './QuotesPart.tsx';
import { ReasonPart } from './ReasonPart.tsx';
import { RefillPart } from './RefillPart.tsx';
import { showSaved } from './show-saved.ts';
import { SymptomsPart } from './SymptomsPart.tsx';
import { UrgencyPart } from './UrgencyPart.tsx';
import { useFolds } from './use-folds.ts';
import { scanDraft, useRedFlags } from './use-red-flags.ts';

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
  const protocolOpened = card.opened || emergencyUsed;
  const asked = isPracticeAsked(f) && draft.revises === null;
  const today = todayIn(account.zone, useNow(60_000).toISOString());
  const known = { dialable: isDialable, today, cardOpened: card.opened };
  const missing = problems(taken, rulesFor(taken, account, known));
  const all = missing.concat(draft.lacking.filter((p) => !missing.includes(p)));
  const shown = draft.tried ? all : [];
  const shownKey = shown.join();
  const lacking = useMemo(
    () => new Set(shownKey === '' ? [] : (shownKey.split(',') as Problem[])),
    [shownKey],
  );
  const folds = useFolds(taken, account, lacking);
  const goTo = (problem: Problem): void => {
    const inFold = foldOf(fieldOf[problem]);
    if (inFold !== null) flushSync(() => folds.set(inFold, true));
    if (form.current) focusField(form.current, fieldOf[problem]);
  };
  const { raisedTo } = draft;
  const change = useCallback<PartProps['change']>(
    (how) => changeDraft(draftId, (now) => notBelow(withLeastUrgency(how(now)), raisedTo)),
    [draftId, raisedTo],
  );
  const set = useCallback<PartProps['set']>((patch) => change((now) => ({ ...now, ...patch })), [change]);
  const parts: PartProps = { f, account, change, set };
  const leastAsked = leastUrgency(f, account);
  useRedFlags(draftId, f);
  const revises = draft.revises;
  const save = async (incomplete: boolean): Promise<void> => {
    // Neither saved whole nor incomplete: it would go to another practice's clinicians.
    if (asked) {
      announce(t('messages.origin.account.ask'), true);
      if (form.current) focusField(form.current, 'account');
      return;
    }
    // The last keys may not have been looked at yet.
    scanDraft(draftId);
    const newest = openDraft(draftId);
    const as = newest?.phase === 'open' ? asTaken(newest.fields, card) : taken;
    const lacks = problems(as, rulesFor(as, account, known));
    const [first] = lacks;
    if (first !== undefined && !incomplete) {
      markTried(draftId);
      announce(
        `${t('messages.missing.count', { count: lacks.length })} ${t(`messages.missing.${first}`)}`,
        true,
      );
      // After the list of what lacks has taken its place at the foot.
      requestAnimationFrame(() => goTo(first));
      return;
    }
    const held = document.activeElement;
    const savedAt = await saveDraft(draftId, incomplete);
    // While it was saved the form let go of the focus.
    if (savedAt === null) requestAnimationFrame(() => held instanceof HTMLElement && held.focus());
    else showSaved(draftId, savedAt, f.zone, revises?.messageId ?? draftId);
  };
  // Only where the card was used already: a tick makes the message an emergency.
  const contextId = contexts[0] ?? draftId;
  const told = emergencyUsed ? { onTold: (stepId: string) => void sayTold(contextId, stepId) } : {};
  useCallReason(parts);
  // Taken on another phone: emergency card and on-call tab must show this practice's people, not those of the call before.
  useEffect(() => {
    const { contextId: inHand, setContext } = useDeskView.getState();
    if (inHand === draftId) setContext({ accountId: asked ? null : account.id });
  }, [draftId, account.id, asked]);
  useEffect(() => {
    if (emergencyUsed) change((now) => withUrgentReason(now, account));
  }, [emergencyUsed, account, change]);
  // Opened by a person just now: the first thing to ask for has the focus. Shown again later, it stays where it is.
  const focusFirst = useEffectEvent(() => {
    const first = missing[0];
    if (revises !== null && first !== undefined) return goTo(first);
    if (form.current)
      focusField(form.current, f.origin?.kind === 'call' ? 'caller-name' : asked ? 'account' : 'origin');
  });
  useEffect(() => {
    if (takeOpened(draftId)) focusFirst();
  }, [draftId]);
  // Nothing has the focus, as after an unlock: the form in sight is still the one that is meant.
  const saveFromBody = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (document.activeElement !== document.body || event.defaultPrevented || !savesNow(event)) return;
    event.preventDefault();
    void save(false);
  });
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => saveFromBody(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (savesNow(event)) {
      event.preventDefault();
      event.stopPropagation();
      void save(false);
    } else if (entersOn(event) && form.current && event.target instanceof Element) {
      event.preventDefault();
      event.stopPropagation();
      moveOn(form.current, event.target);
    }
  };
  return (
    <Lacking value={lacking}>
      <div
        ref={form}
        className="cl-messages cl-messages-form"
        onKeyDownCapture={onKeyDown}
        onPasteCapture={cutPaste}
        onBlurCapture={() => settleNotes(draftId)}
      >
        <header className="cl-messages-head">
          <Icon of={PenLine} size={18} />
          <h2 className="cl-messages-title">
            {asked
              ? t('messages.form.title.ask')
              : t(revises === null ? 'messages.form.title' : 'messages.form.title.revises', {
                  account: account.name,
                })}
          </h2>
        </header>
        {/* What is being saved takes no more words: a key that would be lost is not taken. */}
        <div className="cl-messages-parts" aria-busy={draft.saving} inert={draft.saving}>
          <div className="cl-messages-now">
            <PhoneNow
              account={asked ? null : account}
              practiceAsked={asked}
              zone={f.zone}
              urgency={taken.urgency}
              ticks={taken.emergency}
              {...told}
            />
          </div>
          {protocolOpened && (
            <EmergencyLine
              ticks={taken.emergency}
              zone={f.zone}
              note={t(emergencyUsed ? 'messages.emergency.form' : 'messages.emergency.opened')}
            />
          )}
          <OriginPart {...parts} stays={revises !== null} />
          <CallerPart {...parts} />
          <CallbackPart {...parts} f={taken} />
          <PatientPart
            {...parts}
            draftId={draftId}
            placeNeeded={protocolOpened ? 'card' : f.redFlags.length > 0 ? 'red-flag' : null}
            emergency={taken.urgency === 'emergency'}
          />
          {revises === null && <EarlierOffer {...parts} draftId={draftId} />}
          <ReasonPart {...parts} protocolOpened={protocolOpened} wordsStand={revises !== null} />
          <SymptomsPart {...parts} folds={folds} />
          <ConditionsPart {...parts} folds={folds} />
          <RefillPart {...parts} folds={folds} />
          <MedicinesPart {...parts} folds={folds} />
          <UrgencyPart
            {...parts}
            emergencyUsed={emergencyUsed}
            least={raisedTo === null ? leastAsked : raise(leastAsked, raisedTo)}
          />
          <AskedPart {...parts} folds={folds} />
          <EndingPart {...parts} f={taken} folds={folds} />
          <QuotesPart {...parts} />
        </div>
        <FormFoot
          draftId={draftId}
          draft={draft}
          problems={shown}
          onGoTo={goTo}
          onSave={() => void save(false)}
          onSaveIncomplete={() => void save(true)}
        />
      </div>
    </Lacking>
  );
}
