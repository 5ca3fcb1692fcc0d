// A person's browser at the demo's provider: real requests, redirects and cookies, from the first address to the page that
// the desk answers. It fills the forms in as that person would.
import { accountOf, sampleCode } from './accounts.ts';

export interface Walked {
  /** HTTP status of the last page. */
  status: number;
  /** Where the browser ended. */
  url: string;
}
export interface WalkOptions {
  /** What is typed in place of the right password or code. */
  password?: string;
  code?: string;
  /** What this browser kept of the walks before, by name; a new browser else. */
  cookies?: Map<string, string>;
}
const mostSteps = 14;

/** `issuer`: nowhere else is walked to, but to the desk's port on this computer at the end. @throws when it leads astray. */
export async function walk(
  issuer: string,
  address: string,
  personId: string,
  options: WalkOptions = {},
): Promise<Walked> {
  const { cookies = new Map<string, string>() } = options;
  const who = accountOf(personId);
  if (who === null) throw new Error('nobody of that id');
  let url = new URL(address);
  let form: URLSearchParams | null = null;
  const { origin } = new URL(issuer);
  for (let step = 0; step < mostSteps; step++) {
    if (url.origin !== origin) {
      if (url.hostname !== '127.0.0.1' || url.protocol !== 'http:') throw new Error('led elsewhere');
      const last = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
      await last.body?.cancel();
      return { status: last.status, url: url.href };
    }
    const answer: Response = await fetch(url, {
      method: form === null ? 'GET' : 'POST',
      ...(form === null ? {} : { body: form }),
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';', 1);
      const at = pair.indexOf('=');
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = answer.headers.get('location');
    const text = await answer.text();
    form = null;
    if (location !== null && answer.status >= 300 && answer.status < 400) {
      url = new URL(location, url);
      continue;
    }
    const asked = /data-step="(\w+)"/.exec(text)?.[1];
    const action = /<form method="post" action="([^"]+)"/.exec(text)?.[1];
    if (answer.status !== 200 || action === undefined) return { status: answer.status, url: url.href };
    if (/role="alert"/.test(text)) return { status: 403, url: url.href };
    url = new URL(action, url);
    form =
      asked === 'login'
        ? new URLSearchParams({ person: personId, password: options.password ?? who.password })
        : new URLSearchParams(
            who.factor === 'hwk' ? { key: 'touched' } : { code: options.code ?? sampleCode },
          );
  }
  throw new Error('led in circles');
}
