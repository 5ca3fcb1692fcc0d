// What a campaign attacks: real PostgreSQL, the backend as a process, the proxy, the desk as a process behind the
// preview's server. Started once a campaign; what is killed is started again by itself.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { demoDocuments } from '#demo/documents/documents.ts';
import { freePort, startPostgres } from '#demo/postgres/start.ts';
import { root } from '#tests/support/app.ts';
import type { Page } from '#tests/support/page.ts';
import { sitDown, startRig, type Rig } from '#tests/support/rig.ts';
import { until } from '#tests/support/until.ts';
import { openOracle, type Oracle } from './oracle.ts';
import { startProxy, type Proxy } from './proxy.ts';
import { chance } from './random.ts';

/** A desk on a busy machine may take so long to start, ms. */
const patience = 60_000;
export const org = 'faults-house';
const people = [{ id: 'ada-after', name: 'Ada After (synthetic)', initials: 'AA', role: 'after-hours' }];
const newCode = (): string => `${org}.${randomBytes(9).toString('hex')}`;

export interface Backend {
  port: number;
  pid(): number | null;
  start(): Promise<void>;
  /** SIGKILL; settles when the process is gone. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** The backend's program as its operator starts it, told by one line on stdin; `env` is added to its environment. */
export function backendProcess(options: {
  port: number;
  logFile: string;
  config: object;
  env?: Record<string, string>;
}): Backend {
  let child: ChildProcess | null = null;
  const gone = (of: ChildProcess): Promise<void> =>
    of.exitCode !== null || of.signalCode !== null
      ? Promise.resolve()
      : new Promise((resolve) => of.once('exit', () => resolve()));
  async function start(): Promise<void> {
    const log = openSync(options.logFile, 'a', 0o600);
    const env = { ...process.env, ...options.env };
    delete env['DATABASE_URL'];
    const started = spawn(process.execPath, [join(root, 'backend', 'main.ts')], {
      stdio: ['pipe', 'pipe', log],
      env,
    });
    closeSync(log);
    child = started;
    started.stdin?.on('error', () => undefined);
    started.stdin?.write(`${JSON.stringify({ ...options.config, port: options.port })}\n`);
    const { stdout } = started;
    if (stdout === null) throw new Error('no stdout');
    const line = await Promise.race([
      new Promise<string>((resolve) => createInterface({ input: stdout }).once('line', resolve)),
      gone(started).then(() => null),
    ]);
    // Killed while it was starting: that is a fault's doing, and the one who did it starts it again.
    if (line === null && started.signalCode !== 'SIGKILL')
      throw new Error(`the backend ended: ${readFileSync(options.logFile, 'utf8').slice(-800)}`);
  }
  return {
    port: options.port,
    pid: () => child?.pid ?? null,
    start,
    async kill() {
      const ending = child;
      if (ending === null) return;
      ending.kill('SIGKILL');
      await gone(ending);
    },
    async stop() {
      const ending = child;
      child = null;
      if (ending === null) return;
      ending.stdin?.end();
      const late = setTimeout(() => ending.kill('SIGKILL'), 6000);
      await gone(ending);
      clearTimeout(late);
    },
  };
}

export interface Ground {
  folder: string;
  databaseUrl: string;
  sealKeyFile: string;
  backend: Backend;
  /** Each good for one desk. */
  codes: readonly string[];
  oracle: Oracle;
  close(): Promise<void>;
}

/** PostgreSQL and the backend, without a desk. */
export interface GroundOptions {
  /** Enrolment codes to make. */
  desks?: number;
  backendEnv?: Record<string, string>;
  /** The sample accounts are published and their ladders run, over channels that only write down what they would send. */
  ladders?: boolean;
}
export async function breakGround(options: GroundOptions = {}): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'careline-faults-'));
  const codes = Array.from({ length: options.desks ?? 1 }, newCode);
  const sealKeyFile = join(folder, 'seal-keys.json');
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  const backend = backendProcess({
    port: await freePort(),
    logFile: join(folder, 'backend.log'),
    config: {
      databaseUrl: postgres.url,
      sealKeyFile,
      seed: { organisation: { id: org, name: 'House of faults (synthetic)' }, people },
      enrolCodes: codes,
      ...(options.ladders === true
        ? { documents: demoDocuments, channels: { capture: true }, laddersEveryMs: 100 }
        : { laddersEveryMs: null }),
    },
    ...(options.backendEnv === undefined ? {} : { env: options.backendEnv }),
  });
  const end = async (): Promise<void> => {
    await backend.stop();
    await postgres.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await backend.start();
    const oracle = await openOracle(postgres.url, org, sealKeyFile);
    return {
      folder,
      databaseUrl: postgres.url,
      sealKeyFile,
      backend,
      codes,
      oracle,
      async close() {
        await oracle.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

export interface House extends Ground {
  proxy: Proxy;
  rig: Rig;
  page: Page;
  /** A page with a desk behind it whose vault is open; after a kill, over as many restarts as it takes. */
  back(): Promise<void>;
}
export interface HouseOptions {
  seed: number;
  /** The desk's program; by default its sources. */
  deskEntry?: (folder: string, profile: string) => string | Promise<string>;
  backendEnv?: Record<string, string>;
}

export async function openHouse(options: HouseOptions): Promise<House> {
  const ground = await breakGround({
    ladders: true,
    ...(options.backendEnv === undefined ? {} : { backendEnv: options.backendEnv }),
  });
  const profile = join(ground.folder, 'profile');
  mkdirSync(join(profile, 'desk'), { recursive: true });
  const drawn = chance(options.seed ^ 0x5bd1e995);
  const proxy = await startProxy(ground.backend, { between: drawn.between, chance: drawn.next });
  let rig: Rig | null = null;
  try {
    rig = await startRig({
      profile,
      init: { backendUrl: proxy.url, enrolCode: ground.codes[0] ?? null },
      ...(options.deskEntry === undefined
        ? {}
        : { entry: await options.deskEntry(ground.folder, join(profile, 'desk')) }),
    });
    const started = rig;
    const page = await started.page();
    await page.attached(patience);
    // A busy machine: the first list of people may come too late for its deadline.
    await until('somebody sits', 60_000, () =>
      sitDown(page).then(
        () => true,
        () => false,
      ),
    );
    const status = (): Promise<{ backend: { state: string } }> => page.get('status.read');
    await until(
      'enrolled and in contact',
      60_000,
      async () =>
        (await page.get<{ enrolled: boolean }>('session.state')).enrolled &&
        (await status()).backend.state === 'online',
    );
    return {
      ...ground,
      proxy,
      rig: started,
      page,
      back: () => page.attached(patience),
      async close() {
        page.close();
        await started.stop();
        await proxy.close();
        await ground.close();
      },
    };
  } catch (error) {
    const log = rig?.log().slice(-1500) ?? '';
    await rig?.stop();
    await proxy.close();
    await ground.close();
    throw new Error(`the house did not open: ${String(error)}\n${log}`, { cause: error });
  }
}
