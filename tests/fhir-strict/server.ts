// The strict peer: a second FHIR server beside the sample EHR, written for tests and for `eval:fhir`. It refuses what it
// doesn't know, keeps versions, and deviates from R4 as real servers do (`deviations.ts`). Synthetic records only, on
// 127.0.0.1, nothing is kept on disk.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type DeviationName, type ProfileName, profiles } from './deviations.ts';
import { parametersOf, Refused, search, typesServed } from './search.ts';
import { all, isObject, type Json, Store } from './store.ts';

export interface StrictOptions {
  store?: Store;
  profile?: ProfileName;
  /** Beside those of the profile. */
  more?: readonly DeviationName[];
  port?: number;
  /** The only token that is taken; changed by `expire`. */
  token?: string;
}
export interface StrictEhr {
  url: string;
  store: Store;
  token(): string;
  /** The token of before is answered 401 from now on. */
  expire(): string;
  /** Method, path and status of each request, oldest first: no parameters. */
  seen: { method: string; path: string; status: number }[];
  /** The next answer to a matching write is done but never sent. */
  loseAnswer(method: string): void;
  close(): Promise<void>;
}
interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

const outcome = (code: string, severity = 'error'): Json => ({
  resourceType: 'OperationOutcome',
  id: 'o',
  issue: [{ severity, code }],
});
const refuse = (status: number, code: string): Answer => ({ status, body: outcome(code) });

