// What a message is now, from its own words and its entries: newest version, conflicts, urgency, who answers for it,
// whether it is closed. Pure; desk and backend ask the same function, so that both show the same.
import type { Entry, EntryOf } from './entry.ts';
import type { DraftFields, Message, Urgency } from './message.ts';
import { raise } from './complete.ts';
import { stillCounts } from './reopen.ts';

export interface Standing {
  /** After every raise; never below what it was saved with. */
  urgency: Urgency;
  /** Newest version, always with the caller's words as they were first saved (M10). `entryId` null = as taken. */
  current: { version: number; fields: DraftFields; incomplete: string[]; entryId: string | null };
  /** Version entries that were made from one base and that nobody settled since the last of them arrived here. */
  conflicts: string[];
  /** Null also once it was raised to urgent or above after that. */
  closed: { at: string; by: string } | null;
  owner: { personId: string; name: string };
}

const versionOf = (e: Entry): e is EntryOf<'version'> => e.body.kind === 'version';
const settleOf = (e: Entry): e is EntryOf<'settle'> => e.body.kind === 'settle';
/** The same order on every desk, whatever arrived first: clocks decide nothing but which of two is shown meanwhile. */
const byClaim = (a: Entry, b: Entry): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1);

/** `entries`: all of this message, in the order of this log. */
export function standing(message: Message, entries: readonly Entry[]): Standing {
  let urgency: Urgency = message.fields.urgency ?? 'urgent-clinical';
  let owner: Standing['owner'] = message.takenBy;
  for (const { body } of entries) {
    if (body.kind === 'raise') urgency = raise(urgency, body.to);
    else if (body.kind === 'version' && body.fields.urgency !== null)
      urgency = raise(urgency, body.fields.urgency);
    else if (body.kind === 'hand-over') owner = body.to;
  }
  const about = { urgency, savedUrgency: message.fields.urgency };
  const close = entries.findLast((e) => e.body.kind === 'close' && stillCounts(e, about, entries));
  const closed = close === undefined ? null : { at: close.at, by: close.author.name };
  return { urgency, current: currentOf(message, entries), conflicts: conflictsOf(entries), closed, owner };
}

function currentOf(message: Message, entries: readonly Entry[]): Standing['current'] {
  let current: EntryOf<'version'> | null = null;
  let version = 1;
  const versions = new Map(entries.filter(versionOf).map((e) => [e.id, e]));
  for (const e of entries.toSorted(byClaim)) {
    if (versionOf(e)) {
      // Made from an older one than what counts: kept, shown as a conflict, not put on top.
      if (e.body.base >= version) {
        current = e;
        version = e.body.base + 1;
      }
    } else if (settleOf(e)) current = versions.get(e.body.entryId) ?? current;
  }
  const { fields, incomplete } = current === null ? message : current.body;
  return {
    version,
    fields: { ...fields, verbatim: message.fields.verbatim },
    incomplete: [...incomplete],
    entryId: current?.id ?? null,
  };
}

function conflictsOf(entries: readonly Entry[]): string[] {
  const ofBase = new Map<number, { ids: string[]; last: number }>();
  const settled = new Map<string, number>();
  entries.forEach((e, place) => {
    if (versionOf(e)) {
      const same = ofBase.get(e.body.base) ?? { ids: [], last: 0 };
      ofBase.set(e.body.base, { ids: [...same.ids, e.id], last: place });
    } else if (settleOf(e)) settled.set(e.body.entryId, place);
  });
  return [...ofBase.values()]
    .filter(({ ids, last }) => ids.length > 1 && !ids.some((id) => (settled.get(id) ?? -1) > last))
    .flatMap(({ ids }) => ids);
}
