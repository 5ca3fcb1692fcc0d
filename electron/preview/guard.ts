// Who may talk to the preview's web server: pure decisions with a table of hostile requests in the test. The server is on
// loopback, where every other page and program of this computer can reach it too.
import { createHash, timingSafeEqual } from 'node:crypto';

export const cookieName = 'careline_preview';

/** The `Host` header must be this server's own address: a DNS name that points at 127.0.0.1 is someone else's page. */
export const hostAllowed = (host: string | undefined, port: number): boolean => host === `127.0.0.1:${port}`;
/** A browser always sends it on POST and WebSocket requests. */
export const originAllowed = (origin: string | undefined, port: number): boolean =>
  origin === `http://127.0.0.1:${port}`;

/** Compares in constant time, whatever the lengths. */
export function sameSecret(given: string, wanted: string): boolean {
  const digest = (s: string): Buffer => createHash('sha256').update(s).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

/** The one cookie's value, or null; a second one of the same name makes it ambiguous and refuses. */
export function cookieOf(header: string | undefined): string | null {
  if (header === undefined || header.length > 4000) return null;
  const found = header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${cookieName}=`));
  return found.length === 1 ? (found[0] ?? '').slice(cookieName.length + 1) : null;
}
/** HttpOnly: no script reads it; Strict: no other site's page makes the browser send it. */
export const setCookie = (value: string): string =>
  `${cookieName}=${value}; HttpOnly; SameSite=Strict; Path=/`;

/** Wrong tokens in a row before the server takes none for a while. */
export function tokenGate(limit: number, pauseMs: number) {
  let wrong = 0;
  let closedUntil = 0;
  return {
    open: (nowMs: number): boolean => nowMs >= closedUntil,
    answer(right: boolean, nowMs: number): void {
      wrong = right ? 0 : wrong + 1;
      if (wrong >= limit) {
        wrong = 0;
        closedUntil = nowMs + pauseMs;
      }
    },
  };
}
