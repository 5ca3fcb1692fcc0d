// Chromium can't open a scheme of ours, so `app://desk/x` is shown as `https://desk.app.localhost/x`: a secure context of its
// own origin, as a standard, secure scheme is in Electron (docs: api/protocol, registerSchemesAsPrivileged).

/** Schemes given to `protocol.registerSchemesAsPrivileged`; names are lower case. */
export interface Addresses {
  add(scheme: string): void;
  has(scheme: string): boolean;
  /** What our main calls an address that Chromium shows. */
  toApp(url: string): string;
  toChromium(url: string): string;
  /** The same, for every own origin somewhere in a text (a header's value). */
  textToChromium(text: string): string;
}

export function createAddresses(): Addresses {
  const schemes = new Set<string>();
  const own = (url: string): RegExpExecArray | null =>
    /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\]*)(.*)$/is.exec(url);
  const shown = /^(?:blob:)?https:\/\/([a-z0-9-]+)\.([a-z][a-z0-9+-]*)\.localhost(?=$|[/?#])/i;
  return {
    add: (scheme) => void schemes.add(scheme.toLowerCase()),
    has: (scheme) => schemes.has(scheme),
    toApp(url) {
      const [start, host, scheme] = shown.exec(url) ?? [];
      if (start === undefined || scheme === undefined || !schemes.has(scheme.toLowerCase())) return url;
      return `${start.startsWith('blob:') ? 'blob:' : ''}${scheme}://${host}${url.slice(start.length)}`;
    },
    toChromium(url) {
      const [, scheme = '', host = '', rest = ''] = own(url) ?? [];
      return schemes.has(scheme.toLowerCase())
        ? `https://${host}.${scheme.toLowerCase()}.localhost${rest}`
        : url;
    },
    textToChromium(text) {
      let result = text;
      for (const scheme of schemes)
        result = result.replaceAll(
          new RegExp(`\\b${scheme}://([a-z0-9-]+)`, 'gi'),
          (_all, host: string) => `https://${host}.${scheme}.localhost`,
        );
      return result;
    },
  };
}
