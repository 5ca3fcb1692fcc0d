// A lived-in day for the demo, relative to now: callbacks, past calls, messages. Everything goes through the same code as
// real work; the people are the sample EHR's synthetic ones.
import type Database from 'better-sqlite3';
import { accountOfLine, mustDispatch, reasonOf } from '#shared/domain/accounts/rules.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import { ringing, step, type Disposition } from '#shared/domain/calls/call.ts';
import { callerIs, emptyDraft, type Message } from '#shared/domain/messages/message.ts';
import { noFacts, whoIsOnCall } from '#shared/domain/oncall/index.ts';
import type { RingAnswer } from '#shared/protocol/demo.ts';
import { addEvent, putCall } from '../calls/store.ts';
import { addEntry } from '../messages/entries.ts';
import { addMessage } from '../messages/log.ts';
import { project } from '../messages/project.ts';
import type { OnCallRoom } from '../oncall/room.ts';
import type { Sealer } from '../messages/sealer.ts';
import { putWork } from '../work/handlers.ts';

export interface DayDeps {
  db: Database.Database;
  /** Open for reading: what was written is projected at once. */
  sealer: Sealer;
  scheduleOf: OnCallRoom['scheduleOf'];
  accounts: readonly Account[];
  now: string;
  uuid(): string;
  agent: { personId: string; name: string };
}
const marker = 'demo-day';
/** Which of the day's callers left what, and how many minutes ago. */
const plan: readonly {
  ago: number;
  talk: number;
  disposition: Disposition;
  message: boolean;
  words: string;
  reason: string;
}[] = [
  { ago: 205, talk: 184, disposition: 'resolved', message: false, words: '', reason: 'hours_directions' },
  {
    ago: 171,
    talk: 243,
    disposition: 'message-taken',
    message: true,
    words: 'My insurance card changed and I do not want the next bill to go to the old one.',
    reason: 'insurance',
  },
  {
    ago: 118,
    talk: 305,
    disposition: 'message-taken',
    message: true,
    words: 'I have four tablets left and the pharmacy says nobody answered them.',
    reason: 'refill',
  },
  { ago: 64, talk: 92, disposition: 'callback-promised', message: false, words: '', reason: 'test_results' },
  {
    ago: 37,
    talk: 266,
    disposition: 'message-taken',
    message: true,
    words: 'Nobody called me back about the referral and it has been nine days.',
    reason: 'referral',
  },
];
const minutes = (iso: string, by: number): string => new Date(Date.parse(iso) + by * 60_000).toISOString();

export const hasDay = (db: Database.Database): boolean =>
  db.prepare('SELECT 1 FROM settings_core WHERE key = ?').get(marker) !== undefined;
export const dayCallers = plan.length;

/** Needs one made-up caller for each entry of the plan. Writes all of it in one transaction, once. */
export function fillDay(deps: DayDeps, callers: readonly RingAnswer[]): void {
  const { db, now } = deps;
  db.transaction(() => {
    // A day that is filled again: what was saved can't be taken back, and must not stand there twice.
    const again = db.prepare('SELECT 1 FROM messages LIMIT 1').get() !== undefined;
    plan.forEach((entry, i) => {
      const caller = callers[i];
      const account =
        caller === undefined
          ? undefined
          : (accountOfLine(deps.accounts, caller.dnis) ??
            deps.accounts.find((a) => a.id === caller.accountId));
      if (caller === undefined || account === undefined) return;
      const rangAt = minutes(now, -entry.ago);
      const reason = account.reasons.some((r) => r.code === entry.reason)
        ? entry.reason
        : (account.reasons[0]?.code ?? '');
      if (!again) {
        const callId = pastCall(deps, caller, account.id, rangAt, { ...entry, reason });
        if (entry.message) {
          const message = pastMessage(deps, caller, account, rangAt, callId, { ...entry, reason });
          addMessage(db, deps.sealer, message, () => account);
          takenOver(deps, message, account);
        }
      }
      if (entry.disposition === 'callback-promised')
        putWork(db, {
          id: deps.uuid(),
          kind: 'callback',
          title: caller.callerName,
          detail: reasonOf(account, reason)?.label ?? '',
          dueAt: minutes(now, 25),
          doneAt: null,
          patientId: caller.patientId,
          number: caller.number,
        });
    });
    const late = callers.at(-1);
    if (late !== undefined)
      putWork(db, {
        id: deps.uuid(),
        kind: 'callback',
        title: late.callerName,
        detail: 'Promised: what the pharmacy said',
        dueAt: minutes(now, -6),
        doneAt: null,
        patientId: late.patientId,
        number: late.number,
      });
    db.prepare('INSERT OR REPLACE INTO settings_core (key, value) VALUES (?, ?)').run(marker, now);
  }).immediate();
}

