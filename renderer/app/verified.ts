// Whether the caller is verified, and under which name: one audited read for every room that shows it.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Fact, Level } from '#shared/domain/disclosure/facts.ts';
import type { Caller } from '#shared/domain/disclosure/who.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';

export interface Verified {
  patientId: string;
  preferredName: string;
  language: string | null;
  level: Level;
  /** Who is on the line, once that was said; the patient's facts are proven, whoever it is. */
  caller?: Caller;
}
/** By context. `null` = asked and not verified; absent = not asked yet. */
interface Store {
  by: Readonly<Record<string, Verified | null>>;
  /** What the desk matched so far, also below two facts. */
  matched: Readonly<Record<string, readonly Fact[]>>;
}
const useStore = create<Store>()(() => ({ by: {}, matched: {} }));
const none: readonly Fact[] = [];
const asked = new Map<string, Promise<void>>();
/** How many screens look at a context now: the first one reads, and it may have changed since the last one left. */
const looking = new Map<string, number>();

/** Two reads that overlap are one, but a change that comes while one is under way is read after it. */
function read(contextId: string): Promise<void> {
  const before = asked.get(contextId) ?? Promise.resolve();
  const mine = before.then(async () => {
    if (asked.get(contextId) !== mine) return;
    const result = await careline.patient.verification({ contextId });
    // A role that may not see patients, or no answer: nobody is verified on this page.
    const value = result.ok && result.value.level >= 1 ? result.value : null;
    const chosen = value?.chosen ?? null;
    const verified =
      value === null || chosen === null
        ? null
        : {
            patientId: chosen.patientId,
            preferredName: chosen.preferredName,
            language: chosen.language,
            level: value.level,
            ...(value.hearing && { caller: value.hearing.caller }),
          };
    const matched = result.ok
      ? result.value.facts.filter((f) => f.state === 'matched').map((f) => f.fact)
      : none;
    useStore.setState((was) => ({
      by: { ...was.by, [contextId]: verified },
      matched: { ...was.matched, [contextId]: matched },
    }));
  });
  asked.set(contextId, mine);
  return mine;
}

/** The verified patient of a call or draft; null until two facts are ticked (C19). */
export function useVerified(contextId: string | null): Verified | null {
  const found = useStore((s) => (contextId === null ? null : (s.by[contextId] ?? null)));
  useEffect(() => {
    if (contextId === null) return;
    const others = looking.get(contextId) ?? 0;
    looking.set(contextId, others + 1);
    if (others === 0) void read(contextId);
    return () => {
      looking.set(contextId, (looking.get(contextId) ?? 1) - 1);
    };
  }, [contextId]);
  useTopic(careline.patient.changed, ({ ids, resync }) => {
    if (contextId !== null && (resync === true || ids.length === 0 || ids.includes(contextId)))
      void read(contextId);
  });
  return found;
}

/** The facts matched on a context that some screen looks at with `useVerified`. */
export const useMatched = (contextId: string): readonly Fact[] =>
  useStore((s) => s.matched[contextId] ?? none);

/** The verified patients known to this page by context: for lists, which read nothing themselves. */
export const useVerifiedKnown = (): Readonly<Record<string, Verified | null>> => useStore((s) => s.by);
