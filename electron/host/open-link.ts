// Which link may leave the app for the system's browser: https, a host on the list, nothing hidden in the address.
// One opener for both hosts; the page shows `shown` before it opens anything.
import type { FhirConfig } from './launch.ts';
import { secureAddress, signInAddress } from './sign-in-address.ts';

/** Hosts that the shipped articles name as their source. */
export const knownLinkHosts: readonly string[] = ['medlineplus.gov', '*.nih.gov', '*.cdc.gov', '*.nhs.uk'];

export type LinkDecision =
  | { open: true; url: string; shown: string }
  | { open: false; why: 'not-a-link' | 'not-https' | 'hidden-login' | 'odd-port' | 'not-on-the-list' };

/**
 * `allowedHosts` come from the settings: `example.org` allows that host alone, `*.example.org` its subdomains and itself.
 * The decision is made on the parsed URL, and that very string is opened, so that parser and browser cannot disagree.
 */
export function decideLink(raw: string, allowedHosts: readonly string[]): LinkDecision {
  // Blanks and control characters are removed silently by URL parsers: what a person saw isn't what would open.
  if (raw.length > 2000 || /[\p{C}\p{Z}\\]/u.test(raw)) return { open: false, why: 'not-a-link' };
  if (!URL.canParse(raw)) return { open: false, why: 'not-a-link' };
  const url = new URL(raw);
  if (url.protocol !== 'https:') return { open: false, why: 'not-https' };
  if (url.username !== '' || url.password !== '' || /^https:\/\/[^/?#]*@/i.test(raw))
    return { open: false, why: 'hidden-login' };
  if (url.port !== '') return { open: false, why: 'odd-port' };
  if (!allowedHosts.some((allowed) => matches(url.hostname, allowed)))
    return { open: false, why: 'not-on-the-list' };
  return { open: true, url: url.href, shown: `${url.hostname}${url.pathname === '/' ? '' : url.pathname}` };
}

/** The sign-in of the record, by the rule that the desk follows too. It is ours but for origin and path, which the record named. */
export function decideSignIn(raw: string, fhir: FhirConfig | null): LinkDecision {
  if (fhir?.auth?.kind !== 'launch') return { open: false, why: 'not-on-the-list' };
  const { url, fault } = signInAddress(raw, new URL(fhir.url), fhir.auth.origins ?? []);
  if (url === null) return { open: false, why: fault };
  return { open: true, url: url.href, shown: url.hostname };
}

/** The organisation's own sign-in: a page of the very origin that its signed policy names. */
export function decideOrganisation(raw: string, issuer: string): LinkDecision {
  const base = secureAddress(issuer);
  if (base.url === null) return { open: false, why: base.fault };
  const { url, fault } = signInAddress(raw, base.url, []);
  if (url === null) return { open: false, why: fault };
  return { open: true, url: url.href, shown: url.hostname };
}

const hostName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

function matches(hostname: string, allowed: string): boolean {
  const wanted = allowed.toLowerCase();
  const base = wanted.startsWith('*.') ? wanted.slice(2) : wanted;
  // A list entry that is no plain host name (an address, `*`, `*.com`) allows nothing.
  if (!hostName.test(base)) return false;
  return hostname === base || (wanted.startsWith('*.') && hostname.endsWith(`.${base}`));
}
