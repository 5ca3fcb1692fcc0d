import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { either } from './client.ts';
import { retryAfterMs } from './exchange.ts';
import { bundle, json, startTestServer, type TestServer } from './testing.ts';

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.close());
beforeEach(() => {
  server.asked.length = 0;
  server.answer((_a, res) => json(res, bundle([])));
});

const go = new AbortController().signal;
const patients = { type: 'Patient', params: [['phone', '555-123-4567']] } as const;
const person = (id: string) => ({ resourceType: 'Patient', id });

describe('asking', () => {
  it('searches by POST: nothing of the patient stands in the address', async () => {
    await server
      .client()
      .search({ type: 'Patient', params: [['phone', either(['+15551234567', '555-123-4567'])]] }, go);
    const [one] = server.asked;
    expect(one).toMatchObject({ method: 'POST', url: '/fhir/Patient/_search' });
    expect(new URLSearchParams(one?.body).get('phone')).toBe('+15551234567,555-123-4567');
    expect(one?.headers.authorization).toBe('Bearer test-token');
  });
  it('escapes FHIR’s own marks', () => expect(either(['a,b', 'c|d$', '\\'])).toBe('a\\,b,c\\|d\\$,\\\\'));
  it('reads with the tag at hand', async () => {
    server.answer((a, res) => {
      if (a.headers['if-none-match'] === 'W/"3"') res.writeHead(304).end();
      else json(res, person('a1'), 200, { etag: 'W/"3"' });
    });
    const first = await server.client().read('Patient', 'a1', go);
    expect(first).toMatchObject({ ok: true, value: { modified: true, etag: 'W/"3"' } });
    expect(await server.client().read('Patient', 'a1', go, 'W/"3"')).toEqual({
      ok: true,
      value: { modified: false },
    });
  });
  it('never takes another resource for the one that was asked for', async () => {
    server.answer((_a, res) => json(res, person('other')));
    expect(await server.client().read('Patient', 'a1', go)).toMatchObject({
      ok: false,
      code: 'ehr-unreadable',
    });
  });
  it('renews the token once', async () => {
    const renewals: boolean[] = [];
    server.answer((_a, res) => json(res, { resourceType: 'OperationOutcome' }, 401));
    const client = server.client({ token: (renew) => (renewals.push(renew), 't') });
    expect(await client.search(patients, go)).toMatchObject({ ok: false, code: 'ehr-refused' });
    expect(renewals.filter((r) => r)).toHaveLength(1);
    expect(server.asked).toHaveLength(2);
  });
});

describe('answers that are not what they should be', () => {
  it.each<[string, number, string, string, string]>([
    ['a log-in page', 200, 'text/html', '<html>Sign in</html>', 'ehr-not-fhir'],
    ['a log-in page that says JSON', 200, 'application/json', '<html>Sign in</html>', 'ehr-unreadable'],
    ['JSON of something else', 200, 'application/json', '{"status":"ok"}', 'ehr-not-fhir'],
    ['null', 200, 'application/json', 'null', 'ehr-not-fhir'],
    ['another resource', 200, 'application/fhir+json', '{"resourceType":"Patient"}', 'ehr-unreadable'],
    ['half an answer', 200, 'application/fhir+json', '{"resourceType":"Bun', 'ehr-unreadable'],
    [
      'refused',
      403,
      'application/fhir+json',
      '{"resourceType":"OperationOutcome","issue":[{"code":"forbidden"}]}',
      'ehr-refused',
    ],
    ['gone', 410, 'text/plain', 'gone', 'not-found'],
    ['bad request', 400, 'text/plain', 'no', 'ehr-unsupported'],
    ['a type that it has not', 404, 'text/plain', 'no', 'ehr-unsupported'],
    ['a redirect', 302, 'text/html', '', 'ehr-not-fhir'],
  ])('%s', async (_name, status, type, body, code) => {
    server.answer(
      (_a, res) =>
        void res.writeHead(status, { 'content-type': type, location: 'http://127.0.0.1:1/' }).end(body),
    );
    expect(await server.client().search(patients, go)).toMatchObject({ ok: false, code });
    expect(server.asked.filter((a) => a.url !== '/fhir/metadata')).toHaveLength(1);
  });
  it('keeps the server’s words out of the failure', async () => {
    const issue = [{ code: 'invalid', diagnostics: 'no Elena Alcantar', details: { text: '555-123-4567' } }];
    server.answer((_a, res) => json(res, { resourceType: 'OperationOutcome', issue }, 400));
    const answer = await server.client().search(patients, go);
    expect(answer).toEqual({
      ok: false,
      code: 'ehr-unsupported',
      message: 'HTTP 400 invalid',
      retryable: false,
    });
  });
  it('stops at the size limit, announced or not', async () => {
    const five = 'x'.repeat(5_000_001);
    server.answer((_a, res) => json(res, { resourceType: 'Bundle', five }));
    expect(await server.client().search(patients, go)).toMatchObject({ ok: false, code: 'ehr-unreadable' });
    server.answer((_a, res) => {
      res.writeHead(200, { 'content-type': 'application/fhir+json', 'content-length': '9000000' });
      res.write('{');
    });
    expect(await server.client().search(patients, go)).toMatchObject({ ok: false, code: 'ehr-unreadable' });
  });
  it('survives deep nesting', async () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    server.answer((_a, res) =>
      json(
        res,
        `{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"a","x":${deep}}}]}`,
      ),
    );
    expect(await server.client().search(patients, go)).toMatchObject({ ok: true, value: { unreadable: 0 } });
  });
  it('counts entries that are no resources', async () => {
    const entry = [
      null,
      7,
      {},
      { resource: 'x' },
      { resource: { resourceType: 5 } },
      { resource: person('a') },
    ];
    server.answer((_a, res) => json(res, { resourceType: 'Bundle', entry }));
    const answer = await server.client().search(patients, go);
    expect(answer).toMatchObject({ ok: true, value: { resources: [{ id: 'a' }], unreadable: 5 } });
    server.answer((_a, res) => json(res, { resourceType: 'Bundle', entry: 'none', link: 'none' }));
    expect(await server.client().search(patients, go)).toMatchObject({ ok: true, value: { resources: [] } });
  });
  it('hears that something is withheld', async () => {
    const outcome = { resourceType: 'OperationOutcome', issue: [{ code: 'suppressed' }] };
    server.answer((_a, res) => json(res, bundle([outcome])));
    expect(await server.client().search(patients, go)).toMatchObject({
      ok: true,
      value: { suppressed: true, resources: [] },
    });
  });
});

