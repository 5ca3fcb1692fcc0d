// Where the dispatch of a message stands, from its entries alone: the same answer in the desk, offline, and in the backend,
// so that both agree on what was done and nobody is called twice (issue 4, 4c). Pure.
import type { Account } from '../accounts/account.ts';
import { mustDispatch } from '../accounts/rules.ts';
import { backendAuthor, type Entry, type EntryOf } from '../messages/entry.ts';
import { type Urgency, urgencyRank } from '../messages/message.ts';
import { stillCounts } from '../messages/reopen.ts';
import { addressFor } from '../oncall/contacts.ts';
import { onCallPeople } from '../oncall/resolve.ts';
import { noFacts, type OnCallFacts, type ResolvedPerson } from '../oncall/resolved.ts';
import type { Schedule } from '../oncall/schedule.ts';
import type { LadderMethod, LadderStep, LadderUrgency } from './ladder.ts';
import { isTry, restsAlarm } from './tried.ts';

const minuteMs = 60_000;
/** A number that was dialled this long ago without a result is no longer being called. */
export const diallingMs = 2 * minuteMs;
export const alarmMs = minuteMs;
/** By hand nobody waits for a planned minute after a call that reached nobody: the next one is due then (O2). */
const nextByHandMs = minuteMs;
/** 4c: an urgent message without an outcome after 45 minutes: phone the patient. */
export const checkBackMs = 45 * minuteMs;

export interface DispatchInput {
  message: {
    id: string;
    accountId: string;
    /** After raises. */
    urgency: Urgency;
    savedAt: string;
    reasonCode: string;
    /** Of the newest version, where it is another one: the stricter of both counts. */
    reasonNow?: string;
    /** As it was saved, when known: a raise to the class that it already had starts no new ladder. */
    savedUrgency?: Urgency;
  };
  /** All of the message, in the order of the log. */
  entries: readonly Entry[];
  account: Account;
  /** Null = this device has none: the steps stand without people. */
  schedule: Schedule | null;
  now: string;
  facts?: OnCallFacts;
  /**
   * `desk` = by hand, without the backend: steps that only the backend can do (links, texts, mail, webhook) drop out, and the
   * first call to a person moves up to the minute of the electronic step that it follows.
   */
  by?: 'backend' | 'desk';
}
export interface LadderContact {
  personId: string;
  name: string;
  role: string;
  phones: { label: string; number: string }[];
}
export interface LadderRow {
  stepId: string;
  afterMinutes: number;
  dueAt: string;
  method: LadderMethod;
  contact: LadderContact | null;
  /** `skipped` also: nobody holds the role (contact null), or the person was phoned by hand instead of the link. */
  state: 'now' | 'waits' | 'tried' | 'skipped' | 'accepted';
}
export interface DispatchProgress {
  ladder: LadderRow[];
  /** `ended` = every step was tried or skipped and nobody accepted. */
  state: 'open' | 'accepted' | 'ended';
  accepted: { by: string; at: string } | null;
  /** Closed, and not raised to urgent or above since. */
  closed: boolean;
  outcome: { what: EntryOf<'outcome'>['body']['what']; text: string; at: string } | null;
  /** First step that is neither tried nor skipped, due or not; null when accepted or ended. */
  nextStep: LadderRow | null;
  /** Address of `nextStep` for its method; null = none, or the step is for the agent. */
  nextAddress: { label: string; to: string } | null;
  dialling: EntryOf<'attempt'> | null;
  claimedUntil: string | null;
  /** Null once there is an outcome, or when the message isn't urgent. */
  checkBackAt: string | null;
  /** Next alarm of a person at a desk; null = nothing to ring for. */
  alarmAt: string | null;
  /** When the ladder's minutes began. */
  startedAt: string;
}

const isKind =
  <K extends Entry['body']['kind']>(kind: K) =>
  (e: Entry): e is EntryOf<K> =>
    e.body.kind === kind;
