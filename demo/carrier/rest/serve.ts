// The REST API over HTTP: who may ask, what is asked, what the control API spoils of it.
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Account } from '../account/account.ts';
import type { Fault } from '../control-schema.ts';
import type { Wire } from '../wire.ts';
import { formOf, readForm } from './form.ts';
import { RestProblem } from './problem.ts';
import { makeRouter, type RestAnswer } from './router.ts';
import { makeShapes } from './shapes.ts';

export type RestFault = Extract<Fault, { kind: 'rest' }>;
export interface Rest {
  /** False: not an address of this API. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  spoil(fault: RestFault): void;
  mend(): void;
}
const same = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
};

export function makeRest(account: Account, wire: Wire): Rest {
  const { accountSid, authToken, apiKeySid, apiKeySecret } = account.config;
  const route = makeRouter(account, makeShapes(accountSid, account.now));
  let faults: (RestFault & { left: number })[] = [];

  function authorised(request: IncomingMessage): boolean {
    const [, code = ''] = /^Basic ([A-Za-z0-9+/=]{1,400})$/.exec(request.headers.authorization ?? '') ?? [];
    const said = Buffer.from(code, 'base64').toString('utf8');
    return same(said, `${accountSid}:${authToken}`) || same(said, `${apiKeySid}:${apiKeySecret}`);
  }
  function spoiled(method: string, path: string): RestFault | null {
    const found = faults.find((f) => path.includes(f.path) && (f.method === null || f.method === method));
    if (!found) return null;
    if (--found.left <= 0) faults = faults.filter((f) => f !== found);
    return found;
  }
  async function answer(
    request: IncomingMessage,
    url: URL,
    note: (fields: Record<string, unknown>) => void,
  ): Promise<RestAnswer> {
    const base = `/2010-04-01/Accounts/${accountSid}/`;
    if (!authorised(request)) throw new RestProblem(401, 20_003, 'Authenticate');
    if (!url.pathname.startsWith(base)) throw new RestProblem(404, 20_404, 'The account was not found');
    const form = request.method === 'POST' ? await readForm(request) : formOf(new URLSearchParams());
    note(form.all());
    const last = url.pathname.slice(base.length);
    const path = last
      .replace(/\.(json|wav)$/, '')
      .split('/')
      .map((part) => decodeURIComponent(part));
    return route({
      method: request.method ?? 'GET',
      path,
      form,
      query: formOf(url.searchParams),
      wantsSound: !last.endsWith('.json'),
    });
  }

  return {
    async serve(request, response) {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      if (!url.pathname.startsWith('/2010-04-01/')) return false;
      const method = request.method ?? 'GET';
      const fields: Record<string, unknown> = Object.fromEntries(url.searchParams);
      const noted = wire.note('rest', `${method} ${url.pathname}`, fields);
      const fault = spoiled(method, url.pathname);
      let told: RestAnswer;
      try {
        if (fault?.does === 'fail') throw new RestProblem(fault.status, 20_500, 'Not now');
        told = await answer(request, url, noted.add);
      } catch (error) {
        const problem =
          error instanceof RestProblem
            ? error
            : error instanceof URIError
              ? new RestProblem(404, 20_404, 'No such address')
              : new RestProblem(500, 20_500, 'An internal error');
        told = { status: problem.status, body: { ...problem.body() } };
        if (problem.status === 413) request.destroy();
      }
      if (fault?.does === 'lose-answer') {
        noted.done(0);
        response.destroy();
        return true;
      }
      noted.done(told.status);
      const sound = Buffer.isBuffer(told.body);
      response.writeHead(told.status, {
        'content-type': sound ? 'audio/x-wav' : 'application/json',
        'cache-control': 'no-store',
        ...(told.status === 401 ? { 'www-authenticate': 'Basic realm="Twilio API"' } : {}),
      });
      response.end(told.body === null ? '' : sound ? told.body : JSON.stringify(told.body));
      return true;
    },
    spoil: (fault) => void faults.push({ ...fault, left: fault.times }),
    mend: () => void (faults = []),
  };
}
