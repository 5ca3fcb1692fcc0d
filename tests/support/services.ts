// What the demo has behind the desk (PostgreSQL, the backend, the sample EHR) in a test's hand, and its control server.
// Several starts of the app may share one: each fresh profile asks for a code of its own by `renew`.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPool } from '#backend/db/pool.ts';
import { addEnrolCode } from '#backend/devices/enrol.ts';
import { startDemo, type Demo } from '#demo/control/start.ts';
import { demoOrganisation } from '#demo/people/people.ts';
import {
  demoAccepted,
  demoCaptured,
  demoMessages,
  demoReset,
  demoState,
  type DemoCaptured,
  type DemoMessages,
} from '#shared/protocol/demo.ts';

export interface Services {
  demo: Demo;
  /** Really ends the backend's process, or starts it again on the same port. */
  backend(on: boolean): Promise<void>;
  ehr(on: boolean): Promise<void>;
  /** What PostgreSQL holds, counted by SQL outside the backend. */
  stored(): Promise<DemoMessages>;
  /** What the backend would have sent to clinicians, oldest first. */
  captured(): Promise<DemoCaptured['captured']>;
  /** Accepts by the link that was sent last (to this number or address), as the clinician would. */
  accept(to?: string): Promise<boolean>;
  /** Good for one desk; the first is the one the services started with. */
  enrolCode(): string;
  /** Empties the backend's tables and gives a new code: for a fresh profile on services that had one before. */
  renew(): Promise<string>;
  /** A code for one more desk beside those that there are; `enrolCode` gives it from now on. */
  another(): Promise<string>;
  close(): Promise<void>;
}
export interface ServicesOptions {
  /** Kept afterwards; without it a folder of its own that goes with it. */
  folder?: string;
  ehr?: boolean;
  /** With the local carrier and the backend's telephony on it; `carrierHand` asks it. */
  phone?: boolean;
  /** People sign in at the demo's provider; without, a name from the list is enough. */
  proves?: boolean;
}

export async function startServices(options: ServicesOptions = {}): Promise<Services> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'careline-services-'));
  const forget = (): void => {
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
  };
  const demo = await startDemo({
    profileDir: folder,
    now: new Date().toISOString(),
    ehr: (options.ehr ?? true) ? {} : null,
    phone: options.phone ?? false,
    proves: options.proves ?? false,
    log: () => undefined,
  }).catch((error: unknown) => {
    forget();
    throw error;
  });
  let code = demo.enrolCode;
  async function control(path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(new URL(path, demo.control.url), {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${demo.control.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  }
  return {
    demo,
    backend: async (on) => void demoState.parse(await control('/backend', { on })),
    ehr: async (on) => void demoState.parse(await control('/ehr', { on })),
    stored: async () => demoMessages.parse(await control('/messages')),
    captured: async () => demoCaptured.parse(await control('/captured')).captured,
    accept: async (to) => demoAccepted.parse(await control('/accept', { to: to ?? null })).accepted,
    enrolCode: () => code,
    async renew() {
      ({ enrolCode: code } = demoReset.parse(await control('/reset', {})));
      return code;
    },
    async another() {
      code = `${demoOrganisation.id}.${randomUUID()}`;
      const pool = openPool(demo.databaseUrl, () => undefined);
      await addEnrolCode({ pool, clock: () => new Date() }, code).finally(() => pool.end());
      return code;
    },
    async close() {
      await demo.close();
      forget();
    },
  };
}
