// Saving: a message, or a new version of one. What breaks a rule is refused with its codes, or saved as incomplete when
// that is asked for: nothing that was typed is thrown away (C38). Urgency is raised here by what the words, the card and a
// repeat call say, whatever the page sent; it is never lowered.
import type Database from 'better-sqlite3';
import type { Account } from '#shared/domain/accounts/account.ts';
import { withCallFlags, type FlagOfCall } from '#shared/domain/assist/marks.ts';
import { mergeTicks } from '#shared/domain/emergency/merge.ts';
import type { EmergencyState } from '#shared/domain/emergency/ticks.ts';
import { problems, raise, type Problem } from '#shared/domain/messages/complete.ts';
import {
  urgencies,
  urgencyRank,
  type DraftFields,
  type Message,
  type Urgency,
} from '#shared/domain/messages/message.ts';
import { afterRepeat, oneStepUp, rulesFor, withLeastUrgency } from '#shared/domain/messages/urgency.ts';
import { isDialable } from '#shared/domain/phone/phone.ts';
import {
  allHits,
  everyHit,
  marksAfter,
  nameOfMark,
  rulesVersion,
  scannedText,
  type RedFlagHit,
} from '#shared/domain/redflags/index.ts';
import { isCallMark } from '#shared/domain/redflags/call-marks.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { todayIn } from '#shared/domain/time/age.ts';
import type { Context } from '../router/context.ts';
import { prepared } from '../vault/prepared.ts';
import { hasDraft, removeDraft } from './drafts.ts';
import { addEntry, entriesOf, findEntry } from './entries.ts';
import { addMessage, findSaved, hasItem, hasMessage } from './log.ts';
import { withMaskedNotes } from './notes.ts';
import { findMessage, project } from './project.ts';
import { sameName, sameOf } from './same.ts';
import { announce, authorOf, type WriterDeps } from './writer.ts';

export interface SaveDeps extends WriterDeps {
  /** Ticks of the emergency card of a call or draft: they belong on the message (4b). */
  emergencyOf(contextId: string): EmergencyState | null;
  /** Red flags of the call that it came from, set aside or not (O4). */
  flagsOf(callId: string): readonly FlagOfCall[];
  clockOffsetMs(): number | null;
  uuid(): string;
  /** M17: who is on call for this account now, as far as this desk knows. */
  onCallOf(accountId: string, now: string, fields: DraftFields): DraftFields['onCall'];
}
export interface SaveInput {
  id: string;
  fields: DraftFields;
  incomplete: boolean;
}
type Saved = Result<{ id: string; savedAt: string; seq: number }>;

/** M23: a call after this long, ms, is another matter. */
const repeatWithin = 24 * 3_600_000;
/** What the wire takes of one sealed body (shared/protocol/sync.ts), with room for the envelope around the fields. */
const largestBody = 450_000;

/** The emergency card as it was used for this message: on the draft itself and on the call that it came from. */
export const cardsOf = (
  deps: Pick<SaveDeps, 'emergencyOf'>,
  id: string,
  fields: DraftFields,
): EmergencyState[] =>
  [id, ...(fields.origin?.kind === 'call' ? [fields.origin.callId] : [])]
    .map((c) => deps.emergencyOf(c))
    .filter((state) => state !== null);
/** The ticks that were set on the call are the message's too, whatever the page sent; urgency is only ever raised. */
export function withEmergency(fields: DraftFields, cards: readonly EmergencyState[]): DraftFields {
  const emergency = cards.reduce((all, card) => mergeTicks(all, card.history), fields.emergency);
  return emergency.length === 0
    ? fields
    : { ...fields, emergency, urgency: raise(fields.urgency, 'emergency') };
}

/** The flags of the call are the message's too, whatever the page sent. */
export function withFlagsOfCall(deps: Pick<SaveDeps, 'flagsOf'>, fields: DraftFields): DraftFields {
  if (fields.origin?.kind !== 'call') return fields;
  return withLeastUrgency(withCallFlags(fields, deps.flagsOf(fields.origin.callId), rulesVersion));
}

/** What the rules saw in the words that were scanned last: a save comes right after the keep of the same words. */
const scanned = new Map<string, readonly RedFlagHit[]>();
/** Two texts a message. */
const mostScanned = 8;
function hitsOf(text: string): RedFlagHit[] {
  const known = scanned.get(text);
  if (known !== undefined) return [...known];
  const hits = everyHit(text);
  const [oldest] = scanned.keys();
  if (scanned.size >= mostScanned && oldest !== undefined) scanned.delete(oldest);
  scanned.set(text, hits);
  return hits;
}
export const scanWords = (fields: DraftFields): ReturnType<typeof allHits> =>
  allHits(scannedText(fields), hitsOf);

