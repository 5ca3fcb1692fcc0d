// The demo's composition root: PostgreSQL, the backend and the sample EHR as real processes, and the control server that
// switches them. Used by `npm start` for demo profiles and by end-to-end tests.
import { randomBytes, randomInt } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demoDocuments } from '../documents/documents.ts';
import { demoKnowledge } from '../documents/knowledge.ts';
import { startIdentity } from '../identity/start.ts';
import { demoOrganisation, demoPeople } from '../people/people.ts';
import { loadCallers } from '../people/callers.ts';
import { carrierReady, type CarrierReady } from '../carrier/config.ts';
import { freePort, startPostgres } from '../postgres/start.ts';
import { launch } from './child.ts';
import { capturedSends, countMessages, emptyDatabase } from './counts.ts';
import type { DemoLog } from './log.ts';
import { makeRing } from './scenario.ts';
import { startControlServer } from './server.ts';
import { makeSwitch } from './services.ts';
import { carrierDesk, demoTelephony } from './telephony.ts';

export interface DemoOptions {
  /** The demo keeps its files in `<profileDir>/demo`. */
  profileDir: string;
  /** Instant (ISO 8601 UTC) to which the sample EHR's dates are brought. */
  now: string;
  /** Null: a real FHIR server was named, the sample EHR isn't started. `port` 0 or absent: any. */
  ehr: { port?: number; admin?: boolean } | null;
  log: DemoLog;
  /** A PostgreSQL of the user's own instead of the embedded one; it is never emptied. */
  databaseUrl?: string;
  /** With a local carrier and the backend's telephony on it. */
  phone?: boolean;
  /** The organisation asks its people for a sign-in (`demo/identity`); without, names are chosen from a list. */
  proves?: boolean;
  /** Where the services' programs are; by default beside this file, as sources or as bundles. */
  entries?: { backend?: string; ehr?: string; carrier?: string };
}

export interface Demo {
  backendUrl: string;
  /** Holds the password: for tests and benches, never for a log. */
  databaseUrl: string;
  fhir: { url: string; token: string; adminUrl: string | null } | null;
  control: { url: string; token: string };
  /** Where its people sign in; null without `proves`. */
  issuer: string | null;
  /** Null without `phone`. `gateway` is for the phone engine; control holds the world outside (`demo/carrier`). */
  carrier: CarrierReady | null;
  /** Good for one desk and one day; a reset gives a new one. */
  enrolCode: string;
  /** Milliseconds from the call to ready. */
  startedInMs: number;
  close: () => Promise<void>;
}

const fromSource = import.meta.url.endsWith('.ts');
const program = (source: string, bundle: string): string =>
  fileURLToPath(new URL(fromSource ? source : bundle, import.meta.url));