const iso = (ms: number): string => new Date(ms).toISOString();
const electronic: readonly LadderMethod[] = ['app', 'sms', 'email', 'webhook'];

/** The ladder of a class; what is dispatched without being clinical goes by the routine one. */
export const ladderOf = (account: Account, urgency: Urgency): LadderStep[] => {
  const name: LadderUrgency = urgency === 'non-clinical' ? 'routine-clinical' : urgency;
  return account.ladders[name];
};

function startOf({ message, entries, now }: DispatchInput): number {
  const saved = Math.min(Date.parse(message.savedAt), Date.parse(now));
  if (message.savedUrgency === message.urgency) return saved;
  const raised = entries.find(
    (e) => e.body.kind === 'raise' && urgencyRank(e.body.to) <= urgencyRank(message.urgency),
  );
  // A clock that runs ahead must not hold a ladder back.
  return raised === undefined ? saved : Math.max(saved, Math.min(Date.parse(raised.at), Date.parse(now)));
}

/** By hand: without what only the backend can do, the call that follows it moved up. */
function byHand(steps: readonly LadderStep[]): LadderStep[] {
  const kept: LadderStep[] = [];
  let dropped: LadderStep[] = [];
  for (const step of steps) {
    if (electronic.includes(step.method)) {
      dropped.push(step);
      continue;
    }
    const earlier = dropped.find((d) => d.role === step.role);
    kept.push(earlier === undefined ? step : { ...step, afterMinutes: earlier.afterMinutes });
    if (earlier !== undefined) dropped = dropped.filter((d) => d.role !== step.role);
  }
  return kept.length === 0 ? [...steps] : kept;
}

/**
 * When the next step is due at the latest, ms: a minute after the last try of an urgent message that is worked by hand. The
 * backend keeps to the planned minutes, and so does what is routine.
 */
function hurriedTo({ by, message, entries }: DispatchInput, nowMs: number): number {
  if (by !== 'desk' || urgencyRank(message.urgency) > urgencyRank('urgent-clinical')) return Infinity;
  // Passing steps over reaches nobody: one after the other they must not put it off.
  const act = entries.findLast(isTry) ?? entries.find(isKind('skip'));
  return act === undefined ? Infinity : Math.min(Date.parse(act.at), nowMs) + nextByHandMs;
}

/**
 * A person wrote another result for the same try afterwards and said why: what was pressed by mistake stops no ladder. A
 * channel's late word ("delivered") is no correction.
 */
const isCorrected = (entry: EntryOf<'attempt'>, attempts: readonly EntryOf<'attempt'>[]): boolean =>
  attempts
    .slice(attempts.indexOf(entry) + 1)
    .some(
      (later) =>
        later.body.attemptId === entry.body.attemptId &&
        later.author.personId !== backendAuthor.personId &&
        later.body.note !== '' &&
        later.body.result !== 'dialling' &&
        later.body.result !== 'accepted',
    );

/** The backend could not reach for a person at all, or lost sight of it: nobody's telephone rang because of this row. */
export const couldNot = (e: Entry): boolean =>
  e.author.personId === backendAuthor.personId && e.body.kind === 'attempt' && e.body.result === 'failed';

type About = Pick<DispatchInput['message'], 'urgency' | 'savedUrgency'>;
const countsFor =
  ({ urgency, savedUrgency }: About, entries: readonly Entry[]) =>
  (e: Entry): boolean =>
    stillCounts(e, { urgency, savedUrgency: savedUrgency ?? urgency }, entries);

/** The acceptance that counts: the first that nobody took back and no raise outdated; undefined = nobody has it. */
export function acceptanceOf(about: About, entries: readonly Entry[]): EntryOf<'attempt'> | undefined {
  const attempts = entries.filter(isKind('attempt'));
  const counts = countsFor(about, entries);
  return attempts.find((e) => e.body.result === 'accepted' && !isCorrected(e, attempts) && counts(e));
}

