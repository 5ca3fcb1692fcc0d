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

/** One answer a group: open while any flag of it is, the newest of them; else set aside as the last one was. */
function byGroup(flags: readonly FlagOfCall[]): Map<string, FlagOfCall> {
  const all = new Map<string, FlagOfCall>();
  for (const flag of flags) {
    const before = all.get(flag.group);
    const stays = before?.dismissed === null && (flag.dismissed !== null || flag.at < before.at);
    if (!stays) all.set(flag.group, flag);
  }
  return all;
}

const saidOf = (flag: FlagOfCall): Pick<RedFlagMark, 'words' | 'seenAt'> => ({
  words: flag.words.slice(0, 300),
  seenAt: flag.at,
});

/** The same fields when the call says nothing that the message lacks. Room is made: a message holds 60 marks. */
export function withCallFlags(f: DraftFields, flags: readonly FlagOfCall[], version: number): DraftFields {
  const all = byGroup(flags);
  const asideOf = (flag: FlagOfCall): RedFlagMark['dismissed'] =>
    flag.dismissed === null
      ? null
      : { why: flag.dismissed.reason, at: flag.dismissed.at, by: flag.dismissed.by };
  const known = f.redFlags.map((mark) => {
    const flag = isCallMark(mark) ? all.get(mark.group) : undefined;
    if (flag === undefined) return mark;
    // Set aside in the call after the message was opened: the mark says so too.
    if (mark.dismissed === null)
      return flag.dismissed === null ? mark : { ...mark, dismissed: asideOf(flag) };
    // Heard again after it was set aside: those words were not, and they are what the receiver must read.
    return flag.at < mark.dismissed.at || flag.dismissed?.at === mark.dismissed.at
      ? mark
      : { ...mark, ...saidOf(flag), rulesVersion: version, dismissed: asideOf(flag) };
  });
  const there = new Set(f.redFlags.filter(isCallMark).map((m) => m.group));
  const fresh = [...all.values()]
    .filter((flag) => !there.has(flag.group))
    .map((flag): RedFlagMark => ({
      ruleId: callMarkId(flag.group),
      group: flag.group,
      ...saidOf(flag),
      start: 0,
      end: 0,
      rulesVersion: version,
      dismissed: asideOf(flag),
    }));
  if (fresh.length === 0 && known.every((mark, i) => mark === f.redFlags[i])) return f;
  return { ...f, redFlags: [...fresh, ...known].slice(0, 60) };
}