/** 60 bits in groups that can be read out; the organisation stands in front. */
function newCode(): string {
  const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
  const group = (): string => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${demoOrganisation.id}.${group()}-${group()}-${group()}`;
}

/** @throws when a part doesn't start; what had been started is ended first. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const began = performance.now();
  const folder = join(options.profileDir, 'demo');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const entries = {
    backend: options.entries?.backend ?? program('../../backend/main.ts', '../backend/backend.mjs'),
    ehr: options.entries?.ehr ?? program('../ehr/main.ts', './ehr.mjs'),
    carrier: options.entries?.carrier ?? program('../carrier/main.ts', './carrier.mjs'),
  };
  const [backendPort, ehrPort, carrierPort] = await Promise.all([
    freePort(),
    options.ehr?.port || freePort(),
    freePort(),
  ]);
  const identity = options.proves ? await startIdentity() : null;
  const phone = options.phone ? demoTelephony({ carrierPort, backendPort, now: options.now }) : null;
  let enrolCode = newCode();
  let databaseUrl = options.databaseUrl ?? '';
  const configuration = (): object => ({
    databaseUrl,
    port: backendPort,
    sealKeyFile: join(folder, 'seal-keys.json'),
    seed: { organisation: demoOrganisation, people: demoPeople },
    // Whoever opens the demo again may do so by the passphrase that stands on its first screen.
    policy: identity && { signIn: identity.signIn, leaseMinutes: 480, keepSetupSlot: true },
    enrolCodes: [enrolCode],
    documents: demoDocuments,
    knowledge: demoKnowledge(options.now, new Date()),
    channels: { capture: true },
    telephony: phone?.backend ?? null,
  });

  // All at once: the backend loads its code while PostgreSQL starts, and is told where it is afterwards.
  let firstBackend = true;
  const backend = makeSwitch(() => {
    const child = launch({ entry: entries.backend, logFile: join(folder, 'backend.log') });
    if (!firstBackend) child.tell(configuration());
    else void postgresUp.then(() => child.tell(configuration()), child.kill);
    firstBackend = false;
    return child;
  });
  const wantsEhr = options.ehr;
  const ehr = wantsEhr
    ? makeSwitch(() =>
        launch({
          entry: entries.ehr,
          args: ['--port', String(ehrPort), '--now', options.now, ...(wantsEhr.admin ? ['--admin'] : [])],
          logFile: join(folder, 'ehr.log'),
        }),
      )
    : null;
  const carrier = phone
    ? makeSwitch(() => {
        const child = launch({ entry: entries.carrier, logFile: join(folder, 'carrier.log') });
        child.tell(phone.carrier);
        return child;
      })
    : null;
  const postgresUp = options.databaseUrl
    ? Promise.resolve(null)
    : startPostgres({ dataDir: join(folder, 'postgres') }).then((started) => {
        databaseUrl = started.url;
        return started;
      });
  const endAll = async (): Promise<void> => {
    await Promise.all([backend.close(), ehr?.close(), carrier?.close(), identity?.close()]);
    await (await postgresUp.catch(() => null))?.close();
  };
  const [postgres, backendReady, ehrReady, carrierSaid] = await Promise.all([
    postgresUp,
    backend.on(),
    ehr?.on() ?? null,
    carrier?.on().then((said) => carrierReady.parse(said)) ?? null,
  ]).catch(async (error: unknown) => {
    await endAll();
    throw error;
  });

  let callers: ReturnType<typeof loadCallers> | null = null;
  const token = randomBytes(24).toString('base64url');
  const flip = (which: typeof backend, name: string) => async (on: boolean) => {
    await (on ? which.on() : which.off());
    options.log('demo-switched', { service: name, on });
  };
  const phones = carrierSaid && carrierDesk({ url: carrierSaid.control, token: carrierSaid.controlToken });
  const control = await startControlServer(
    token,
    {
      state: () => ({
        backend: backend.isUp() ? 'up' : 'down',
        ehr: ehr ? (ehr.isUp() ? 'up' : 'down') : null,
        postgres: (postgres?.running() ?? true) ? 'up' : 'down',
      }),
      setBackend: flip(backend, 'backend'),
      setEhr: ehr ? flip(ehr, 'ehr') : null,
      messages: () => countMessages(databaseUrl, demoOrganisation.id),
      captured: () => capturedSends(databaseUrl),
      ring: async (body) => {
        callers ??= loadCallers();
        const seed = body.seed ?? randomInt(2 ** 32);
        return makeRing({ ...body, seed }, await callers, options.now.slice(0, 10));
      },
      signIn: identity && identity.walk,
      carrier: phones,
      reset: postgres
        ? async () => {
            await phones?.clear();
            await backend.off();
            await emptyDatabase(databaseUrl);
            enrolCode = newCode();
            await backend.on();
            options.log('demo-reset');
            return { enrolCode };
          }
        : null,
    },
    options.log,
  );
  const startedInMs = Math.round(performance.now() - began);
  options.log('demo-ready', { ms: startedInMs });
  return {
    backendUrl: String(backendReady['url']),
    databaseUrl,
    fhir: ehrReady
      ? {
          url: String(ehrReady['url']),
          token: String(ehrReady['token']),
          adminUrl: typeof ehrReady['adminUrl'] === 'string' ? ehrReady['adminUrl'] : null,
        }
      : null,
    control: { url: control.url, token },
    issuer: identity?.issuer ?? null,
    carrier: carrierSaid,
    enrolCode,
    startedInMs,
    close: async () => {
      await control.close();
      await endAll();
    },
  };
}
