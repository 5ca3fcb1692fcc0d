// What was reported, as the backend has it, opened for who asks: a supervisor reads reasons of emergency access, an auditor or
// administrator the incidents with their clocks. Nothing of it is kept on this desk.
import { incidentClock, isDiscoveryPossible, usualNoticeHours } from '#shared/domain/access/incident.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { ReviewRow, ReviewsValue } from '#shared/contract/reviews.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import {
  type ReportKind,
  type ReviewItem,
  type ReviewsAnswer,
  reviewsAnswer,
} from '#shared/protocol/reports.ts';
import type { Sealed } from '#shared/protocol/sync.ts';
import type { Sealer } from '../messages/sealer.ts';
import type { Context, Person, RoomHandlers } from '../router/context.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import type { Reports } from './reports.ts';

export interface ReviewParts {
  client: Pick<BackendClient, 'ask'> | null;
  sealer: Sealer;
  reports: Pick<Reports, 'untold'>;
  accountOf(id: string): Pick<Account, 'name' | 'privacyNotice'> | null;
  uuid(): string;
  person(): Person | null;
  changed(...topics: string[]): void;
}

/** Which of the two a role looks after; the backend asks its own table. */
const kindsOf = (role: string): readonly ReportKind[] =>
  role === 'supervisor'
    ? ['break-glass']
    : role === 'auditor' || role === 'administrator'
      ? ['incident']
      : [];

export function createReviews(deps: ReviewParts) {
  let counted: Record<ReportKind, { open: number; overdue: number } | null> = {
    'break-glass': null,
    incident: null,
  };

  /** Null = none there, or not for this desk's key. */
  function opened(id: string | null, sealed: Sealed | null): string | null {
    if (id === null || sealed === null) return null;
    const clear = deps.sealer.open(
      id,
      Buffer.from(sealed.body, 'base64'),
      Buffer.from(sealed.keyForBackend, 'base64'),
    );
    return clear === null ? null : clear.toString('utf8').slice(0, 2000);
  }
  const decidedOf = (of: ReviewItem['decision']): ReviewRow['decision'] =>
    of === null
      ? null
      : { decision: of.decision, byName: of.byName, at: of.at, note: opened(of.noteId, of.note) };
  function rowOf(item: ReviewItem, asker: string, now: string): ReviewRow {
    const { decision } = item;
    const common = {
      id: item.id,
      at: item.at,
      receivedAt: item.receivedAt,
      author: { id: item.author, name: item.authorName, role: item.authorRole },
      own: item.author === asker,
      authorUnbound: item.authorUnbound,
      ownDevice: item.ownDevice,
      dueAt: item.dueAt,
      overdue: decision === null && item.dueAt < now,
      decision: decidedOf(decision),
      followUp: decidedOf(item.followUp),
    };
    if (item.kind === 'break-glass')
      return { kind: item.kind, ...common, ...item.facts, reason: opened(item.id, item.payload) };
    const { about, keys, ...told } = item.facts;
    // A day that nobody can have discovered it on moves no clock: they run from when it came, as at the backend.
    const discoveredAt = isDiscoveryPossible(told.discoveredAt, item.receivedAt)
      ? told.discoveredAt
      : item.receivedAt;
    const facts = { ...told, discoveredAt };
    const account = about.accountId === null ? null : deps.accountOf(about.accountId);
    const hours = account?.privacyNotice?.hours ?? usualNoticeHours;
    return {
      kind: item.kind,
      ...common,
      ...facts,
      ...about,
      keys: { ...keys, deviceId: item.deviceId, ...item.device },
      clock: incidentClock(facts, now, hours),
      notice: { account: account?.name ?? null, contact: account?.privacyNotice?.contact ?? null, hours },
    };
  }
  function shown(kind: ReportKind, answer: ReviewsAnswer, context: Context): ReviewsValue {
    const { open, overdue, serverTime } = answer;
    const before = counted[kind];
    counted = { ...counted, [kind]: { open, overdue } };
    if (before?.open !== open || before.overdue !== overdue) context.changed('reviews.changed');
    const asker = context.person?.id ?? '';
    // What was asked for and nothing else, whatever came; times are the backend's, which has no demo's hour.
    const rows = answer.reviews.filter((item) => item.kind === kind);
    return { rows: rows.map((item) => rowOf(item, asker, serverTime)), open, overdue, asOf: serverTime };
  }
  async function ask(
    path: 'list' | 'decide',
    body: object,
    context: Context,
  ): Promise<Result<ReviewsAnswer>> {
    if (deps.client === null) return fail('offline', 'no backend');
    return deps.client.ask('POST', `/v2/reviews/${path}`, reviewsAnswer, {
      body: { v: 2, person: context.person?.id ?? '', ...body },
    });
  }
  const isFor = (kind: ReportKind, context: Context): boolean =>
    kindsOf(context.person?.role ?? '').includes(kind);

  /** How many wait, for a menu, when a supervisor sits down or the backend is back. What is answered is counted and dropped. */
  function look(): void {
    const person = deps.person();
    if (deps.client === null || person?.role !== 'supervisor') return;
    const body = { v: 2, person: person.id, kind: 'break-glass', open: true };
    void deps.client.ask('POST', '/v2/reviews/list', reviewsAnswer, { body }).then((answer) => {
      if (!answer.ok || deps.person()?.id !== person.id) return;
      const { open, overdue } = answer.value;
      counted = { ...counted, 'break-glass': { open, overdue } };
      deps.changed('reviews.changed');
    });
  }
  const handlers: RoomHandlers<'reviews'> = {
    async list({ kind, open }, context) {
      context.about({ what: kind });
      if (!isFor(kind, context)) return fail('wrong-role');
      const answer = await ask('list', { kind, open }, context);
      if (!answer.ok) return answer;
      context.about({ what: kind, count: answer.value.reviews.length });
      return ok(shown(kind, answer.value, context));
    },
    async decide({ id, kind, decision, note }, context) {
      context.about({ breakGlassId: id, what: `${kind}:${decision}` });
      if (!isFor(kind, context)) return fail('wrong-role');
      const noteId = note === '' ? null : deps.uuid();
      const sealed = noteId === null ? null : deps.sealer.seal(noteId, Buffer.from(note));
      if (sealed !== null && sealed.forBackend === null) return fail('not-enrolled');
      const body = {
        id,
        decision,
        noteId,
        note:
          sealed === null || sealed.forBackend === null
            ? null
            : {
                body: sealed.body.toString('base64'),
                keyForBackend: sealed.forBackend.key.toString('base64'),
                keyId: sealed.forBackend.keyId,
              },
      };
      const answer = await ask('decide', body, context);
      return answer.ok ? ok(shown(kind, answer.value, context)) : answer;
    },
    count(_input, context) {
      const [kind] = kindsOf(context.person?.role ?? '');
      const of = kind === undefined ? null : counted[kind];
      return ok({ open: of?.open ?? null, overdue: of?.overdue ?? null, untold: deps.reports.untold() });
    },
  };
  return {
    handlers,
    look,
    /** What was known is not for whoever sits here next. */
    seated(): void {
      counted = { 'break-glass': null, incident: null };
      look();
    },
  };
}
