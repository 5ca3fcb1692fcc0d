// The one Content-Security-Policy, for both hosts: nothing but the app's own files, no inline script, no frame. The phone's
// page alone may also reach the carrier that is configured, and play the sound of a call.
import { gatewayOrigins } from './gateway.ts';
import type { PhoneConfig } from './launch.ts';

export interface CspOptions {
  /** Fresh for each document; for the one inline style that React Aria needs. */
  nonce: string;
  /** Only the preview: the exact WebSocket origin of its own server. */
  socket?: string | null;
  /** Only the phone's page, where there is telephony. */
  phone?: PhoneConfig | null;
}

const noncePattern = /^[A-Za-z0-9_-]{22,64}$/;
const loopbackSocket = /^ws:\/\/127\.0\.0\.1:\d{1,5}$/;

/** Throws on a nonce or socket that doesn't look like one: a header is no place for surprises. */
export function contentSecurityPolicy({ nonce, socket = null, phone = null }: CspOptions): string {
  if (!noncePattern.test(nonce)) throw new Error('csp: bad nonce');
  if (socket !== null && !loopbackSocket.test(socket)) throw new Error('csp: bad socket origin');
  const directives: Record<string, string> = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': `'self' 'nonce-${nonce}'`,
    // Scripts may still set single style properties (splitters, popovers); a style attribute in markup is refused.
    'style-src-attr': "'none'",
    'img-src': "'self'",
    'font-src': "'self'",
    'connect-src': ["'self'", ...(socket === null ? [] : [socket]), ...gatewayOrigins(phone)].join(' '),
    'media-src': phone === null ? "'self'" : "'self' mediastream:",
    'worker-src': "'none'",
    'object-src': "'none'",
    'frame-src': "'none'",
    'frame-ancestors': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** What the built HTML has in place of the nonce (in `<meta property="csp-nonce">`). */
export const noncePlaceholder = '__CSP_NONCE__';
export function withNonce(html: string, nonce: string): string {
  if (!noncePattern.test(nonce)) throw new Error('csp: bad nonce');
  return html.replaceAll(noncePlaceholder, nonce);
}

/** Headers that every answer of a host carries beside the policy. */
export const fixedHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Permissions-Policy':
    'camera=(), geolocation=(), display-capture=(), usb=(), serial=(), payment=(), microphone=(self), hid=(self), screen-wake-lock=(self)',
  'Cache-Control': 'no-store',
};
