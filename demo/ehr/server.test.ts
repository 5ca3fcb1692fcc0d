// The sample EHR over HTTP, as the desk's FHIR client meets it.
import type { Bundle, OperationOutcome, Patient, Resource } from '@medplum/fhirtypes';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { captivePortal } from './faults.ts';
import { EHR_TOKEN, startEhr, type Ehr, type SeenRequest } from './server.ts';

const now = '2026-11-22T03:00:00.000Z';
let ehr: Ehr;
const auth = { authorization: `Bearer ${EHR_TOKEN}` };

async function ask<T = Bundle>(
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; body: T; headers: Headers }> {
  const url = path.startsWith('http') ? path : `${ehr.url}${path}`;
  const res = await fetch(url, {
    ...init,
    headers: { ...auth, ...(init.headers as Record<string, string>) },
  });
  const text = await res.text();
  return { status: res.status, body: (text ? JSON.parse(text) : undefined) as T, headers: res.headers };
}
const form = (path: string, fields: [string, string][]): ReturnType<typeof ask<Bundle>> =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
const put = (
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): ReturnType<typeof ask<Resource>> =>
  ask<Resource>(path, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/fhir+json', ...headers },
  });
const post = <T = Resource>(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): ReturnType<typeof ask<T>> =>
  ask<T>(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/fhir+json', ...headers },
  });
const fault = (body: object): Promise<{ status: number }> =>
  ask(`${ehr.adminUrl}/fault`, { method: 'POST', body: JSON.stringify(body) });
const families = (b: Bundle): (string | undefined)[] =>
  (b.entry ?? []).map((e) => (e.resource as Patient).name?.[0]?.family);

beforeAll(async () => {
  ehr = await startEhr({ port: 0, now, admin: true });
});
afterAll(() => ehr.close());
beforeEach(async () => {
  await ask(`${ehr.adminUrl}/fault`, { method: 'DELETE' });
});

describe('search', () => {
  it('finds by the phone as stored, in any of several forms, and a family of two', async () => {
    expect(families((await form('/Patient/_search', [['phone', '555-139-3142']])).body)).toEqual([
      'Castellanos',
    ]);
    const forms = ['+15553264292', '5553264292', '555-326-4292', '(555) 326-4292'].join(',');
    expect(families((await form('/Patient/_search', [['phone', forms]])).body)).toEqual(['Gómez']);
    expect(families((await form('/Patient/_search', [['phone', '5551393142']])).body)).toEqual([]);
    expect(families((await form('/Patient/_search', [['phone', '555-250-8037']])).body)).toEqual([
      'Kutch',
      'Kutch',
    ]);
  });

  it('finds by name and birth date, by POST and by GET', async () => {
    const posted = await form('/Patient/_search', [
      ['family', 'treviño'],
      ['birthdate', '1962-07-25'],
    ]);
    expect(families(posted.body)).toEqual(['Treviño']);
    expect(families((await ask('/Patient?family=Trevi%C3%B1o&birthdate=1962-07-26')).body)).toEqual([]);
    expect(families((await ask('/Patient?family=trevino&_sort=family')).body)).toEqual(['Treviño']);
    expect(families((await ask('/Patient?name=RAUL,adan')).body)).toEqual(['Gómez', 'Portillo']);
    expect(families((await ask('/Patient?name=G%C3%B3m%C3%A9z')).body)).toEqual(['Gómez']);
    expect(families((await ask("/Patient?name=o'keefe")).body)).toEqual(["O'Keefe"]);
  });

  it('answers every card of a patient, newest first', async () => {
    const id = (await ask("/Patient?family=O'Keefe")).body.entry?.[0]?.resource?.id;
    for (const q of [
      `Encounter?patient=${id}&_sort=-date`,
      `Condition?subject=Patient/${id}`,
      `AllergyIntolerance?patient=${id}`,
      `MedicationRequest?patient=${id}&status=active`,
      `Coverage?beneficiary=Patient/${id}`,
      `Flag?patient=${id}`,
      `RelatedPerson?patient=${id}`,
    ]) {
      const { status, body } = await ask(`/${q}`);
      expect([q, status]).toEqual([q, 200]);
      for (const e of body.entry ?? []) expect(JSON.stringify(e.resource)).toContain(`Patient/${id}`);
    }
    const ahead = await ask(`/Appointment?patient=${id}&date=ge2026-11-22&status=booked&_sort=date`);
    const starts = (ahead.body.entry ?? []).map((e) => (e.resource as { start: string }).start);
    expect(starts.length).toBeGreaterThanOrEqual(3);
    expect(starts).toEqual(starts.toSorted());
  });

  it('includes what is referred to', async () => {
    const { body } = await ask('/Appointment?status=booked&_include=Appointment:actor&_count=3');
    const types = new Set((body.entry ?? []).map((e) => e.resource?.resourceType));
    expect(types).toContain('Practitioner');
    expect(types).toContain('Patient');
  });

  it('refuses unknown parameters and types instead of finding nothing', async () => {
    expect((await ask<OperationOutcome>('/Patient?fone=1')).status).toBe(400);
    expect((await ask<OperationOutcome>('/Patient?_sort=nonsense')).status).toBe(400);
    const unknown = await ask<OperationOutcome>('/Claim?patient=1');
    expect([unknown.status, unknown.body.issue?.[0]?.code]).toEqual([404, 'not-supported']);
  });

  it('shows restricted records with their label', async () => {
    const { body } = await ask('/Patient?_security=R');
    expect(families(body)).toEqual(['Becker']);
  });
});

