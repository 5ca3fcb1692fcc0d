// Turns away whoever tries links: so many wrong ones a minute from one address. Right ones aren't counted: the clinicians
// of a hospital share one address. Kept in memory, each process for itself: tokens have 244 random bits.
export interface Limit {
  /** False when this address asked too often in this minute. */
  allows: (address: string, now: Date) => boolean;
}

export function limitPerMinute(most: number): Limit {
  let minute = -1;
  let seen = new Map<string, number>();
  return {
    allows: (address, now) => {
      const current = Math.floor(now.getTime() / 60_000);
      if (current !== minute) {
        minute = current;
        seen = new Map();
      }
      const count = (seen.get(address) ?? 0) + 1;
      seen.set(address, count);
      return count <= most;
    },
  };
}