describe('trouble on the way', () => {
  const after = (times: number, status: number, headers: Record<string, string> = {}) => {
    let left = times;
    server.answer((_a, res) =>
      left-- > 0
        ? json(res, { resourceType: 'OperationOutcome' }, status, headers)
        : json(res, bundle([person('a')])),
    );
  };
  it('waits as told, then asks again', async () => {
    const waits: number[] = [];
    after(1, 429, { 'retry-after': '1' });
    const client = server.client({ wait: (ms) => (waits.push(ms), Promise.resolve()) });
    expect(await client.search(patients, go)).toMatchObject({ ok: true });
    expect(waits).toEqual([1000]);
  });
  it('does not wait longer than a caller can', async () => {
    after(1, 429, { 'retry-after': '60' });
    expect(await server.client().search(patients, go)).toMatchObject({
      ok: false,
      code: 'ehr-busy',
      retryable: true,
    });
    expect(server.asked).toHaveLength(1);
  });
  it('gives up after three', async () => {
    after(99, 503);
    expect(await server.client().search(patients, go)).toMatchObject({ ok: false, code: 'ehr-busy' });
    expect(server.asked).toHaveLength(3);
  });
  it('a cut connection is tried again', async () => {
    let first = true;
    server.answer((_a, res) => {
      if (first) res.destroy();
      else json(res, bundle([person('a')]));
      first = false;
    });
    expect(await server.client().search(patients, go)).toMatchObject({ ok: true });
  });
  it('nobody there', async () =>
    expect(await server.client({ base: 'http://127.0.0.1:9/fhir' }).search(patients, go)).toMatchObject({
      ok: false,
      code: 'ehr-offline',
    }));
  it('too slow counts as away, once', async () => {
    server.answer(() => undefined);
    expect(await server.client({ timeoutMs: 60 }).search(patients, go)).toMatchObject({
      ok: false,
      code: 'ehr-offline',
    });
    expect(server.asked).toHaveLength(1);
  });
  it('a body that never ends counts as away', async () => {
    server.answer((_a, res) => {
      res.writeHead(200, { 'content-type': 'application/fhir+json' });
      res.write('{"resourceType":');
    });
    expect(await server.client({ timeoutMs: 60 }).search(patients, go)).toMatchObject({
      ok: false,
      code: 'ehr-offline',
    });
  });
  it('stops when it is told to', async () => {
    const stop = new AbortController();
    server.answer(() => stop.abort());
    expect(await server.client().search(patients, stop.signal)).toMatchObject({
      ok: false,
      code: 'cancelled',
    });
  });
  it.each([
    ['2', 2000],
    ['Thu, 01 Jan 1970 00:00:05 GMT', 4000],
    ['', null],
    ['soon', null],
    ['-5', null],
  ])('Retry-After %j', (header, ms) => expect(retryAfterMs(header, 1000)).toBe(ms));
});

