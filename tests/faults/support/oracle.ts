// What really lies in PostgreSQL, by SQL and cryptography of the oracle's own: it imports nothing from desk or backend, so
// that a mistake there is not made here a second time.
import { createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { Told } from './ledger.ts';
import { nothingWrong, type Findings } from './report.ts';

interface Row {
  id: string;
  device_id: string;
  seq: number;
  lane: string;
  type: string;
  key_id: string;
  key_for_backend: Buffer;
  body: Buffer;
}
export interface Judged extends Findings {
  /** One line for each thing that is wrong, at most twenty. */
  why: string[];
}

const x25519Public = Buffer.from('302a300506032b656e032100', 'hex');
const gcm = (key: Buffer, sealed: Buffer, id: string): Buffer => {
  const open = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
  open.setAAD(Buffer.from(id));
  open.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([open.update(sealed.subarray(12, -16)), open.final()]);
};

/** Opens bodies by the public description of the format; `file` holds the backend's keys. */
function openerFor(file: string): (row: Pick<Row, 'id' | 'key_for_backend' | 'body'>) => unknown {
  const { keys } = JSON.parse(readFileSync(file, 'utf8')) as { keys: string[] };
  const pairs = keys.map((text) => {
    const privateKey = createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
    const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
    return { privateKey, publicRaw: spki.subarray(-32) };
  });
  return ({ id, key_for_backend: wrapped, body }) => {
    const ephemeral = wrapped.subarray(0, 32);
    const publicKey = createPublicKey({
      key: Buffer.concat([x25519Public, ephemeral]),
      format: 'der',
      type: 'spki',
    });
    for (const { privateKey, publicRaw } of pairs)
      try {
        const shared = diffieHellman({ privateKey, publicKey });
        const salt = Buffer.concat([ephemeral, publicRaw]);
        const wrapKey = Buffer.from(hkdfSync('sha256', shared, salt, 'careline-seal-v1', 32));
        const bodyKey = gcm(wrapKey, wrapped.subarray(32), id);
        return JSON.parse(gcm(bodyKey, body, id).toString('utf8'));
      } catch {
        continue;
      }
    return null;
  };
}

const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((v, key) => (v as Record<string, unknown> | null | undefined)?.[key], value);

/** Of a list of rows in one lane, in its order: those that were told before one in front of them was even asked for. */
function outOfOrder(rows: readonly Row[], told: ReadonlyMap<string, Told>): string[] {
  const wrong: string[] = [];
  let latestAsked = 0;
  for (const row of rows) {
    const entry = told.get(row.id);
    if (entry === undefined) continue;
    if (entry.told !== null && entry.told < latestAsked) wrong.push(row.id);
    latestAsked = Math.max(latestAsked, entry.asked);
  }
  return wrong;
}

export async function openOracle(databaseUrl: string, org: string, sealKeyFile: string | null) {
  const db = new pg.Client({ connectionString: databaseUrl, application_name: 'careline-oracle' });
  db.on('error', () => undefined);
  await db.connect();
  const columnsOf = async (table: string): Promise<Set<string>> =>
    new Set(
      (
        await db.query<{ column_name: string }>(
          `select column_name from information_schema.columns where table_schema = 'public' and table_name = $1`,
          [table],
        )
      ).rows.map((r) => r.column_name),
    );

  async function rowsOf(): Promise<Row[]> {
    const lane = (await columnsOf('message')).has('lane') ? 'lane' : `'normal' as lane`;
    const found = await db.query<Row & { seq: string }>(
      `select id, device_id, seq, ${lane}, type, key_id, key_for_backend, body from message
       where org_id = $1 and device_id is not null order by device_id, lane, seq`,
      [org],
    );
    return found.rows.map((r) => ({ ...r, seq: Number(r.seq) }));
  }

  return {
    /** Ids among `ids` that PostgreSQL has not got. */
    async missing(ids: readonly string[]): Promise<string[]> {
      const found = await db.query<{ id: string }>(
        'select x.id from unnest($2::uuid[]) as x(id) where not exists (select 1 from message m where m.org_id = $1 and m.id = x.id)',
        [org, ids],
      );
      return found.rows.map((r) => r.id);
    },
    /** Rows that came from desks, by lane. */
    async laneCounts(): Promise<Record<string, number>> {
      const found = await db.query<{ lane: string; n: string }>(
        'select lane, count(*) as n from received where org_id = $1 group by lane',
        [org],
      );
      return Object.fromEntries(found.rows.map((r) => [r.lane, Number(r.n)]));
    },
    async count(): Promise<number> {
      const found = await db.query<{ n: string }>(
        'select count(*) as n from message where org_id = $1 and device_id is not null',
        [org],
      );
      return Number(found.rows[0]?.n);
    },
    /** The body of one row, opened; null = it does not open. */
    async body(id: string): Promise<unknown> {
      const found = await db.query<Row>(
        'select id, key_for_backend, body from message where org_id = $1 and id = $2',
        [org, id],
      );
      const row = found.rows[0];
      return row === undefined || sealKeyFile === null ? null : openerFor(sealKeyFile)(row);
    },
    /** Compares everything that the test was told with everything that is stored. */
    async judge(all: readonly Told[]): Promise<Judged> {
      const judged: Judged = { ...nothingWrong(), why: [] };
      const say = (kind: keyof Findings, line: string): void => {
        judged[kind]++;
        if (judged.why.length < 20) judged.why.push(`${kind}: ${line}`);
      };
      const told = new Map(all.map((t) => [t.id, t]));
      const rows = await rowsOf();
      const byId = new Map<string, Row[]>();
      const byLane = new Map<string, Row[]>();
      for (const row of rows) {
        byId.set(row.id, [...(byId.get(row.id) ?? []), row]);
        const key = `${row.device_id} ${row.lane}`;
        const list = byLane.get(key);
        if (list === undefined) byLane.set(key, [row]);
        else list.push(row);
      }
      const open = sealKeyFile === null ? null : openerFor(sealKeyFile);
      for (const entry of all) {
        const stored = byId.get(entry.id) ?? [];
        const row = stored[0];
        if (row === undefined) {
          if (entry.told !== null) say('lost', `${entry.id} was told as saved (${entry.words})`);
          continue;
        }
        for (let more = 1; more < stored.length; more++) say('doubled', `${entry.id} stands there again`);
        if (entry.seq !== null && entry.seq !== row.seq)
          say('reordered', `${entry.id} was told as ${entry.seq} and is ${row.lane} ${row.seq}`);
        if (open !== null && entry.told !== null) {
          const body = open(row);
          const words =
            row.type === 'addendum' ? 'text' : row.type === 'entry' ? 'body.note' : 'fields.verbatim';
          if (at(body, words) !== entry.words) say('lost', `the words of ${entry.id} (${entry.words})`);
          for (const [path, value] of Object.entries(entry.facts))
            if (JSON.stringify(at(body, path)) !== JSON.stringify(value))
              say('lost', `${path} of ${entry.id}`);
        }
      }
      for (const row of rows)
        if (row.type === 'message' && !told.has(row.id)) say('doubled', `${row.id}, which nobody saved`);
      for (const [lane, list] of byLane) {
        for (const id of outOfOrder(list, told)) say('reordered', `${id} in ${lane}`);
        list.forEach((row, i) => {
          if (row.seq !== i + 1 && (i === 0 || list[i - 1]?.seq !== row.seq - 1))
            say('lost', `a gap before ${row.seq} in ${lane}`);
        });
      }
      for (const line of await repeats()) say('doubled', line);
      for (const line of await toldInOtherOrder()) say('reordered', line);
      return judged;
    },
    /** Rows that the backend set aside: none of ours is expected to be. */
    async setAside(): Promise<{ id: string; reason: string }[]> {
      const found = await db.query<{ id: string; reason: string }>(
        'select item_id as id, reason from quarantine where org_id = $1',
        [org],
      );
      return found.rows;
    },
    /** Steps of ladders that reached for somebody more than once, and things sent twice. */
    async calledTwice(): Promise<{ attempts: number; twice: string[] }> {
      const steps = await db.query<{ message_id: string; step_id: string; n: string }>(
        `select message_id, step_id, count(distinct attempt_id) as n from clinician_link
         where org_id = $1 and step_id is not null group by message_id, step_id`,
        [org],
      );
      const sent = await db.query<{ link: string; channel: string; n: string }>(
        'select link, channel, count(*) as n from captured group by link, channel having count(*) > 1',
      );
      return {
        attempts: steps.rows.length,
        twice: [
          ...steps.rows
            .filter((r) => Number(r.n) > 1)
            .map((r) => `step ${r.step_id} of ${r.message_id} was tried ${r.n} times`),
          ...sent.rows.map((r) => `one ${r.channel} was sent ${r.n} times`),
        ],
      };
    },
    /** Anything else that a campaign wants to know, in SQL of its own. */
    async rows<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
      return (await db.query<T>(sql, values)).rows;
    },
    close: (): Promise<void> => db.end(),
  };

  /** What others are told must come in the order in which each lane of each desk sent it, numbered without gaps. */
  async function toldInOtherOrder(): Promise<string[]> {
    if (!(await columnsOf('change')).has('n')) return [];
    const wrong = await db.query<{ item_id: string }>(
      `select item_id from (
         select c.item_id, m.seq, max(m.seq) over (partition by m.device_id, m.lane order by c.n) as highest
         from change c join message m on m.org_id = c.org_id and m.id = c.item_id
         where c.org_id = $1 and m.device_id is not null) told
       where seq < highest`,
      [org],
    );
    const gaps = await db.query<{ n: string; before: string }>(
      `select n, before from (select n, lag(n, 1, 0) over (order by n) as before from change where org_id = $1) told
       where n <> before + 1`,
      [org],
    );
    return [
      ...wrong.rows.map((r) => `${r.item_id} is told to others too late`),
      ...gaps.rows.map((r) => `change ${r.n} follows ${r.before}`),
    ];
  }
  /** The same item twice in the log of what came, or in the log that others are told from. */
  async function repeats(): Promise<string[]> {
    const wrong: string[] = [];
    const received = await db.query<{ item_id: string; n: string }>(
      `select item_id, count(*) as n from received where org_id = $1 and result = 'applied'
       group by item_id having count(*) > 1`,
      [org],
    );
    for (const r of received.rows) wrong.push(`${r.item_id} was applied ${r.n} times`);
    const change = await columnsOf('change');
    const id = change.has('item_id') ? 'item_id' : change.has('id') ? 'id' : null;
    if (id !== null) {
      const told = await db.query<{ id: string; n: string }>(
        `select ${id} as id, count(*) as n from change where org_id = $1 group by ${id} having count(*) > 1`,
        [org],
      );
      for (const r of told.rows) wrong.push(`${r.id} is told to others ${r.n} times`);
    }
    return wrong;
  }
}
export type Oracle = Awaited<ReturnType<typeof openOracle>>;
