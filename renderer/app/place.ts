// What the address says: which desk this page is for, which page, and the preview's token to exchange.

export interface Place {
  desk: 'live' | 'practice';
  /** `proof` shows the proof page alone. */
  page: 'desk' | 'proof';
  /** Practice was left for a real emergency: the card opens at once. */
  emergency: boolean;
}

/** Anything unknown is the live desk: a mistyped address must not end in a blank page. */
export function placeOf(location: Pick<Location, 'search'>): Place {
  const asked = new URLSearchParams(location.search);
  return {
    desk: asked.get('desk') === 'practice' ? 'practice' : 'live',
    page: asked.get('page') === 'proof' ? 'proof' : 'desk',
    emergency: asked.has('emergency'),
  };
}

/** The one-time token of the preview's address (`#token=…`), or null. */
export function tokenOf(location: Pick<Location, 'hash'>): string | null {
  const found = /^#token=([A-Za-z0-9_-]{16,200})$/.exec(location.hash);
  return found?.[1] ?? null;
}
