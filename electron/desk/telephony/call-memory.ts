// What the desk remembers of calls beside their rows: only as long as the server names them or they go on, so that a day of
// calls leaves nothing behind.

export function createCallMemory() {
  /** The server had these as this desk's; one that it doesn't name any more is over. */
  const known = new Set<string>();
  /** Open when this desk started: whoever sits here then, the server's first word decides. */
  const restored = new Set<string>();
  /** Dialled from here: snapshots of this version on name it. */
  const dialledFrom = new Map<string, number>();
  /** Rang at the engine alone: until when the server may name them. */
  const unproven = new Map<string, number>();
  /** When each was offered here last: another time is another ring. */
  const offers = new Map<string, string>();
  /** What of each was looked up in the log already. */
  const told = new Map<string, Set<string>>();
  const all = [known, restored, dialledFrom, unproven, offers, told];

  return {
    known,
    restored,
    dialledFrom,
    unproven,
    offers,
    /** True the first time. */
    tell(callId: string, what: string): boolean {
      const before = told.get(callId);
      if (before?.has(what) === true) return false;
      told.set(callId, (before ?? new Set()).add(what));
      return true;
    },
    /** Its leg is over and so is its row. */
    legOver(callId: string): void {
      unproven.delete(callId);
      restored.delete(callId);
      dialledFrom.delete(callId);
    },
    /** Forgets every call of which `done` is true. */
    prune(done: (callId: string) => boolean): void {
      const ids = new Set(all.flatMap((kept) => [...kept.keys()]));
      for (const id of ids) if (done(id)) for (const kept of all) kept.delete(id);
    },
    /** Somebody else sits here: what the server says from now on is about other calls. */
    forget(): void {
      known.clear();
      unproven.clear();
      dialledFrom.clear();
    },
    size: (): number => all.reduce((sum, kept) => sum + kept.size, 0),
  };
}