function pastCall(
  deps: DayDeps,
  caller: RingAnswer,
  accountId: string,
  rangAt: string,
  entry: (typeof plan)[number],
): string {
  const id = deps.uuid();
  const ring = ringing({
    id,
    line: 'practice',
    number: caller.number,
    dnis: caller.dnis,
    accountId,
    rangAt,
    waitedSeconds: caller.waitedSeconds,
  });
  const answered = step(ring, 'answer', minutes(rangAt, 0.1)) ?? ring;
  const over = step(answered, 'hang-up-caller', minutes(rangAt, 0.1 + entry.talk / 60)) ?? answered;
  const done = step(over, 'wrap-up-done', minutes(rangAt, 0.6 + entry.talk / 60)) ?? over;
  putCall(
    deps.db,
    { ...done, disposition: entry.disposition, reasonCode: entry.reason },
    deps.agent.personId,
  );
  addEvent(deps.db, id, 'ring', rangAt);
  addEvent(deps.db, id, 'answer', minutes(rangAt, 0.1));
  addEvent(deps.db, id, 'hang-up-caller', over.endedAt ?? rangAt);
  return id;
}

function pastMessage(
  deps: DayDeps,
  caller: RingAnswer,
  account: Account,
  at: string,
  callId: string,
  entry: (typeof plan)[number],
): Message {
  const relation = callerIs.find((c) => c === caller.relation) ?? 'self';
  const fields = {
    ...emptyDraft({
      accountId: account.id,
      dnis: caller.dnis,
      greeting: account.lines[0]?.greeting ?? '',
      receivedAt: at,
      zone: account.zone,
      practice: account.name,
      origin: { kind: 'call', callId },
    }),
    callerName: caller.callerName,
    callerIs: relation,
    callback: { number: caller.number, extension: '', second: '', readBack: true },
    leaveWord: 'yes' as const,
    patientName: caller.facts.fullName,
    patientBirthDate: caller.facts.birthDate,
    patientRef: caller.patientId,
    reasonCode: entry.reason,
    verbatim: entry.words,
    refill:
      entry.reason === 'refill'
        ? {
            drug: 'As on the label',
            strength: '',
            lastDose: '',
            daysLeft: '4 tablets',
            outNow: false,
            pharmacyName: 'Quayside Pharmacy',
            pharmacyPhone: '',
            pharmacyHours: '',
            prescriber: '',
          }
        : null,
    told: { callBy: 'within the hour', expect: true, ifWorse: true },
    summary: { readBack: true, whyNot: '' },
    urgency: reasonOf(account, entry.reason)?.urgency ?? ('routine-clinical' as const),
  };
  return {
    schema: 2,
    id: deps.uuid(),
    fields,
    incomplete: [],
    takenBy: deps.agent,
    savedAt: at,
    clockOffsetMs: null,
  };
}

/** What had to be sent is over: the clinician on call took it a quarter of an hour later. */
function takenOver(deps: DayDeps, message: Message, account: Account): void {
  const { db, sealer } = deps;
  const { urgency, reasonCode } = message.fields;
  if (!mustDispatch(account, reasonCode, urgency ?? 'urgent-clinical')) return;
  const at = minutes(message.savedAt, 15);
  const schedule = deps.scheduleOf(account.id)?.schedule ?? null;
  const person =
    schedule === null ? undefined : whoIsOnCall(account, schedule, at, 'primary', noFacts).people[0];
  if (person === undefined) return;
  const row = { schema: 1 as const, messageId: message.id, at, author: deps.agent };
  addEntry(db, sealer, {
    ...row,
    id: deps.uuid(),
    body: {
      kind: 'attempt',
      attemptId: deps.uuid(),
      stepId: null,
      contact: { personId: person.personId, name: person.name, role: person.role },
      method: 'voice',
      to: person.phones[0]?.number ?? '',
      result: 'accepted',
      note: '',
    },
  });
  addEntry(db, sealer, {
    ...row,
    id: deps.uuid(),
    body: { kind: 'outcome', what: 'called-patient', happenedAt: at, text: '', clinician: person.name },
  });
  project(db, sealer, () => account, message.id);
}
