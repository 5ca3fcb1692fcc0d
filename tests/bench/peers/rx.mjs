// RxDB on Deno KV (SQLite on disk): `fill` writes the documents, `drain` pushes them to the server. One process a step, so
// that it can be killed. Arguments: step, folder, server address, number of documents.
import { openKv } from '@deno/kv';

const deno = {
  // The package prefers a real Deno's: without this it would call itself.
  openKv: async (path) => {
    delete globalThis.Deno;
    try {
      return await openKv(path);
    } finally {
      globalThis.Deno = deno;
    }
  },
};
globalThis.Deno = deno;
const { addRxPlugin, createRxDatabase } = await import('rxdb/plugins/core');
const { getRxStorageDenoKV } = await import('rxdb/plugins/storage-denokv');
const { replicateRxCollection } = await import('rxdb/plugins/replication');
const { RxDBLeaderElectionPlugin } = await import('rxdb/plugins/leader-election');
addRxPlugin(RxDBLeaderElectionPlugin);

const [step, folder, server, count] = process.argv.slice(2);
const db = await createRxDatabase({
  name: 'peer',
  storage: getRxStorageDenoKV({ openKvPath: `${folder}/rx.sqlite` }),
  multiInstance: false,
});
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 40 }, n: { type: 'number' }, body: { type: 'string' } },
  required: ['id', 'n', 'body'],
};
await db.addCollections({ messages: { schema } });
if (step === 'fill') {
  for (let from = 0; from < Number(count); from += 500)
    await db.messages.bulkInsert(
      Array.from({ length: 500 }, (_, i) => ({ id: `m${from + i}`, n: from + i, body: 'x'.repeat(1000) })),
    );
} else {
  process.stdout.write('{"draining":true}\n');
  const started = performance.now();
  const replication = replicateRxCollection({
    collection: db.messages,
    replicationIdentifier: 'bench',
    live: false,
    retryTime: 100,
    push: {
      batchSize: 500,
      async handler(rows) {
        const answer = await fetch(`${server}/rx`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(rows.map((r) => r.newDocumentState)),
        });
        if (!answer.ok) throw new Error(`push ${answer.status}`);
        return [];
      },
    },
  });
  replication.error$.subscribe((error) => process.stderr.write(`${error.message}\n`));
  await replication.awaitInitialReplication();
  process.stdout.write(`${JSON.stringify({ ms: performance.now() - started })}\n`);
}
process.exit(0);
