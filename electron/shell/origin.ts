// The app's own origin, and whether a URL lies in it. Text is compared before and after parsing: a custom scheme has no
// `origin` in the URL standard, and parsers differ on odd spellings.

export const scheme = 'app';
export const appHost = 'desk';
export const ownOrigin = `${scheme}://${appHost}`;

/** The path as written (still encoded, without query and fragment), or null for anything that is not plainly ours. */
export function ownPath(raw: string): string | null {
  if (!raw.startsWith(`${ownOrigin}/`) || raw.length > 2000 || !URL.canParse(raw)) return null;
  const url = new URL(raw);
  if (url.protocol !== `${scheme}:` || url.host !== appHost || url.username !== '' || url.password !== '')
    return null;
  return raw.slice(ownOrigin.length).replace(/[?#].*$/s, '');
}
