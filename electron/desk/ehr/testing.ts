// For tests only: a record's sign-in over a real vault and the sample EHR, and a browser that presses its button.
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { EhrState } from '#shared/contract/ehr.ts';
import type { FhirAuth } from '#host/launch.ts';
import type { Result } from '#shared/domain/result.ts';
import { createFhirClient, type FhirClient } from '../fhir/client.ts';
import { migrations } from '../migrations.ts';
import type { Context, Person } from '../router/context.ts';
import { sealerOf } from '../sealing.ts';
import { makeTestVault, removeFolder, tempFolder, testPassphrase } from '../vault/testing.ts';
import type { Vault } from '../vault/vault.ts';
import { createRecord } from './record.ts';

export const ana: Person = { id: 'p-ana', name: 'Ana', initials: 'A', role: 'agent' };
export const ben: Person = { id: 'p-ben', name: 'Ben', initials: 'B', role: 'nurse' };

export interface TestSetup {
  url: string;
  auth?: FhirAuth;
  /** Put before the network: an answer, or undefined to let it through. */
  answer?: (url: string, init?: RequestInit) => Response | Promise<Response> | undefined;
  vault?: Vault;
  withinMs?: number;
  openSignIn?: (url: string) => void;
}
export interface TestDesk {
  record: ReturnType<typeof createRecord>;
  client: FhirClient;
  vault: Vault;
  folder: string;
  /** Addresses that were asked, with the form. */
  sent: { url: string; form: URLSearchParams; token: string | null }[];
  state(): EhrState;
  signIn(): Promise<Result<EhrState>>;
  as(person: Person | null): void;
  /** The desk's clock. */
  later(ms: number): void;
  signedIn(): number;
  /** What broke and was told to the log. */
  broke: unknown[];
  find(): ReturnType<FhirClient['search']>;
  lock(): void;
  unlock(): Promise<void>;
  close(): void;
}
export const launch: FhirAuth = { kind: 'launch', clientId: 'careline-demo-desktop' };

export async function openTestDesk(setup: TestSetup): Promise<TestDesk> {
  const folder = tempFolder();
  const vault = setup.vault ?? (await makeTestVault(folder, migrations));
  let person: Person | null = ana;
  let shift = 0;
  let signed = 0;
  const broke: unknown[] = [];
  const sent: TestDesk['sent'] = [];
  const net: typeof fetch = async (input, init) => {
    const url = String(input);
    const headers = new Headers(init?.headers);
    const form = init?.body instanceof URLSearchParams ? init.body : new URLSearchParams();
    sent.push({ url, form, token: headers.get('authorization') });
    return (await setup.answer?.(url, init)) ?? fetch(input, init);
  };
  const record = createRecord({
    fhir: { url: setup.url, token: null, auth: setup.auth ?? launch },
    core: () => vault.core,
    sealer: sealerOf(
      () => vault,
      () => null,
      randomBytes,
    ),
    person: () => person,
    clock: { now: () => new Date(Date.now() + shift).toISOString(), wall: () => Date.now() },
    host:
      setup.openSignIn === undefined
        ? null
        : {
            openSignIn: async ({ url }) => {
              setup.openSignIn?.(url);
              return { ok: true, value: {} };
            },
          },
    fetch: net,
    random: randomBytes,
    uuid: randomUUID,
    changed: () => undefined,
    signedIn: () => void signed++,
    failed: (error) => void broke.push(error),
    ...(setup.withinMs === undefined ? {} : { withinMs: setup.withinMs }),
  });
  record.seated(person);
  const client = createFhirClient({
    base: setup.url,
    token: record.token,
    onRefused: record.onRefused,
    onExchange: ({ ok }) => record.onExchange(ok),
    fetch: net,
    wait: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
    nowMs: () => performance.now(),
  });
  record.use(client);
  const context = (): Context => ({
    now: new Date().toISOString(),
    surface: 'main',
    person,
    signal: new AbortController().signal,
    progress: () => undefined,
    about: () => undefined,
    changed: () => undefined,
  });
  const value = (answer: Result<EhrState>): EhrState => {
    if (!answer.ok) throw new Error(answer.code);
    return answer.value;
  };
  return {
    record,
    client,
    vault,
    folder,
    sent,
    state: () => value(record.handlers.state({}, context()) as Result<EhrState>),
    signIn: async () => record.handlers.signIn({}, context()) as Promise<Result<EhrState>>,
    as(who) {
      person = who;
      record.seated(who);
    },
    later: (ms) => void (shift += ms),
    signedIn: () => signed,
    broke,
    find: () =>
      client.search(
        { type: 'Appointment', params: [['_count', '1']], most: 1 },
        new AbortController().signal,
      ),
    lock() {
      vault.lock();
      record.locked();
    },
    async unlock() {
      const done = await vault.unlock({ passphrase: testPassphrase });
      if (!done.ok) throw new Error(done.code);
    },
    close() {
      record.stop();
      if (setup.vault === undefined) {
        vault.close();
        removeFolder(folder);
      }
    },
  };
}

/** Presses the button of the sample EHR's page; gives where the browser is sent. */
export async function press(address: string | null, button: 'agree' | 'refuse' = 'agree'): Promise<URL> {
  const response = await fetch(address ?? '', {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ do: button }),
  });
  return new URL(response.headers.get('location') ?? '');
}
/** What the browser shows there. */
export async function follow(to: URL): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(to, { redirect: 'manual', headers: { connection: 'close' } });
  return { status: response.status, text: await response.text(), headers: response.headers };
}