/** The marks are what this desk's rules see; of those that the page sent only the dismissals count, which lower nothing. */
function withMarks(fields: DraftFields, now: string): DraftFields {
  const redFlags = marksAfter(fields.redFlags, scanWords(fields), { version: rulesVersion, at: now });
  return redFlags === fields.redFlags ? fields : { ...fields, redFlags };
}

/** Ticks, marks and what they raised are merged at the first save: they make no other message. */
function sameWords(kept: DraftFields, sent: DraftFields): boolean {
  const bare = (f: DraftFields): string =>
    JSON.stringify({ ...f, emergency: [], urgency: null, redFlags: [], onCall: null });
  const dismissals = new Map(kept.redFlags.map((m) => [nameOfMark(m), JSON.stringify(m.dismissed)]));
  return (
    bare(kept) === bare(sent) &&
    // Those of the call are the desk's own, and may have been set aside or heard again since they were sent.
    sent.redFlags.every(
      (m) =>
        isCallMark(m) ||
        (dismissals.get(nameOfMark(m)) ?? JSON.stringify(m.dismissed)) === JSON.stringify(m.dismissed),
    ) &&
    (sent.urgency === null || kept.urgency === null || urgencyRank(kept.urgency) <= urgencyRank(sent.urgency))
  );
}

/** What is saved instead of what was sent, and which rules it breaks. */
function prepareFields(
  deps: SaveDeps,
  context: Context,
  id: string,
  sent: DraftFields,
  account: Account,
): { fields: DraftFields; lacking: Problem[] } {
  const cards = cardsOf(deps, id, sent);
  let fields = withLeastUrgency(withFlagsOfCall(deps, withMarks(withEmergency(sent, cards), context.now)));
  fields = { ...fields, onCall: fields.onCall ?? deps.onCallOf(account.id, context.now, fields) };
  const lacking = problems(
    fields,
    rulesFor(fields, account, {
      dialable: isDialable,
      today: todayIn(account.zone, context.now),
      cardOpened: cards.length > 0,
    }),
  );
  return { fields, lacking };
}

export function save(deps: SaveDeps, given: SaveInput, context: Context): Saved {
  const db = deps.core();
  const input = { ...given, fields: withMaskedNotes(given.fields) };
  const draft = hasDraft(db, input.id);
  const version = findEntry(db, input.id);
  if (version !== null || (draft !== null && draft.revises !== null))
    return saveVersion(deps, input, context, draft);
  const { id, fields: sent } = input;
  const before = findSaved(db, id);
  if (before !== null) {
    context.about({ messageId: id });
    // The same words again are a repeat; other words would be lost behind a "saved" that is not theirs.
    const kept = findMessage(db, deps.sealer, id)?.fields;
    return kept !== undefined && sameWords(kept, sent)
      ? ok({ id, ...before })
      : fail('immutable', 'saved with other words');
  }
  if (hasItem(db, id)) return fail('immutable', 'id');
  const account = deps.accountOf(sent.accountId);
  if (account === null) return fail('not-found', 'account');
  const linked = sent.repeats === null || isRepeat(deps, sent, sent.repeats, draft?.openedAt ?? context.now);
  const earlier = sent.repeats === null || !linked ? null : urgencyOf(db, sent.repeats);
  const raised = earlier === null ? sent : { ...sent, urgency: afterRepeat(sent.urgency, earlier.urgency) };
  const { fields, lacking } = prepareFields(deps, context, id, raised, account);
  if (!linked) lacking.push('repeats-unknown');
  if (lacking.length > 0 && !input.incomplete) return fail('incomplete', lacking.join(','));
  if (Buffer.byteLength(JSON.stringify(fields)) > largestBody) return fail('too-large', 'message');
  const message: Message = {
    schema: 2,
    id,
    fields,
    incomplete: lacking,
    takenBy: authorOf(context.person),
    savedAt: context.now,
    clockOffsetMs: deps.clockOffsetMs(),
  };
  const seq = addMessage(db, deps.sealer, message, deps.accountOf);
  if (fields.repeats !== null && earlier !== null) linkRepeat(deps, context, fields.repeats, id, earlier);
  removeDraft(db, id);
  Object.values(scannedText(fields)).forEach((text) => scanned.delete(text));
  announce(context, id);
  deps.queued();
  return ok({ id, savedAt: context.now, seq });
}

interface Earlier {
  urgency: Urgency;
  closed: boolean;
}
function urgencyOf(db: Database.Database, id: string): Earlier | null {
  const row = prepared<[string], { urgency: number; closed: string | null }>(
    db,
    'SELECT urgency_now AS urgency, closed_at AS closed FROM messages WHERE id = ?',
  ).get(id);
  return row === undefined
    ? null
    : { urgency: urgencies[row.urgency] ?? 'urgent-clinical', closed: row.closed !== null };
}

