// Thread of a restore: building a vault anew reads and writes all of it, and the page that waits is told how far it is.
import { parentPort } from 'node:worker_threads';
import { fail } from '#shared/domain/result.ts';
import { migrations } from '../migrations.ts';
import { restore } from './restore.ts';
import type { RestoreAnswer, RestoreJob } from './run-restore.ts';

parentPort?.once('message', ({ core, patients, ...job }: RestoreJob) => {
  const keys = { core: Buffer.from(core), patients: patients === null ? null : Buffer.from(patients) };
  const say = (answer: RestoreAnswer): void => parentPort?.postMessage(answer);
  restore({
    ...job,
    keys,
    migrations,
    now: () => job.at,
    progress: (done, total) => say({ t: 'progress', done, total }),
  })
    .catch(() => fail('unexpected', 'restore'))
    .then((result) => {
      keys.core.fill(0);
      keys.patients?.fill(0);
      core.fill(0);
      patients?.fill(0);
      say({ t: 'done', result });
    })
    .catch(() => process.exit(1));
});
