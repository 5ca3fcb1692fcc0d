// Looks through the words a moment after the last key, never between a key press and its paint, and writes what it saw into
// the draft (M16). Whatever it sees may raise the urgency and nothing else.
import { useEffect } from 'react';
import { urgencyRank, type DraftFields, type Urgency } from '#shared/domain/messages/message.ts';
import { readySteps, scannedText } from '#shared/domain/redflags/index.ts';
import { deskNow } from '../../app/session-store.ts';
import { t } from '../../text/t.ts';
import { announce } from '../../ui/index.ts';
import { changeDraft, noteRaised, openDraft } from '../draft-store.ts';
import { groupTitle } from '../flag-words.ts';
import { groupsOf, openMarks } from '../marks.ts';
import { withScan } from '../raising.ts';

/** After the last key, ms. */
const pause = 150;

/** Scans the draft at once: before a save, so that nothing typed last is missed. */
export function scanDraft(draftId: string): void {
  const before = openDraft(draftId);
  if (before?.phase !== 'open') return;
  changeDraft(draftId, (now) => withScan(now, deskNow().toISOString()));
  const after = openDraft(draftId);
  if (after?.phase !== 'open' || after.fields === before.fields) return;
  tell(draftId, before.fields, after.fields, after.raisedTo);
}

function tell(draftId: string, before: DraftFields, after: DraftFields, raisedTo: Urgency | null): void {
  const known = new Set(groupsOf(before.redFlags));
  const fresh = groupsOf(openMarks(after.redFlags)).filter((group) => !known.has(group));
  for (const group of fresh) announce(t('messages.flag.spoken', { group: groupTitle(group) }));
  if (after.redFlags.length === 0 || after.urgency === null) return;
  if (raisedTo === null || urgencyRank(after.urgency) < urgencyRank(raisedTo))
    if (before.urgency !== after.urgency) noteRaised(draftId, after.urgency);
}

/** While the form is looked at for the first time, so that the first pause in the typing is no long one. */
function makeReady(at = 0): void {
  const step = readySteps[at];
  if (step === undefined) return;
  setTimeout(() => {
    step();
    makeReady(at + 1);
  }, 30);
}

export function useRedFlags(draftId: string, f: DraftFields): void {
  useEffect(() => makeReady(), []);
  const { verbatim, stated } = scannedText(f);
  useEffect(() => {
    const timer = setTimeout(() => scanDraft(draftId), pause);
    return () => clearTimeout(timer);
  }, [draftId, verbatim, stated]);
}
