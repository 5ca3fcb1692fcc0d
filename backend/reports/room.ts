// Emergency access and privacy incidents: taken whenever a desk can tell them, listed for who may review, decided once (C2, C21).
import type { z } from 'zod';
import { incidentClock, isDiscoveryPossible } from '#shared/domain/access/incident.ts';
import type {
  ReportItem,
  ReportKind,
  ReviewsAnswer,
  reportsRequest,
  reviewDecideRequest,
  reviewsListRequest,
} from '#shared/protocol/reports.ts';
import type { PersonRole } from '#shared/protocol/person.ts';
import { inTransaction } from '../db/transaction.ts';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from '../http/signed.ts';
import { boundPerson, refused } from '../identity/bound.ts';
import type { Parts } from '../parts.ts';
import { openSealed } from '../seal/open.ts';
import { countsOf, listRows, ownDevice, readerOf, reviewOf } from './store.ts';

const reviewMs = 24 * 60 * 60_000;
const readers: Record<ReportKind, readonly PersonRole[]> = {
  'break-glass': ['supervisor'],
  incident: ['administrator', 'auditor'],
};
const deciders: Record<ReportKind, readonly PersonRole[]> = {
  'break-glass': ['supervisor'],
  incident: ['administrator'],
};

/** POST /v2/reports. Nothing is refused for its author: what the device may not speak for is marked. */
export async function takeReports(
  parts: Parts,
  who: Caller,
  { reports }: z.infer<typeof reportsRequest>,
): Promise<{ v: 2; taken: string[]; serverTime: string }> {
  const now = parts.clock();
  const taken: string[] = [];
  for (const report of reports) {
    await keep(parts, who, report, now);
    taken.push(report.id);
  }
  parts.log('reported', { org: who.org, device: who.device, count: taken.length });
  return { v: 2, taken, serverTime: now.toISOString() };
}

async function keep(parts: Parts, who: Caller, report: ReportItem, now: Date): Promise<void> {
  const iso = now.toISOString();
  const facts = report.kind === 'incident' ? report.facts : null;
  // A day that nobody can have discovered it on moves no clock: they run from when it came.
  const discoveredAt =
    facts === null ? null : isDiscoveryPossible(facts.discoveredAt, iso) ? facts.discoveredAt : iso;
  const clock = facts && discoveredAt ? incidentClock({ ...facts, discoveredAt }, iso) : null;
  await parts.pool.query(
    `insert into report (org_id, id, kind, device_id, author, author_unbound, at, received_at, facts, payload, due_at,
       discovered_at, notice_due_at, limit_at)
     select $1, $2, $3, $4, $5, $14 or (o.proves and not exists (
       select 1 from device_person b where b.org_id = o.id and b.device_id = $4 and b.person_id = $5
         and (b.revoked_at is null or b.revoked_at > $6))),
       $6, $7, $8, $9, $10, $11, $12, $13
     from organisation o where o.id = $1
     on conflict (org_id, id) do nothing`,
    [
      who.org,
      report.id,
      report.kind,
      who.device,
      report.author,
      new Date(report.at),
      now,
      JSON.stringify(report.facts),
      report.kind === 'break-glass' ? JSON.stringify(report.payload) : null,
      new Date(now.getTime() + reviewMs),
      discoveredAt,
      clock?.noticeDueAt ?? null,
      clock?.limitAt ?? null,
      who.revoked === true,
    ],
  );
}

/** POST /v2/reviews/list. */
export async function listReviews(
  parts: Parts,
  who: Caller,
  { person, kind, open }: z.infer<typeof reviewsListRequest>,
): Promise<ReviewsAnswer> {
  await boundPerson(parts, who, person, { roles: readers[kind] });
  return answer(parts, who, { person, kind, open });
}

async function answer(
  parts: Parts,
  who: Caller,
  asked: { person: string; kind: ReportKind; open: boolean },
): Promise<ReviewsAnswer> {
  const now = parts.clock();
  const reader = await readerOf(parts.pool, who);
  const rows = await listRows(parts.pool, who.org, asked);
  const counts = await countsOf(parts.pool, who.org, asked.kind, now);
  return {
    v: 2,
    reviews: rows.map((row) => reviewOf(row, reader, parts.sealKeys)),
    ...counts,
    serverTime: now.toISOString(),
  };
}

/** POST /v2/reviews/decide. Nobody reviews their own; what was decided stays, and only a follow-up is closed later. */
export async function decideReview(
  parts: Parts,
  who: Caller,
  { person, id, decision, note, noteId }: z.infer<typeof reviewDecideRequest>,
): Promise<ReviewsAnswer> {
  if ((note === null) !== (noteId === null))
    throw new Refusal('invalid', 'A note has an id, and an id a note.');
  const now = parts.clock();
  const kind = await inTransaction(parts.pool, async (db) => {
    const found = await db.query<{
      kind: ReportKind;
      author: string;
      decision: string | null;
      decided_by: string | null;
      note_id: string | null;
      own_device: boolean;
    }>(
      `select r.kind, r.author, r.decision, r.decided_by, r.note_id, ${ownDevice(3)} as own_device
       from report r where r.org_id = $1 and r.id = $2 for update of r`,
      [who.org, id, person],
    );
    const row = found.rows[0];
    // Who may see neither kind learns nothing of which ids there are.
    await boundPerson({ ...parts, pool: db }, who, person, {
      roles: row ? deciders[row.kind] : ['supervisor', 'administrator'],
    });
    if (!row) throw refused('not-found');
    if (row.author === person) throw refused('review-own');
    if (row.own_device) throw refused('review-own-device');
    if (row.decision !== null) {
      const same = row.decision === decision && row.decided_by === person && row.note_id === noteId;
      if (same) return row.kind;
      if (row.decision !== 'follow-up' || decision === 'follow-up') throw refused('review-decided');
    }
    if (note !== null && noteId !== null && !openSealed(parts.sealKeys, noteId, note).ok)
      throw new Refusal('invalid', 'The note cannot be opened.');
    await db.query(
      `update report set decision = $3, decided_by = $4, decided_at = $5, note_id = $6, note = $7
       where org_id = $1 and id = $2`,
      [who.org, id, decision, person, now, noteId, note === null ? null : JSON.stringify(note)],
    );
    await db.query(
      `insert into report_decision (org_id, report_id, n, decision, decided_by, decided_at, note_id, note)
       select $1, $2, count(*) + 1, $3, $4, $5, $6, $7 from report_decision where org_id = $1 and report_id = $2`,
      [who.org, id, decision, person, now, noteId, note === null ? null : JSON.stringify(note)],
    );
    return row.kind;
  });
  parts.log('reviewed', { org: who.org, device: who.device, code: `${kind} ${decision}` });
  return answer(parts, who, { person, kind, open: true });
}