/** Null: it may wait until morning (M15). */
export function dispatchProgress(input: DispatchInput): DispatchProgress | null {
  const { message, entries, account, schedule, now } = input;
  const reasonCode = message.reasonNow ?? message.reasonCode;
  if (![message.reasonCode, reasonCode].some((r) => mustDispatch(account, r, message.urgency))) return null;
  const nowMs = Date.parse(now);
  const start = startOf(input);
  const attempts = entries.filter(isKind('attempt'));
  const skipped = new Set(entries.filter(isKind('skip')).map((e) => e.body.stepId));
  const counts = countsFor(message, entries);
  const outcomeEntry = entries.filter(isKind('outcome')).findLast(counts);
  const acceptedEntry = acceptanceOf(message, entries);
  const accepted =
    acceptedEntry !== undefined
      ? { by: acceptedEntry.body.contact.name, at: acceptedEntry.at }
      : outcomeEntry !== undefined
        ? { by: outcomeEntry.body.clinician, at: outcomeEntry.body.happenedAt }
        : null;

  const steps =
    input.by === 'desk' ? byHand(ladderOf(account, message.urgency)) : ladderOf(account, message.urgency);
  const triedOf = (stepId: string): EntryOf<'attempt'> | undefined =>
    attempts.findLast(
      (e) =>
        e.body.stepId === stepId &&
        e.body.result !== 'dialling' &&
        // By hand it is still to do; the backend itself doesn't repeat it.
        !(input.by === 'desk' && couldNot(e)),
    );
  /** A link or text to a person who was phoned by hand meanwhile would only call them twice. */
  const overtaken = (step: LadderStep, place: number): boolean =>
    electronic.includes(step.method) &&
    steps
      .slice(place + 1)
      .some((s) => s.role === step.role && s.method === 'voice' && triedOf(s.id) !== undefined);

  const asked = new Map<string, ResolvedPerson | null>();
  const personAt = (role: LadderStep['role'], at: number): ResolvedPerson | null => {
    const key = `${role} ${at}`;
    const known = asked.get(key);
    if (known !== undefined || schedule === null) return known ?? null;
    const facts = { ...(input.facts ?? noFacts), reasonCode };
    const found = onCallPeople(schedule, iso(at), role, facts)[0] ?? null;
    asked.set(key, found);
    return found;
  };
  const contactOf = (step: LadderStep, at: number): LadderContact | null => {
    const person = step.method === 'patient' ? null : personAt(step.role, at);
    if (person === null) return null;
    const phones = person.phones.map(({ label, number }) => ({ label, number }));
    // The second number first, where the step asks for it.
    if (step.phone === 'second' && phones[1] !== undefined) phones.unshift(...phones.splice(1, 1));
    return { personId: person.personId, name: person.name, role: person.role, phones };
  };

  const hurried = hurriedTo(input, nowMs);
  let nextFound = false;
  /** Minute of a step above that nobody can be reached by: whoever comes after it comes at its time. */
  let earlier: number | null = null;
  const ladder = steps.map((step, place): LadderRow => {
    const planned = start + step.afterMinutes * minuteMs;
    const tried = triedOf(step.id);
    const nobody =
      schedule !== null && step.method !== 'patient' && contactOf(step, Math.max(planned, nowMs)) === null;
    const inTurn = Math.min(planned, step.method === 'patient' ? planned : (earlier ?? planned));
    if (tried === undefined && nobody) earlier ??= inTurn;
    else earlier = null;
    const passed = skipped.has(step.id) || overtaken(step, place) || nobody;
    const isNext = tried === undefined && !passed && accepted === null && !nextFound;
    const due = isNext ? Math.min(inTurn, hurried) : inTurn;
    const state = ((): LadderRow['state'] => {
      if (tried !== undefined) return tried.body.result === 'accepted' ? 'accepted' : 'tried';
      if (passed) return 'skipped';
      if (!isNext) return 'waits';
      nextFound = true;
      return due <= nowMs ? 'now' : 'waits';
    })();
    // A step that is late reaches whoever is on call now, not who was.
    const known = contactOf(step, tried === undefined ? Math.max(due, nowMs) : due);
    const contact =
      tried === undefined || known?.personId === tried.body.contact.personId
        ? known
        : { ...tried.body.contact, phones: [{ label: '', number: tried.body.to.slice(0, 40) }] };
    return {
      stepId: step.id,
      afterMinutes: step.afterMinutes,
      dueAt: iso(due),
      method: step.method,
      contact,
      state,
    };
  });

  const closed = entries.some((e) => e.body.kind === 'close' && counts(e));
  const open = ladder.filter((r) => r.state === 'now' || r.state === 'waits');
  const state = accepted !== null ? 'accepted' : open.length === 0 ? 'ended' : 'open';
  const nextStep = state === 'open' ? (open[0] ?? null) : null;
  return {
    ladder,
    state,
    accepted,
    outcome:
      outcomeEntry === undefined
        ? null
        : { what: outcomeEntry.body.what, text: outcomeEntry.body.text, at: outcomeEntry.body.happenedAt },
    nextStep,
    nextAddress: nextStep === null ? null : addressOf(input, steps, nextStep, nowMs),
    dialling: diallingNow(attempts, nowMs),
    claimedUntil: claimOf(entries, nowMs),
    checkBackAt:
      outcomeEntry !== undefined || urgencyRank(message.urgency) > urgencyRank('urgent-clinical')
        ? null
        : iso(start + checkBackMs),
    closed,
    alarmAt: alarmOf(input, ladder, state, closed, start, nowMs),
    startedAt: iso(start),
  };
}

