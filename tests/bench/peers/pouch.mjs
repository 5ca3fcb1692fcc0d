// PouchDB on LevelDB: `fill` writes the documents, `drain` replicates them to the server. One process a step, so that it
// can be killed. Arguments: step, folder, server address, number of documents.
import PouchDB from 'pouchdb-core';
import leveldb from 'pouchdb-adapter-leveldb';
import http from 'pouchdb-adapter-http';
import replication from 'pouchdb-replication';

const [step, folder, server, count] = process.argv.slice(2);
PouchDB.plugin(leveldb).plugin(http).plugin(replication);
const local = new PouchDB(`${folder}/pouch`, { adapter: 'leveldb' });
if (step === 'fill') {
  for (let from = 0; from < Number(count); from += 500)
    await local.bulkDocs(
      Array.from({ length: 500 }, (_, i) => ({ _id: `m${from + i}`, n: from + i, body: 'x'.repeat(1000) })),
    );
} else {
  process.stdout.write('{"draining":true}\n');
  const started = performance.now();
  await local.replicate.to(new PouchDB(`${server}/pouch`, { adapter: 'http' }), {
    batch_size: 500,
    batches_limit: 4,
  });
  process.stdout.write(`${JSON.stringify({ ms: performance.now() - started })}\n`);
}
await local.close();
process.exit(0);
