// How long a token of the carrier lasts. Its claims are read but not believed: what the gateway says of it counts, and
// only the length of its life is used, so that a computer with a wrong clock does not throw good tokens away.

/** Seconds between issue and end; null when it doesn't say so. Never throws. */
export function lifetimeOf(token: string): number | null {
  const part = token.split('.')[1];
  if (part === undefined || token.length > 8000) return null;
  try {
    const claims: unknown = JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')));
    if (typeof claims !== 'object' || claims === null || !('exp' in claims)) return null;
    const from = 'iat' in claims ? claims.iat : 'nbf' in claims ? claims.nbf : null;
    if (typeof claims.exp !== 'number' || typeof from !== 'number') return null;
    const seconds = claims.exp - from;
    return Number.isFinite(seconds) && seconds > 0 && seconds <= 86_400 ? seconds : null;
  } catch {
    return null;
  }
}
