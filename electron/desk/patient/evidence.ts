// What the evidence kept in the vault amounts to right now (C19): this call's ticks, wrong answers about the same patient on
// other calls, and who is on the line. The counting itself is the domain's.
import { wrongCountsForMs, wrongLimit } from '#shared/domain/disclosure/facts.ts';
import { type Standing, standingOf } from '#shared/domain/disclosure/standing.ts';
import type { CallerEvidence, PatientTick, VerificationStore } from './store.ts';

export interface Evident extends Standing {
  own: PatientTick[];
  nameNeeded: boolean;
  caller: CallerEvidence | null;
  /** Closed by earlier calls: when enough of their wrong answers are a day old. */
  lockedUntil: string | null;
}

/** `clock` is read each time: a day passes while a call waits. */
export function createEvidence(store: VerificationStore, clock: () => string) {
  return (contextId: string, patientId: string | null): Evident => {
    const all = store.ticks(contextId);
    const own = all.filter((t) => t.patientId === patientId);
    const nameNeeded = own.some((t) => t.nameNeeded);
    const caller = patientId === null ? null : store.caller(contextId, patientId);
    const since = new Date(Date.parse(clock()) - wrongCountsForMs).toISOString();
    const elsewhere = patientId === null ? [] : store.wrongElsewhere(contextId, patientId, since);
    const standing = standingOf({
      ticksOfCall: all,
      own,
      nameNeeded,
      wrongElsewhere: elsewhere.length,
      hears: caller,
    });
    // The one whose end leaves fewer than the limit.
    const decides = elsewhere[wrongLimit - 1 - all.filter((t) => !t.matched).length];
    const until =
      standing.lockedBy !== 'patient' || decides === undefined
        ? null
        : new Date(Date.parse(decides) + wrongCountsForMs).toISOString();
    return { ...standing, own, nameNeeded, caller, lockedUntil: until };
  };
}
