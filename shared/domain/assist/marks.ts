// A call's red flags on its message (O4, M16): each group becomes a mark that only the desk's own memory of the call makes,
// set aside or not. It raises the urgency like any other mark and no scan of other words takes it away.
import type { DraftFields, RedFlagMark } from '../messages/message.ts';
import { isCallMark, callMarkId } from '../redflags/call-marks.ts';

/** What the desk knows of a flag of the call when the message is opened or saved. */
export interface FlagOfCall {
  group: string;
  /** Empty when only the event is known any more. */
  words: string;
  at: string;
  dismissed: { reason: string; at: string; by: string } | null;
}

/** The same fields when the call has no flag that the message lacks. Room is made: a message holds 60 marks. */
export function withCallFlags(f: DraftFields, flags: readonly FlagOfCall[], version: number): DraftFields {
  const there = new Set(f.redFlags.filter(isCallMark).map((m) => m.group));
  const missing = [...new Map(flags.map((flag) => [flag.group, flag])).values()].filter(
    (flag) => !there.has(flag.group),
  );
  if (missing.length === 0) return f;
  const marks = missing.map((flag): RedFlagMark => ({
    ruleId: callMarkId(flag.group),
    group: flag.group,
    words: flag.words.slice(0, 300),
    start: 0,
    end: 0,
    rulesVersion: version,
    seenAt: flag.at,
    dismissed:
      flag.dismissed === null
        ? null
        : { why: flag.dismissed.reason, at: flag.dismissed.at, by: flag.dismissed.by },
  }));
  return { ...f, redFlags: [...marks, ...f.redFlags].slice(0, 60) };
}
