// `npm run -s publish:articles -- ORGANISATION FOLDER`: gives an organisation the Markdown articles of a folder and of the folders in
// it (form: data/knowledge/articles). Needs `DATABASE_URL`, as the backend does. All files or none; a version that is not higher
// than what was published stays out.
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseArticleFile } from '#shared/domain/knowledge/parse.ts';
import { migrate } from '../db/migrate.ts';
import { openPool } from '../db/pool.ts';
import { publishBodies } from './publish.ts';

async function articlesIn(folder: string) {
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith('.md'))
    .toSorted();
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const read = parseArticleFile(await readFile(path, 'utf8'), basename(dirname(path)));
      if (!read.ok) throw new Error(`${name}: ${read.message}`);
      return { kind: 'article' as const, article: read.value };
    }),
  );
}

const [organisation, folder] = process.argv.slice(2);
const databaseUrl = process.env['DATABASE_URL'] ?? '';
if (organisation === undefined || folder === undefined || databaseUrl === '') {
  process.stderr.write('usage: DATABASE_URL=… npm run -s publish:articles -- ORGANISATION FOLDER\n');
  process.exit(2);
}
const log = (): void => undefined;
const pool = openPool(databaseUrl, log);
try {
  await migrate(pool, log);
  const bodies = await articlesIn(folder);
  const parts = { pool, clock: () => new Date(), random: { uuid: randomUUID }, organisation };
  const added = await publishBodies(parts, bodies);
  process.stdout.write(`${JSON.stringify({ ok: true, articles: bodies.length, added })}\n`);
} catch (error) {
  process.stdout.write(
    `${JSON.stringify({ ok: false, why: error instanceof Error ? error.message : 'failed' })}\n`,
  );
  process.exitCode = 1;
} finally {
  await pool.end();
}