export async function startStrictEhr(options: StrictOptions = {}): Promise<StrictEhr> {
  const store = options.store ?? new Store();
  const does = new Set<DeviationName>([...profiles[options.profile ?? 'plain'], ...(options.more ?? [])]);
  let token = options.token ?? randomUUID();
  let lose: string | null = null;
  const seen: StrictEhr['seen'] = [];
  const pages = new Map<
    string,
    { type: string; matches: Json[]; from: number; count: number; total: number }
  >();
  const server = createServer((req, res) => void take(req, res).catch(() => res.destroy()));

  const writes = (type: string): boolean =>
    !does.has('writes-nothing') && (!does.has('writes-tasks-only') || type === 'Task');
  const interactions = (type: string): string[] =>
    does.has('writes-untold') ? [] : ['read', 'search-type', ...(writes(type) ? ['create', 'update'] : [])];

  const statement = (): Json => ({
    resourceType: 'CapabilityStatement',
    id: 'strict',
    status: 'active',
    kind: 'instance',
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        interaction: does.has('no-batch') ? [] : [{ code: 'batch' }],
        resource: typesServed.map((type) => ({
          type,
          interaction: interactions(type).map((code) => ({ code })),
          conditionalCreate: !does.has('no-conditional-create'),
          searchParam: parametersOf(type).map((name) => ({ name, type: 'string' })),
        })),
      },
    ],
  });

  function page(key: string): Json {
    const p = pages.get(key) as NonNullable<ReturnType<typeof pages.get>>;
    const overlap = does.has('overlapping-pages') && p.from > 0 ? 2 : 0;
    const part = p.matches.slice(p.from - overlap, p.from + p.count);
    const rest = p.from + p.count;
    const more = does.has('empty-last-page')
      ? rest < p.matches.length + p.count && part.length > 0
      : rest < p.matches.length;
    const link = [{ relation: 'self', url: `${base()}/${p.type}` }];
    if (more && !does.has('no-next-link')) {
      const next = randomUUID();
      pages.set(next, { ...p, from: rest });
      link.push({
        relation: 'next',
        url: does.has('base-next') ? `${base()}?_getpages=${next}` : `${base()}/${p.type}?_page=${next}`,
      });
    }
    return {
      resourceType: 'Bundle',
      id: key,
      type: 'searchset',
      ...(does.has('no-total') ? {} : { total: p.total }),
      link,
      entry: part.map((resource) => ({
        fullUrl: `${base()}/${resource.resourceType}/${resource.id}`,
        resource,
        search: { mode: 'match' },
      })),
    };
  }

  function find(type: string, params: URLSearchParams): Answer {
    const again = params.get('_page');
    if (again !== null) return pages.has(again) ? { status: 200, body: page(again) } : refuse(410, 'expired');
    if (does.has('no-include') && params.has('_include')) return refuse(400, 'not-supported');
    const found = search(store, type, params, !options.profile || does.has('unknown-parameter-refused'));
    const asked = Number(params.get('_count') ?? 20);
    const most = does.has('small-pages') ? 20 : 1000;
    const key = randomUUID();
    const left =
      does.has('left-out-with-outcome') && type !== 'Patient' && found.matches.length > 0
        ? found.matches.slice(1)
        : found.matches;
    pages.set(key, {
      type,
      matches: left,
      from: 0,
      count: Math.max(1, Math.min(asked, most)),
      total: found.matches.length,
    });
    const body = page(key);
    const entry = all(body['entry']);
    for (const resource of found.included)
      entry.push({
        fullUrl: `${base()}/${resource.resourceType}/${resource.id}`,
        resource,
        search: { mode: 'include' },
      });
    if (left !== found.matches) entry.push({ resource: outcome('processing'), search: { mode: 'outcome' } });
    if (pages.size > 5000) pages.delete([...pages.keys()][0] as string);
    return { status: 200, body };
  }

  const stored = (status: number, r: Json, version: number): Answer => ({
    status,
    headers: {
      etag: `W/"${version}"`,
      location: `${base()}/${r.resourceType}/${r.id}/_history/${version}`,
    },
    ...(does.has('minimal-return') ? {} : { body: { ...r, meta: { versionId: String(version) } } }),
  });

  function write(
    method: string,
    type: string,
    id: string | undefined,
    req: IncomingMessage,
    body: unknown,
  ): Answer {
    if (!isObject(body) || body['resourceType'] !== type) return refuse(400, 'structure');
    if (typeof body['status'] !== 'string' && type !== 'Patient' && type !== 'Schedule')
      return refuse(422, 'required');
    if (method === 'POST') {
      const condition = req.headers['if-none-exist'];
      if (typeof condition === 'string' && !does.has('no-conditional-create')) {
        const { matches } = search(store, type, new URLSearchParams(condition), true);
        if (matches.length > 1) return refuse(412, 'multiple-matches');
        const [one] = matches;
        if (one !== undefined) return stored(200, one, store.get(`${type}/${one.id}`)?.version ?? 1);
      }
      const fresh = { ...body, id: randomUUID() } as Json;
      return stored(201, fresh, store.put(fresh));
    }
    const now = store.get(`${type}/${id ?? ''}`);
    if (now === undefined) return refuse(404, 'not-found');
    if (req.headers['if-match'] === undefined) return refuse(412, 'conflict');
    if (req.headers['if-match'] !== `W/"${now.version}"`) return refuse(412, 'conflict');
    const next = { ...body, id: id ?? '' } as Json;
    return stored(200, next, store.put(next));
  }

  function answer(req: IncomingMessage, path: string, query: string, raw: string): Answer {
    const method = req.method ?? 'GET';
    const [type = '', second] = path.split('/');
    const json = (): unknown => {
      try {
        return JSON.parse(raw);
      } catch {
        return undefined;
      }
    };
    if (path === '' && method === 'GET') {
      const key = new URLSearchParams(query).get('_getpages') ?? '';
      return pages.has(key) ? { status: 200, body: page(key) } : refuse(410, 'expired');
    }
    if (path === '') {
      if (does.has('no-batch')) return refuse(405, 'not-supported');
      const asked = json();
      const entries = isObject(asked) ? all(asked['entry']) : [];
      const entry = entries.map((e) => {
        const url = isObject(e) && isObject(e['request']) ? String(e['request']['url']) : '';
        const [t = '', q = ''] = url.split('?');
        const one = attempt(() => find(t, new URLSearchParams(q)));
        return one.status === 200
          ? { resource: one.body, response: { status: '200 OK' } }
          : { response: { status: String(one.status), outcome: one.body } };
      });
      return { status: 200, body: { resourceType: 'Bundle', type: 'batch-response', entry } };
    }
    if (!typesServed.includes(type)) return refuse(404, 'not-supported');
    if (second === '_search' && method === 'POST')
      return does.has('no-post-search') ? refuse(404, 'not-found') : find(type, new URLSearchParams(raw));
    if (method === 'GET' && second === undefined) return find(type, new URLSearchParams(query));
    if (method === 'GET') {
      const one = store.get(path);
      return one === undefined
        ? refuse(404, 'not-found')
        : { status: 200, body: one.resource, headers: { etag: `W/"${one.version}"` } };
    }
    if ((method === 'POST' || method === 'PUT') && !writes(type)) return refuse(405, 'not-supported');
    if (method === 'POST' || method === 'PUT') return write(method, type, second, req, json());
    return refuse(405, 'not-supported');
  }
  const attempt = (work: () => Answer): Answer => {
    try {
      return work();
    } catch (error) {
      if (error instanceof Refused) return refuse(400, error.code);
      throw error;
    }
  };

  async function take(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
    const [path = '', query = ''] = (req.url ?? '').split('?');
    const method = req.method ?? '';
    const inside = /^\/fhir(?:\/(.*))?$/.exec(path);
    let done: Answer;
    if (inside === null) done = refuse(404, 'not-found');
    else if (inside[1] === 'metadata') done = { status: 200, body: statement() };
    else if (req.headers.authorization !== `Bearer ${token}`) done = refuse(401, 'login');
    else done = attempt(() => answer(req, inside[1] ?? '', query, Buffer.concat(chunks).toString('utf8')));
    seen.push({ method, path, status: done.status });
    if (seen.length > 5000) seen.shift();
    if (lose === method) {
      lose = null;
      return void res.destroy();
    }
    const type = does.has('old-content-type') ? 'application/json+fhir' : 'application/fhir+json';
    res.writeHead(done.status, { 'content-type': `${type}; charset=utf-8`, ...done.headers });
    res.end(done.body === undefined ? '' : JSON.stringify(done.body));
  }

  const base = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
  await new Promise<void>((ready) => server.listen(options.port ?? 0, '127.0.0.1', ready));
  return {
    url: base(),
    store,
    token: () => token,
    expire: () => (token = randomUUID()),
    seen,
    loseAnswer: (method) => void (lose = method),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
