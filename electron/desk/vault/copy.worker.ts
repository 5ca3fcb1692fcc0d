// Worker thread: a verified copy of one database, read through a connection of its own.
import { verifiedCopy } from './copies.ts';
import { openReadOnly } from './open.ts';
import { answerWorker } from './run-worker.ts';

answerWorker<{ path: string; target: string }>(async ({ path, target, key }) => {
  const db = openReadOnly(path, key);
  try {
    return await verifiedCopy(db, key, target);
  } finally {
    db.close();
    key.fill(0);
  }
});