describe('paging', () => {
  it('reaches every patient once over opaque links on its own address', async () => {
    const seen: string[] = [];
    let pages = 0;
    for (let url: string | undefined = `${ehr.url}/Patient?_count=10`; url; pages++) {
      expect(url.startsWith(`${ehr.url}/`)).toBe(true);
      const { body }: { body: Bundle } = await ask(url);
      seen.push(...(body.entry ?? []).map((e) => e.resource?.id ?? ''));
      for (const e of body.entry ?? []) expect(e.fullUrl).toBe(`${ehr.url}/Patient/${e.resource?.id}`);
      url = body.link?.find((l) => l.relation === 'next')?.url;
    }
    expect(seen.length).toBeGreaterThanOrEqual(40);
    expect(new Set(seen).size).toBe(seen.length);
    expect(pages).toBe(Math.ceil(seen.length / 10));
  });

  it('keeps what was searched for by POST out of the links, and forgets unknown pages', async () => {
    const { body } = await form('/Patient/_search', [
      ['address-state', 'Massachusetts'],
      ['_count', '5'],
    ]);
    const next = body.link?.find((l) => l.relation === 'next')?.url ?? '';
    expect(next).not.toContain('Massachusetts');
    expect((await ask(next)).body.entry).toHaveLength(5);
    expect((await ask('/Patient?_page=11111111-2222-3333-4444-555555555555')).status).toBe(410);
  });
});

describe('batch', () => {
  const batch = (...urls: string[]): object => ({
    resourceType: 'Bundle',
    type: 'batch',
    entry: urls.map((url) => ({ request: { method: 'GET', url } })),
  });

  it('answers each search for itself, one mistake beside the good ones, with page links', async () => {
    const { status, body } = await post<Bundle>(
      '',
      batch('Patient?_count=2', 'Patient?fone=1', 'Patient/nobody', 'Appointment?status=booked&_count=1'),
    );
    expect(status).toBe(200);
    expect(body.entry?.map((e) => e.response?.status)).toEqual(['200', '400', '404', '200']);
    const page = body.entry?.[0]?.resource as Bundle | undefined;
    const next = page?.link?.find((l) => l.relation === 'next')?.url ?? '';
    expect((await ask(next)).body.entry).toHaveLength(2);
  });

  it('can fail for one entry only', async () => {
    await fault({ path: 'BATCH GET Condition', status: 503 });
    const { body } = await post<Bundle>('', batch('Condition?patient=x', 'Coverage?patient=x'));
    expect(body.entry?.map((e) => e.response?.status)).toEqual(['503', '200']);
    expect(body.entry?.[0]?.resource).toBeUndefined();
  });

  it('leaves nothing of a transaction that fails', async () => {
    const tag = 'urn:test|tx-1';
    const flag = {
      resourceType: 'Flag',
      status: 'active',
      code: { text: 'x' },
      subject: { display: 'x' },
      identifier: [{ system: 'urn:test', value: 'tx-1' }],
    };
    const { status } = await post('', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { request: { method: 'POST', url: 'Flag' }, resource: flag },
        { request: { method: 'PUT', url: 'Flag/abc' }, resource: { ...flag, id: 'other' } },
      ],
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect((await ask(`/Flag?identifier=${encodeURIComponent(tag)}`)).body.total).toBe(0);
  });
});

describe('writing', () => {
  const communication = (key: string): object => ({
    resourceType: 'Communication',
    status: 'completed',
    identifier: [{ system: 'urn:test', value: key }],
  });

  it('creates once for a repeated If-None-Exist', async () => {
    const header = { 'if-none-exist': 'identifier=urn:test|once' };
    const first = await post('/Communication', communication('once'), header);
    const second = await post('/Communication', communication('once'), header);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body.id).toBe(first.body.id);
    expect(first.headers.get('location')).toContain(`${ehr.url}/Communication/${first.body.id}/_history/`);
  });

  it('moves the version, and refuses a stale one', async () => {
    const { body } = await post('/Communication', communication('version'));
    const etag = (await ask(`/Communication/${body.id}`)).headers.get('etag') ?? '';
    const right = await put(
      `/Communication/${body.id}`,
      { ...body, status: 'stopped' },
      { 'if-match': etag },
    );
    const stale = await put(
      `/Communication/${body.id}`,
      { ...body, status: 'completed' },
      { 'if-match': etag },
    );
    expect([right.status, stale.status]).toEqual([200, 412]);
    expect(right.headers.get('etag')).not.toBe(etag);
    for (let i = 0; i < 2; i++) {
      const history = (await ask(`/Communication/${body.id}/_history`)).body.entry ?? [];
      expect(history.map((e) => (e.resource as { status?: string } | undefined)?.status)).toEqual([
        'stopped',
        'completed',
      ]);
    }
  });

  it('says what is wrong with a broken body', async () => {
    const broken = await ask<OperationOutcome>('/Communication', {
      method: 'POST',
      body: '{"resourceType":',
    });
    expect([broken.status, broken.body.resourceType]).toEqual([400, 'OperationOutcome']);
    expect((await post('/Communication', { resourceType: 'Task' })).status).toBe(400);
    expect((await ask('', { method: 'POST', body: '[]' })).status).toBe(400);
  });
});

