// From a URL's path to a file of the built renderer, and nothing outside it: a pure decision both hosts share.

export type Asset =
  /** Path inside the renderer's folder, with `/` between segments. */
  { ok: true; file: string; type: string; html: boolean } | { ok: false; status: 400 | 404 };

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
};
/** A plain name: no leading dot, no separator, drive letter, stream (`a:b`), wildcard or trailing dot; not a device name. */
const segment = /^[A-Za-z0-9_@-][A-Za-z0-9_@.-]*$/;
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * `rawPath` is the path as it came over the wire (still encoded). Built files have plain ASCII names, so anything
 * encoded is refused instead of decoded: there is no second spelling of a name.
 */
export function resolveAsset(rawPath: string): Asset {
  if (rawPath.length > 500 || !rawPath.startsWith('/')) return { ok: false, status: 400 };
  if (/[%\\\0?#]/.test(rawPath)) return { ok: false, status: 400 };
  const file = rawPath === '/' ? 'index.html' : rawPath.slice(1);
  for (const part of file.split('/')) {
    if (!segment.test(part) || part.endsWith('.') || device.test(part)) return { ok: false, status: 400 };
  }
  const extension = /\.([a-z0-9]+)$/.exec(file)?.[1] ?? '';
  const type = Object.hasOwn(types, extension) ? types[extension] : undefined;
  if (type === undefined) return { ok: false, status: 404 };
  return { ok: true, file, type, html: extension === 'html' };
}
