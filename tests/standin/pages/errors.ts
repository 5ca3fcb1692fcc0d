// Network errors by the names and numbers that Electron gives (docs: api/web-contents, 'did-fail-load'; Chromium,
// net/base/net_error_list.h), as far as they come up here.

const numbers: Readonly<Record<string, number>> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_ACCESS_DENIED: -10,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_BLOCKED_BY_RESPONSE: -27,
  ERR_CONNECTION_CLOSED: -100,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106,
  ERR_CERT_AUTHORITY_INVALID: -202,
  ERR_INVALID_URL: -300,
  ERR_UNKNOWN_URL_SCHEME: -302,
};

/** What `loadURL` rejects with: `ERR_FAILED (-2) loading 'app://desk/'`, with `code`, `errno` and `url`. */
export interface LoadError extends Error {
  code: string;
  errno: number;
  url: string;
}
/** @param text as Chromium has it: `net::ERR_FAILED` */
export function loadError(text: string, url: string): LoadError {
  const code = text.replace(/^net::/, '');
  const errno = numbers[code] ?? -2;
  return Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { code, errno, url });
}