describe('paging', () => {
  const pages = (next: (n: number) => string | undefined) =>
    server.answer((a, res) => {
      const n = Number(new URL(a.url, server.base).searchParams.get('page') ?? 0);
      const url = next(n + 1);
      json(res, bundle([person(`p${n}`)], { link: url === undefined ? [] : [{ relation: 'next', url }] }));
    });
  it('follows to the end', async () => {
    pages((n) => (n < 3 ? `${server.base}/Patient?page=${n}` : undefined));
    const answer = await server.client().search(patients, go);
    expect(answer).toMatchObject({
      ok: true,
      value: { more: false, resources: [{ id: 'p0' }, { id: 'p1' }, { id: 'p2' }] },
    });
  });
  it('ends, even if the server’s pages don’t', async () => {
    pages((n) => `${server.base}/Patient?page=${n}`);
    expect(await server.client().search(patients, go)).toMatchObject({ ok: true, value: { more: true } });
    expect(server.asked.length).toBeLessThanOrEqual(5);
  });
  it('ends in a circle', async () => {
    pages((n) => `${server.base}/Patient?page=${n % 2}`);
    expect(await server.client().search(patients, go)).toMatchObject({
      ok: true,
      value: { more: true, resources: [{ id: 'p0' }, { id: 'p1' }] },
    });
    expect(server.asked.length).toBeLessThanOrEqual(3);
  });
  it('one id twice with other contents is unreadable, the same again is nothing new', async () => {
    const other = { ...person('a'), gender: 'male' };
    server.answer((_a, res) => json(res, bundle([person('a'), person('b'), person('a'), other])));
    expect(await server.client().search(patients, go)).toMatchObject({
      ok: true,
      value: { resources: [{ id: 'a' }, { id: 'b' }], unreadable: 1, matches: 2 },
    });
  });
  it.each([
    'http://127.0.0.1:1/fhir/Patient?page=1',
    'https://evil.example/fhir',
    '/other/Patient',
    'javascript:alert(1)',
    'http://[',
    '/fhir/../admin',
  ])('never follows to %s', async (url) => {
    pages(() => url);
    const answer = await server.client().search(patients, go);
    expect(answer).toMatchObject({ ok: true, value: { more: true } });
    expect(server.asked).toHaveLength(1);
  });
});

describe('batch', () => {
  const two = [
    { type: 'Patient', params: [['_id', 'a']] },
    { type: 'Flag', params: [['patient', 'a']] },
  ] as const;
  it('asks once', async () => {
    server.answer((_a, res) =>
      json(res, {
        resourceType: 'Bundle',
        entry: [
          { resource: bundle([person('a')]), response: { status: '200' } },
          { resource: bundle([]), response: { status: '200 OK' } },
        ],
      }),
    );
    const answers = await server.client().batch(two, go);
    expect(answers.map((a) => a.ok && a.value.resources.length)).toEqual([1, 0]);
    expect(server.asked.map((a) => a.url)).toEqual(['/fhir']);
  });
  it('an entry that failed is asked by itself', async () => {
    server.answer((a, res) =>
      a.url === '/fhir'
        ? json(res, {
            resourceType: 'Bundle',
            entry: [
              { resource: bundle([person('a')]), response: { status: '200' } },
              { response: { status: '500' } },
            ],
          })
        : json(res, bundle([{ resourceType: 'Flag', id: 'f' }])),
    );
    const answers = await server.client().batch(two, go);
    expect(answers.map((a) => a.ok && a.value.resources.length)).toEqual([1, 1]);
    expect(server.asked.map((a) => a.url)).toEqual(['/fhir', '/fhir/Flag/_search']);
  });
  it('a server without batches is asked singly, and not bothered again', async () => {
    server.answer((a, res) =>
      a.url === '/fhir' ? json(res, { resourceType: 'OperationOutcome' }, 405) : json(res, bundle([])),
    );
    const client = server.client();
    expect((await client.batch(two, go)).every((a) => a.ok)).toBe(true);
    await client.batch(two, go);
    expect(server.asked.filter((a) => a.url === '/fhir')).toHaveLength(1);
    expect(server.asked).toHaveLength(5);
  });
  it('an answer that is too large is asked for in pieces, this time', async () => {
    server.answer((a, res) =>
      a.url === '/fhir' ? json(res, { resourceType: 'Bundle', x: 'x'.repeat(2000) }) : json(res, bundle([])),
    );
    const client = server.client({ maxBytes: 1000 });
    expect((await client.batch(two, go)).every((a) => a.ok)).toBe(true);
    await client.batch(two, go);
    expect(server.asked.filter((a) => a.url === '/fhir')).toHaveLength(2);
  });
  it('a log-in page in its place is one failure, not one for each search', async () => {
    server.answer((_a, res) => void res.writeHead(200, { 'content-type': 'text/html' }).end('<html>'));
    const answers = await server.client().batch(two, go);
    expect(answers.map((a) => !a.ok && a.code)).toEqual(['ehr-not-fhir', 'ehr-not-fhir']);
    expect(server.asked).toHaveLength(1);
  });
  it('each answer is told as it arrives', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((done) => (release = done));
    server.answer(async (a, res) => {
      if (a.url === '/fhir') return json(res, { resourceType: 'OperationOutcome' }, 405);
      if (a.url.startsWith('/fhir/Patient')) await held;
      json(res, bundle([]));
    });
    const told: number[] = [];
    await server.client().batch(two, go, (i) => {
      told.push(i);
      release();
    });
    expect(told).toEqual([1, 0]);
  });
  it('away is away for all', async () => {
    const answers = await server.client({ base: 'http://127.0.0.1:9/fhir' }).batch(two, go);
    expect(answers.map((a) => !a.ok && a.code)).toEqual(['ehr-offline', 'ehr-offline']);
  });
});
