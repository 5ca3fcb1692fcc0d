// Which address of the record's sign-in is safe to follow, by the desk itself or by the system's browser: https or this very
// computer, nothing hidden in it, and the record's own origin or one that was set up beside it. The one place of this rule.
export type AddressFault = 'not-a-link' | 'hidden-login' | 'not-https' | 'not-on-the-list';
export type SafeAddress = { url: URL; fault: null } | { url: null; fault: AddressFault };

const isThisComputer = ({ hostname }: URL): boolean => ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
const faulty = (fault: AddressFault): SafeAddress => ({ url: null, fault });

export function secureAddress(raw: string): SafeAddress {
  // Blanks and control characters are removed silently by URL parsers: what was checked isn't what would open.
  if (raw.length > 8000 || /[\p{C}\p{Z}\\]/u.test(raw) || !URL.canParse(raw)) return faulty('not-a-link');
  const url = new URL(raw);
  if (url.username !== '' || url.password !== '') return faulty('hidden-login');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isThisComputer(url)))
    return faulty('not-https');
  return url.hash === '' ? { url, fault: null } : faulty('not-a-link');
}

/** `origins`: beside that of `base`, the record's own address. */
export function signInAddress(raw: string, base: URL, origins: readonly string[]): SafeAddress {
  const checked = secureAddress(raw);
  if (checked.url === null) return checked;
  const { url } = checked;
  // A record elsewhere must not send anybody to a port of this computer, whatever was set up.
  const strays = isThisComputer(url) && !isThisComputer(base);
  const isKnown = url.origin === base.origin || origins.includes(url.origin);
  return strays || !isKnown ? faulty('not-on-the-list') : checked;
}
