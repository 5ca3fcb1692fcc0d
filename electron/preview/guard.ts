// Who may talk to the preview's web server: pure decisions with a table of hostile requests in the test. The server is on
// loopback, where every other page and program of this computer can reach it too.
import { createHash, timingSafeEqual } from 'node:crypto';

/** With the port in its name: browsers don't tell ports apart, and two previews must not overwrite each other's. */
export const cookieName = (port: number): string => `careline_preview_${port}`;
/** The protocol that the socket speaks; beside it the page names its tab's secret. */
export const socketProtocol = 'careline';

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
export function cookieOf(header: string | undefined, port: number): string | null {
  if (header === undefined || header.length > 4000) return null;
  const found = header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${cookieName(port)}=`));
  return found.length === 1 ? (found[0] ?? '').slice(cookieName(port).length + 1) : null;
}
/** HttpOnly: no script reads it; Strict: no other site's page makes the browser send it. */
export const setCookie = (value: string, port: number): string =>
  `${cookieName(port)}=${value}; HttpOnly; SameSite=Strict; Path=/`;

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

/**
 * The tab's secret, or null. A cookie for 127.0.0.1 is sent to every server on this computer, whatever its port; this
 * secret is not: the page keeps it in its session storage, which is bound to the port, and names it as a subprotocol.
 */
export function tabSecretOf(protocols: string | undefined): string | null {
  if (protocols === undefined || protocols.length > 400) return null;
  const found = protocols
    .split(',')
    .map((p) => p.trim())
    .filter((p) => p.startsWith('tab.'));
  return found.length === 1 ? (found[0] ?? '').slice(4) : null;
}
