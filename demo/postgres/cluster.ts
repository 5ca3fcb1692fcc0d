// Makes the cluster once: a folder with checksums, one superuser with a random password, kept beside it for its owner.
import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { handOver, type Binaries, type RunAs } from './binaries.ts';

export interface Cluster {
  /** What the server calls its data directory. */
  data: string;
  password: string;
  user: string;
}
const user = 'careline';

/** @param folder holds the cluster, its password (0600) and its log. An interrupted first run is made anew. */
export async function ensureCluster(folder: string, binaries: Binaries, run: RunAs): Promise<Cluster> {
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (existsSync(join(data, 'PG_VERSION')))
    return { data, user, password: (await readFile(passwordFile, 'utf8')).trim() };
  // Made under another name and renamed when whole: a killed first run leaves nothing that looks like a cluster.
  const draft = join(folder, 'data.new');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile, password, { mode: 0o600 });
  await handOver(folder, run);
  await initdb(binaries, run, [
    `--pgdata=${draft}`,
    `--username=${user}`,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--data-checksums',
    '--encoding=UTF8',
    '--no-locale',
    '--no-instructions',
  ]);
  await rename(draft, data);
  return { data, user, password };
}

function initdb(binaries: Binaries, run: RunAs, args: string[]): Promise<void> {
  const [file = binaries.initdb, ...rest] = [...run.prefix, binaries.initdb, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(file, rest, {
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: '/',
      uid: run.uid,
      gid: run.gid,
      // initdb reads the sample files' language from these; the cluster must not depend on the user's.
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    });
    let said = '';
    child.stderr.on('data', (part: Buffer) => (said = (said + part.toString()).slice(-2_000)));
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`initdb ended with ${code}: ${said.trim()}`)),
    );
  });
}
