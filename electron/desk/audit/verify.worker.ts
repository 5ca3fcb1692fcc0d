// Worker thread: checks the audit chain on a connection of its own.
import { openReadOnly } from '../vault/open.ts';
import { answerWorker } from '../vault/run-worker.ts';
import { verifyAudit } from './verify.ts';

answerWorker<{ path: string }>(({ path, key }) => {
  const db = openReadOnly(path, key);
  key.fill(0);
  try {
    return verifyAudit(db);
  } finally {
    db.close();
  }
});