function addressOf(
  { schedule }: DispatchInput,
  steps: readonly LadderStep[],
  row: LadderRow,
  nowMs: number,
): DispatchProgress['nextAddress'] {
  const step = steps.find((s) => s.id === row.stepId);
  const person = schedule?.people.find((p) => p.id === row.contact?.personId);
  if (schedule === null || step === undefined || person === undefined || step.method === 'patient')
    return null;
  const at = Math.max(nowMs, Date.parse(row.dueAt));
  const found = addressFor(person, at, schedule.zone, step.method, step.phone);
  return found === null ? null : { label: found.label, to: found.to };
}

function diallingNow(attempts: readonly EntryOf<'attempt'>[], nowMs: number): EntryOf<'attempt'> | null {
  const results = attempts.filter((e) => e.body.result !== 'dialling');
  /** That the backend gave up on a person's call doesn't end the call. */
  const isDone = (e: EntryOf<'attempt'>): boolean =>
    results.some(
      (r) =>
        r.body.attemptId === e.body.attemptId &&
        !(couldNot(r) && e.author.personId !== backendAuthor.personId),
    );
  return (
    attempts.findLast(
      (e) => e.body.result === 'dialling' && !isDone(e) && Math.abs(nowMs - Date.parse(e.at)) < diallingMs,
    ) ?? null
  );
}

/** Each author's last claim counts; the one that lasts longest holds the ladder. */
function claimOf(entries: readonly Entry[], nowMs: number): string | null {
  const last = new Map(entries.filter(isKind('claim')).map((e) => [e.author.personId, e.body.until]));
  const alive = [...last.values()].filter((until) => Date.parse(until) > nowMs).toSorted();
  return alive.at(-1) ?? null;
}

/** Every 60 s while a step is due or nobody is left, counted anew from the last thing that a person did (O2). */
function alarmOf(
  { entries }: DispatchInput,
  ladder: readonly LadderRow[],
  state: DispatchProgress['state'],
  closed: boolean,
  start: number,
  nowMs: number,
): string | null {
  if (state === 'accepted' || closed) return null;
  const due = ladder.find((r) => r.state === 'now');
  if (state === 'open' && due === undefined) return null;
  const acts = restsAlarm(entries).map((e) => Math.min(Date.parse(e.at), nowMs));
  const from = Math.max(start, due === undefined ? start : Date.parse(due.dueAt), ...acts);
  return iso(from + (Math.floor((nowMs - from) / alarmMs) + 1) * alarmMs);
}
