// The test's own list of what it asked to be saved and what it was told: the oracle's other half beside PostgreSQL.
// Moments are numbers of one count, not times: what was told before another was asked came before it.

export interface Told {
  id: string;
  words: string;
  /** Where and how else it must be found as it was told: path in the stored body → value. */
  facts: Record<string, unknown>;
  lane: 'urgent' | 'normal';
  device: string;
  /** When it was asked for the first time. */
  asked: number;
  /** When "saved" was first heard; null = never. */
  told: number | null;
  /** Number in its lane, as the answer said. */
  seq: number | null;
}

export function ledger() {
  const entries = new Map<string, Told>();
  let moment = 0;
  return {
    asked(one: Omit<Told, 'asked' | 'told' | 'seq' | 'facts'> & { facts?: Told['facts'] }): Told {
      const known = entries.get(one.id);
      if (known !== undefined) return known;
      const made: Told = { facts: {}, ...one, asked: ++moment, told: null, seq: null };
      entries.set(one.id, made);
      return made;
    },
    /** Returns what is wrong with the answer: two answers to one save must be one. */
    told(id: string, seq: number | null): string | null {
      const entry = entries.get(id);
      if (entry === undefined) return `an answer for ${id}, which nobody asked for`;
      const before = entry.seq;
      entry.told ??= ++moment;
      entry.seq ??= seq;
      return before === null || before === seq ? null : `${id} was told as number ${before} and as ${seq}`;
    },
    all: (): readonly Told[] => [...entries.values()],
    get: (id: string): Told | undefined => entries.get(id),
    saved: (): readonly Told[] => [...entries.values()].filter((e) => e.told !== null),
  };
}
export type Ledger = ReturnType<typeof ledger>;
