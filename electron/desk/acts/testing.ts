// For tests: the acts room in a desk of `../patient/testing-acting.ts`, with a verified caller, at a running server.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActView } from '#shared/contract/acts.ts';
import type { Act, ActKind, ActOf } from '#shared/domain/acts/act.ts';
import type { Fact } from '#shared/domain/disclosure/facts.ts';
import type { Result } from '#shared/domain/result.ts';
import { createFhirClient, type FhirClient } from '../fhir/client.ts';
import { createVerificationStore } from '../patient/store.ts';
import { openActing } from '../patient/testing-acting.ts';
import { type Bench, must } from '../router/testing.ts';
import type { Vault } from '../vault/vault.ts';
import { createActs } from './compose.ts';
import type { ActsClient } from './perform.ts';

export interface Server {
  url: string;
  token: () => string;
}
export const clientAt = (
  server: Server,
  more: Partial<Parameters<typeof createFhirClient>[0]> = {},
): FhirClient =>
  createFhirClient({
    base: server.url,
    token: server.token,
    fetch,
    wait: (_ms, s) => sleep(0, undefined, { signal: s }).catch(() => undefined),
    nowMs: () => performance.now(),
    timeoutMs: 4000,
    ...more,
  });

export interface Desk {
  bench: Bench;
  about: { contextId: string; patientId: string };
  ask<T>(name: string, input?: object): Promise<Result<T>>;
  /** What the room asks the record with; null = no record is set up. A test puts its own here. */
  client: ActsClient | null;
  told: string[];
  /** Whose sign-in to the record stands; null = the desk's own. */
  signedIn: string | null;
  begin(act: Act, actId?: string): Promise<Result<ActView>>;
  view(actId: string): Promise<ActView>;
  acts: ReturnType<typeof createActs>;
  /** Lets the outbox look whether the record is back. */
  back(): Promise<void>;
  /** The vault as a crash leaves it now, with another desk over it. */
  crashed(client: ActsClient | null): Promise<Crashed>;
  end(): void;
}
export interface Crashed {
  acts: ReturnType<typeof createActs>;
  vault: Vault;
  state(actId: string): { state: string; resumed: number } | undefined;
}

export async function openDesk(
  server: Server,
  patientId: string,
  now: string,
  facts: readonly Fact[] = ['fullName', 'birthDate', 'address'],
): Promise<Desk> {
  const { bench, told, room, crashed, end } = await openActing(
    { url: server.url, token: server.token() },
    now,
    'acts',
    () => desk.client,
    // Nobody waits: the test says when the outbox looks.
    (parts) =>
      createActs({
        ...parts,
        signsFor: (personId) => desk.signedIn === null || desk.signedIn === personId,
        later: () => () => undefined,
      }),
  );
  const page = bench.page();
  const contextId = bench.call();
  const store = createVerificationStore(() => bench.vault.core);
  const desk: Desk = {
    bench,
    about: { contextId, patientId },
    ask: (request, input = {}) => page.ask(request, input),
    client: clientAt(server),
    told,
    signedIn: null,
    begin: (act, actId = randomUUID()) =>
      desk.ask<ActView>('acts.begin', { ...desk.about, actId, accountId: 'harbor', act }),
    async view(actId) {
      const all = must(await desk.ask<ActView[]>('acts.standing', desk.about));
      const one = all.find((v) => v.actId === actId);
      if (one === undefined) throw new Error('no such act');
      return one;
    },
    acts: room,
    back: room.wake,
    async crashed(client) {
      const { vault, room: acts } = await crashed(client);
      return {
        vault,
        acts,
        state: (id) =>
          vault.core
            .prepare<[string], { state: string; resumed: number }>(
              'SELECT state, resumed FROM acts WHERE id = ?',
            )
            .get(id),
      };
    },
    end,
  };
  store.choose(contextId, patientId, bench.now, 'p-agent');
  for (const fact of facts)
    store.add(contextId, { patientId, fact, matched: true, nameNeeded: false, at: bench.now }, 'p-agent');
  return desk;
}

