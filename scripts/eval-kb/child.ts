// The process of one system: takes one job, tells how far it is, answers once. Loads only what its job needs, because its
// memory is measured.
import { Unusable } from './files.ts';
import type { Job, Told } from './protocol.ts';

const tell = (told: Told): void => void process.send?.(told);
const say = (text: string): void => tell({ say: text });

async function run(job: Job): Promise<unknown> {
  switch (job.kind) {
    case 'peer':
      return (await import('./peer-job.ts')).measurePeer(job.name, job.files, say);
    case 'vault':
      return (await import('./vault-job.ts')).makeVault(job.files, say);
    case 'careline':
      return (await import('./careline-job.ts')).measureCareline(job.files, say);
    case 'ablate':
      return (await import('./ablate-job.ts')).measureAblations(job.files, say);
  }
}

const wordsOf = (error: unknown): string =>
  error instanceof Unusable ? error.message : error instanceof Error ? (error.stack ?? error.name) : '';

// The run that started this is gone: nobody waits for the answer.
process.on('disconnect', () => process.exit(1));
process.once('message', (job: Job) => {
  run(job)
    .then(
      (answer): Told => ({ done: answer }),
      (error: unknown): Told => ({ failed: wordsOf(error) }),
    )
    // Only when the answer, some megabytes, is on its way for good.
    .then((told) => process.send?.(told, () => process.exit(0)));
});