describe('the door', () => {
  it('wants the token for all but the capability statement', async () => {
    for (const headers of [{}, { authorization: 'Bearer other' }] as Record<string, string>[]) {
      const res = await fetch(`${ehr.url}/Patient`, { headers });
      expect([res.status, ((await res.json()) as OperationOutcome).issue?.[0]?.code]).toEqual([401, 'login']);
      expect((await fetch(`${ehr.adminUrl}/requests`, { headers })).status).toBe(401);
    }
    const metadata = (await (await fetch(`${ehr.url}/metadata`)).json()) as {
      fhirVersion: string;
      rest: { resource: { type: string; searchParam: { name: string }[] }[] }[];
    };
    expect(metadata.fhirVersion).toBe('4.0.1');
    expect(
      metadata.rest[0]?.resource.find((r) => r.type === 'Patient')?.searchParam.map((p) => p.name),
    ).toContain('phone');
  });

  it('refuses another host name (DNS rebinding)', async () => {
    const status = await new Promise((resolve, reject) => {
      const port = Number(new URL(ehr.url).port);
      httpRequest(
        { port, host: '127.0.0.1', path: '/fhir/metadata', headers: { ...auth, host: 'evil.example' } },
        (res) => resolve(res.resume().statusCode),
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it('has no admin door unless asked for', async () => {
    const plain = await startEhr({ port: 0, now });
    expect((await fetch(`${plain.adminUrl}/requests`, { headers: auth })).status).toBe(404);
    await plain.close();
    await expect(fetch(`${plain.url}/metadata`)).rejects.toThrow();
  });

  it('notes what was asked without what was asked for', async () => {
    await ask(`${ehr.adminUrl}/requests`, { method: 'DELETE' });
    await ask('/Patient?family=Secret');
    await post('', {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [{ request: { method: 'GET', url: 'Flag?patient=secret' } }],
    });
    const { body } = await ask<SeenRequest[]>(`${ehr.adminUrl}/requests`);
    expect(body).toEqual([
      { method: 'GET', path: '/fhir/Patient', status: 200 },
      { method: 'POST', path: '/fhir', status: 200, entries: ['GET Flag'] },
    ]);
  });
});

describe('scripted faults', () => {
  it('throttles with Retry-After, as often as told', async () => {
    await fault({ path: '/fhir/Patient', status: 429, retryAfter: 7, times: 2 });
    const answers = [await ask('/Patient'), await ask('/Patient'), await ask('/Patient')];
    expect(answers.map((a) => a.status)).toEqual([429, 429, 200]);
    expect(answers[0]?.headers.get('retry-after')).toBe('7');
    const outcome = answers[0]?.body as unknown as OperationOutcome | undefined;
    expect(outcome?.issue?.[0]?.code).toBe('throttled');
  });

  it('answers a log-in page with 200, until cleared', async () => {
    await fault({ path: '.', status: 200, body: captivePortal, times: 0 });
    for (let i = 0; i < 2; i++) {
      const res = await fetch(`${ehr.url}/Patient`, { headers: auth });
      expect([res.status, res.headers.get('content-type'), await res.text()]).toEqual([
        200,
        'text/html',
        captivePortal,
      ]);
    }
    await ask(`${ehr.adminUrl}/fault`, { method: 'DELETE' });
    expect((await ask('/Patient')).body.resourceType).toBe('Bundle');
  });

  it('is slow, hangs up at once, hangs up half way', async () => {
    await fault({ path: '/fhir/Patient', delayMs: 120 });
    const started = performance.now();
    expect((await ask('/Patient?_count=1')).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(100);
    await fault({ path: '/fhir/Patient', cut: 'before' });
    await expect(ask('/Patient')).rejects.toThrow();
    await fault({ path: '/fhir/Patient', cut: 'middle' });
    await expect(ask('/Patient')).rejects.toThrow();
    expect((await ask('/Patient')).status).toBe(200);
  });

  it('refuses faults that it does not understand', async () => {
    for (const bad of [
      {},
      { path: '(' },
      { path: '.', status: 99 },
      { path: '.', colour: 'red' },
      { path: '.', delayMs: -1 },
      [],
    ]) {
      expect((await fault(bad)).status).toBe(400);
    }
  });
});