/** A whole form of each kind; `coverageId` of the patient. */
export const forms = (coverageId: string): { [K in ActKind]: ActOf<K> } => ({
  'insurance-update': {
    kind: 'insurance-update',
    replaces: coverageId,
    payer: 'Beacon Health',
    plan: 'Beacon PPO',
    memberId: '',
    memberKept: true,
    memberReadBack: false,
    group: 'G-77',
    heldBy: 'parent',
    subscriber: 'Olive Invented',
    from: '2026-12-01',
    until: '',
  },
  'benefit-request': {
    kind: 'benefit-request',
    coverageId,
    payer: 'Stonebridge Mutual',
    purposes: ['benefits'],
    service: 'Physical therapy, 12 visits',
    serviceDate: '2026-12-01',
    article: { articleId: 'payer-stonebridge', version: 3, title: 'Stonebridge: what we can say' },
  },
  'refill-request': {
    kind: 'refill-request',
    medicineId: null,
    drug: 'Lisinopril',
    strength: '10 mg',
    daysLeft: '',
    outNow: true,
    pharmacyName: 'Corner Pharmacy',
    pharmacyPhone: '617-555-0177',
    pharmacyReadBack: true,
    prescriber: 'Dr. Hale',
    allergies: 'Penicillin, as stated',
    note: 'Closed on Sundays',
  },
  'referral-request': {
    kind: 'referral-request',
    from: 'Dr. Hale',
    to: 'Dermatology, Dr. Moss',
    reason: 'Rash on both hands',
    insurance: 'Stonebridge EPO',
    coverageId: null,
    by: '2026-12-15',
    note: '',
  },
  'records-request': {
    kind: 'records-request',
    what: ['visit-notes', 'imaging'],
    from: '2025-01-01',
    until: '2026-11-01',
    for: 'provider',
    recipient: 'Dr. Moss',
    way: 'fax',
    to: '617-555-0188',
    article: null,
    note: '',
  },
  'contact-note': {
    kind: 'contact-note',
    direction: 'in',
    reason: 'billing',
    at: '2026-11-22T14:59:00.000Z',
    text: 'Asked what the second invoice is for.\nWas told that billing calls back.',
    inResponseTo: null,
  },
  'follow-up': {
    kind: 'follow-up',
    queue: 'clinical',
    what: 'Ask how the leg is after the visit',
    priority: 'urgent',
    from: '2026-11-24',
    by: '2026-11-26',
    contact: null,
    note: 'Speaks slowly on the phone',
  },
  preferences: {
    kind: 'preferences',
    system: 'phone',
    value: '617-555-0142',
    onRecord: false,
    readBack: true,
  },
  'reminder-consent': { kind: 'reminder-consent', decision: 'permit', channels: ['text', 'email'] },
});

/** Around our client: what the record holds, and what a test does to it. */
export interface Outside {
  admin(method: string, path: string, body?: unknown): Promise<void>;
  /** Until faults are deleted, unless `times` says how often. */
  fault(path: string, more: object): Promise<void>;
  raw<T>(path: string): Promise<T>;
  /** Somebody else changes the record. */
  put<R extends { resourceType: string; id?: string }>(resource: R): Promise<void>;
  /** How many there are under this act's identifier. */
  there(type: string, actId: string): Promise<number | undefined>;
}
export function outsideOf(ehr: { url: string; adminUrl: string; token: string }): Outside {
  const headers = { authorization: `Bearer ${ehr.token}`, 'content-type': 'application/fhir+json' };
  const outside: Outside = {
    async admin(method, path, body) {
      const res = await fetch(`${ehr.adminUrl}/${path}`, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (!res.ok) throw new Error(`${method} ${path}: ${res.status}`);
    },
    fault: (path, more) => outside.admin('POST', 'fault', { path, times: 0, ...more }),
    raw: async <T>(path: string) => (await (await fetch(`${ehr.url}/${path}`, { headers })).json()) as T,
    async put(resource) {
      const res = await fetch(`${ehr.url}/${resource.resourceType}/${resource.id}`, {
        method: 'PUT',
        headers,
        body: JSON.stringify(resource),
      });
      if (!res.ok) throw new Error(`PUT ${resource.resourceType}: ${res.status}`);
    },
    there: async (type, actId) =>
      (await outside.raw<{ total?: number }>(`${type}?identifier=urn:careline:act|${actId}`)).total,
  };
  return outside;
}
