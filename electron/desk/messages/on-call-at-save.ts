// M17: who is on call while a message is saved, and how far that list can be trusted. An answer is kept until it ends, so
// that a save doesn't wait for it.
import type { DraftFields } from '#shared/domain/messages/message.ts';
import {
  factsOfMessage,
  whoIsOnCall,
  type ResolvedOnCall,
  type Schedule,
} from '#shared/domain/oncall/index.ts';
import type { OnCallRoom } from '../oncall/room.ts';

interface Answer {
  schedule: Schedule;
  at: string;
  resolved: ResolvedOnCall;
}
const mostKept = 50;

export function onCallAtSave(oncall: Pick<OnCallRoom, 'accountOf' | 'scheduleOf'>) {
  const kept = new Map<string, Answer>();
  const holds = (a: Answer, schedule: Schedule, now: string): boolean =>
    a.schedule === schedule && a.at <= now && a.resolved.until !== null && now < a.resolved.until;

  /** Null = no account, no schedule, or nobody. */
  return (accountId: string, now: string, fields: DraftFields): DraftFields['onCall'] => {
    const account = oncall.accountOf(accountId);
    const found = oncall.scheduleOf(accountId);
    if (account === null || found === null) return null;
    const facts = factsOfMessage(fields);
    const key = `${accountId} ${JSON.stringify(facts)}`;
    let answer = kept.get(key);
    if (answer === undefined || !holds(answer, found.schedule, now)) {
      answer = {
        schedule: found.schedule,
        at: now,
        resolved: whoIsOnCall(account, found.schedule, now, 'primary', facts),
      };
      if (kept.size >= mostKept) kept.clear();
      kept.set(key, answer);
    }
    const { people, override } = answer.resolved;
    const person = people[0];
    if (person === undefined) return null;
    return {
      personId: person.personId,
      name: person.name.slice(0, 160),
      role: person.role,
      scheduleVersion: found.origin.version,
      scheduleAsOf: found.origin.asOf,
      override: override?.reason.slice(0, 300) ?? null,
    };
  };
}
