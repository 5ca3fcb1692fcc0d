// Rows of what was handed in.
import type { Pool, PoolClient } from 'pg';
import { type Article, article as articleSchema } from '#shared/domain/knowledge/article.ts';
import { type Ground, standsOn } from '#shared/domain/knowledge/two-people.ts';
import type { ProposalRow } from '#shared/protocol/knowledge-acts.ts';
import type { Bound } from '../identity/bound.ts';
import { seenAbout, seenIn, toldAs } from './seen.ts';

type Db = Pool | PoolClient;
const most = 100;

export interface ProposalRecord {
  id: string;
  article_id: string;
  version: number;
  json: string;
  note: string;
  by_person: string;
  at: Date;
  writers: string[];
  state: ProposalRow['state'];
  decided_by: string | null;
  decided_at: Date | null;
  decided_note: string | null;
  /** Highest version of the article in the feed. */
  newest: number | null;
}
const columns = `p.id, p.article_id, p.version, p.json, p.note, p.by_person, p.at, p.writers, p.state, p.decided_by, p.decided_at,
  p.decided_note, (select max(f.version) from knowledge_feed f
    where f.org_id = p.org_id and f.kind = 'article' and f.about = p.article_id) as newest`;

export async function findProposal(db: Db, org: string, id: string): Promise<ProposalRecord | null> {
  const found = await db.query<ProposalRecord>(
    `select ${columns} from knowledge_proposal p where p.org_id = $1 and p.id = $2`,
    [org, id],
  );
  return found.rows[0] ?? null;
}

/** SQL: told to who asks ($2 their role, null = everything; $3 their id): what they wrote in, and what their role may see. */
const toldOf = `($2::text is null or p.writers @> array[$3::text]
  or (${seenIn('p.json', '$2')} and ${seenAbout('p.org_id', 'p.article_id', '$2')}))`;
type Asker = Pick<Bound, 'id' | 'role'>;

/** As if it were not there, where who asks may not see what it says. */
export async function proposalFor(
  db: Db,
  org: string,
  asker: Asker,
  id: string,
): Promise<ProposalRecord | null> {
  const found = await db.query<ProposalRecord>(
    `select ${columns} from knowledge_proposal p where p.org_id = $1 and p.id = $4 and ${toldOf}`,
    [org, toldAs(asker.role), asker.id, id],
  );
  return found.rows[0] ?? null;
}

export async function listProposals(
  db: Db,
  org: string,
  asker: Asker,
  open: boolean,
): Promise<{ rows: ProposalRecord[]; waiting: number }> {
  const who = [org, toldAs(asker.role), asker.id];
  const found = await db.query<ProposalRecord>(
    `select ${columns} from knowledge_proposal p where p.org_id = $1 and (not $4 or p.state = 'open') and ${toldOf}
     order by case when $4 then p.at end, p.at desc, p.id limit ${most}`,
    [...who, open],
  );
  const waiting = await db.query<{ n: number }>(
    `select count(*)::int as n from knowledge_proposal p where p.org_id = $1 and p.state = 'open' and ${toldOf}`,
    who,
  );
  return { rows: found.rows, waiting: waiting.rows[0]?.n ?? 0 };
}

/** Who wrote in what was handed in of this article since its newest published version: sending back makes nobody new of them. */
export async function writersBefore(db: Db, org: string, articleId: string): Promise<string[]> {
  const found = await db.query<{ writer: string }>(
    `select distinct unnest(p.writers) as writer from knowledge_proposal p
     where p.org_id = $1 and p.article_id = $2 and p.state <> 'published' and p.at > coalesce(
       (select max(f.at) from knowledge_feed f where f.org_id = $1 and f.kind = 'article' and f.about = $2), '-infinity')`,
    [org, articleId],
  );
  return found.rows.map((row) => row.writer);
}

/** The article as it is public now; null = not by this feed. */
export async function newestArticle(db: Db, org: string, articleId: string): Promise<Article | null> {
  const found = await db.query<{ json: string }>(
    `select json from knowledge_feed where org_id = $1 and kind = 'article' and about = $2 order by version desc limit 1`,
    [org, articleId],
  );
  const body = found.rows[0] === undefined ? null : (JSON.parse(found.rows[0].json) as { article: unknown });
  return body === null ? null : articleSchema.parse(body.article);
}

/** Who may see the newest of what the feed has under this id; null = everybody, or the feed does not have it. */
export async function rolesOf(
  db: Db,
  org: string,
  about: 'article' | 'announcement',
  id: string,
): Promise<readonly string[] | null> {
  const found = await db.query<{ json: string }>(
    `select json from knowledge_feed where org_id = $1 and kind = $2 and about = $3 order by version desc limit 1`,
    [org, about, id],
  );
  if (found.rows[0] === undefined) return null;
  const body = JSON.parse(found.rows[0].json) as Record<typeof about, { roles?: string[] | null }>;
  return body[about].roles ?? null;
}

/** Articles that are looked at for one; two people stand behind longer chains. */
const mostGround = 24;

/** What counts now, by the feed, under its id and under those that it and they stand on; null = too many to look at. */
export async function groundOf(db: Db, org: string, article: Article): Promise<Map<string, Ground> | null> {
  const ground = new Map<string, Ground>();
  const asked = new Set([article.id, ...standsOn(article)]);
  // A set goes on with what is added to it meanwhile.
  for (const id of asked) {
    const found = await newestArticle(db, org, id);
    if (found === null) continue;
    if (ground.size === mostGround) return null;
    ground.set(id, found);
    for (const on of standsOn(found)) asked.add(on);
  }
  return ground;
}

/** Each once, without ids that are nobody's here: made-up ones must not crowd out a writer. */
export async function peopleAmong(db: Db, org: string, ids: readonly string[]): Promise<string[]> {
  const found = await db.query<{ id: string }>(
    'select id from person where org_id = $1 and id = any($2) order by id',
    [org, [...new Set(ids)]],
  );
  return found.rows.map((row) => row.id);
}

async function namesOf(
  db: Db,
  org: string,
  ids: string[],
): Promise<Map<string, { name: string; role: string }>> {
  const found = await db.query<{ id: string; name: string; role: string }>(
    'select id, name, role from person where org_id = $1 and id = any($2)',
    [org, ids],
  );
  return new Map(found.rows.map((row) => [row.id, row]));
}

export async function rowOf(db: Db, org: string, row: ProposalRecord, asker: Asker): Promise<ProposalRow> {
  const ids = [row.by_person, ...row.writers, ...(row.decided_by === null ? [] : [row.decided_by])];
  const names = await namesOf(db, org, ids);
  const named = (id: string): { id: string; name: string } => ({ id, name: names.get(id)?.name ?? id });
  const { title, kind, practice, lang, clinicalDraft } = articleSchema.parse(JSON.parse(row.json));
  const own = row.writers.includes(asker.id);
  return {
    id: row.id,
    articleId: row.article_id,
    version: row.version,
    title,
    kind,
    practice,
    lang,
    clinicalDraft,
    by: { ...named(row.by_person), role: names.get(row.by_person)?.role ?? '' },
    at: row.at.toISOString(),
    note: row.note,
    writers: row.writers.map(named),
    state: row.state,
    own,
    mayDecide: row.state === 'open' && asker.role === 'supervisor' && !own,
    behind: row.state === 'open' && row.version <= (row.newest ?? 0),
    decided:
      row.decided_by === null || row.decided_at === null
        ? null
        : { by: named(row.decided_by), at: row.decided_at.toISOString(), note: row.decided_note ?? '' },
  };
}