/**
 * M23: a message that this desk has, at most a day older than the draft, about the same patient or called back on the same
 * number; where a birth date is missing the name has to do.
 */
function isRepeat(deps: SaveDeps, f: DraftFields, earlierId: string, since: string): boolean {
  const db = deps.core();
  const row = prepared<[string], { at: string; patient: string | null; number: string | null }>(
    db,
    'SELECT saved_at AS at, same_patient AS patient, same_number AS number FROM messages WHERE id = ?',
  ).get(earlierId);
  if (row === undefined || Date.parse(since) - Date.parse(row.at) > repeatWithin) return false;
  const same = sameOf(db, { ...f, number: f.callback.number });
  if (same.number !== null && same.number === row.number) return true;
  if (same.patient !== null && row.patient !== null) return same.patient === row.patient;
  return sameName(f.patientName, findMessage(db, deps.sealer, earlierId)?.fields.patientName ?? '');
}

/** M23: the earlier message learns of the repeat and, while it is open, is one step more urgent too. */
function linkRepeat(
  deps: SaveDeps,
  context: Context,
  messageId: string,
  repeatId: string,
  earlier: Earlier,
): void {
  const db = deps.core();
  const row = { schema: 1 as const, messageId, at: context.now, author: authorOf(context.person) };
  addEntry(db, deps.sealer, { ...row, id: deps.uuid(), body: { kind: 'repeat', repeatId } });
  const to = oneStepUp(earlier.urgency);
  if (to !== earlier.urgency && !earlier.closed)
    addEntry(db, deps.sealer, {
      ...row,
      id: deps.uuid(),
      body: { kind: 'raise', to, why: 'repeat-call', note: '' },
    });
  project(db, deps.sealer, deps.accountOf, messageId);
  context.changed('messages.changed', [messageId]);
}

/** A version is an entry under the draft's own id; the caller's words stay as they were first saved (M10). */
function saveVersion(
  deps: SaveDeps,
  { id, fields: sent, incomplete }: SaveInput,
  context: Context,
  draft: ReturnType<typeof hasDraft>,
): Saved {
  const db = deps.core();
  const before = findEntry(db, id);
  const messageId = before?.messageId ?? draft?.revises ?? '';
  context.about({ messageId });
  if (!hasMessage(db, messageId)) return fail('not-found', 'message');
  const first = findMessage(db, deps.sealer, messageId)?.fields;
  if (sent.verbatim !== (first?.verbatim ?? '')) return fail('immutable', 'verbatim');
  // Ladder, lane and morning batch go by the account that it was taken for.
  if (sent.accountId !== first?.accountId) return fail('other-account');
  if (before !== null) {
    const kept = entriesOf(db, deps.sealer, messageId).find((k) => k.entry.id === id)?.entry.body;
    const place = prepared<[string], { seq: number }>(db, 'SELECT seq FROM entries WHERE id = ?').get(id);
    return kept?.kind === 'version' && sameWords(kept.fields, sent)
      ? ok({ id, savedAt: before.at, seq: place?.seq ?? 0 })
      : fail('immutable', 'saved with other words');
  }
  const account = deps.accountOf(sent.accountId);
  if (account === null) return fail('not-found', 'account');
  const now = urgencyOf(db, messageId)?.urgency ?? 'urgent-clinical';
  const { fields, lacking } = prepareFields(
    deps,
    context,
    messageId,
    { ...sent, urgency: raise(sent.urgency, now) },
    account,
  );
  if (lacking.length > 0 && !incomplete) return fail('incomplete', lacking.join(','));
  if (Buffer.byteLength(JSON.stringify(fields)) > largestBody) return fail('too-large', 'message');
  const row = { schema: 1 as const, messageId, at: context.now, author: authorOf(context.person) };
  const seq = addEntry(db, deps.sealer, {
    ...row,
    id,
    body: { kind: 'version', base: draft?.base ?? 1, fields, incomplete: lacking, why: '' },
  });
  // The version may wait in the message's lane; that it became more urgent may not.
  if (fields.urgency !== null && urgencyRank(fields.urgency) < urgencyRank(now))
    addEntry(db, deps.sealer, {
      ...row,
      id: deps.uuid(),
      body: { kind: 'raise', to: fields.urgency, why: 'agent', note: '' },
    });
  removeDraft(db, id);
  project(db, deps.sealer, deps.accountOf, messageId);
  announce(context, messageId);
  context.changed('messages.changed', [id]);
  deps.queued();
  return ok({ id, savedAt: context.now, seq });
}
