// For tests: a real vault, a feed in memory that pages, loses answers, is away or set back, and timers that the test runs.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Article } from '#shared/domain/knowledge/article.ts';
import { articleFor } from '#shared/domain/knowledge/testing.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { FeedAnswered, FeedBody, FeedItem, ToldEvent } from '#shared/protocol/knowledge.ts';
import type { Log } from '../log.ts';
import { migrations } from '../migrations.ts';
import { lateWrap, sealerOf } from '../sealing.ts';
import type { AskOptions, BackendClient } from '../sync/backend-client.ts';
import { putEnrolment } from '../sync/device.ts';
import { privateKeyFrom, rawPublicKey, unseal } from '../vault/seal.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import type { DeliveryTarget } from './apply.ts';
import { createKnowledgeSync } from './compose.ts';

export const now = '2026-11-22T03:00:00.000Z';
/** A backend's half, as far as a desk sees it. */
export function memoryFeed(pageSize = 3) {
  const items: FeedItem[] = [];
  const answers: FeedAnswered[] = [];
  const taken = new Map<string, ToldEvent>();
  const asked: { path: string; body: Record<string, unknown> }[] = [];
  const backendReader = privateKeyFrom('x25519', Buffer.alloc(32, 7));
  const feed = {
    items,
    answers,
    /** Every event that was taken, the first of each id. */
    taken,
    asked,
    /** `lost` = it did what was asked, and its answer never came. */
    mood: 'there' as 'there' | 'away' | 'lost',
    key: { id: 'k1', publicKey: rawPublicKey(backendReader) },
    /** Given before an item goes out: to send something broken. */
    altered: (item: FeedItem): FeedItem => item,
    publish(body: FeedBody, json = JSON.stringify(body)): void {
      items.push({ seq: items.length + 1, id: randomUUID(), at: now, by: 'Sam', note: null, json });
    },
    publishArticle(id: string, version: number, change: Partial<Article> = {}): void {
      feed.publish({ kind: 'article', article: articleFor(id, version, change) });
    },
    /** The highest version of an article; 0 = none. */
    newest: (id: string): number =>
      Math.max(
        0,
        ...items.map((item) => {
          const body = JSON.parse(item.json) as FeedBody;
          return body.kind === 'article' && body.article.id === id ? body.article.version : 0;
        }),
      ),
    /** Restored from a copy of when there were only so many. */
    restore: (count: number): void => void (items.length = Math.max(0, Math.min(items.length, count))),
    opened: (event: ToldEvent): string | null =>
      'words' in event && event.words !== null
        ? (unseal(
            event.id,
            Buffer.from(event.words.body, 'base64'),
            Buffer.from(event.words.keyForBackend, 'base64'),
            backendReader,
          )?.toString('utf8') ?? null)
        : null,
    client: {
      async ask(_method, path, schema, options: AskOptions = {}) {
        await Promise.resolve();
        const body = options.body as Record<string, unknown>;
        asked.push({ path, body });
        if (feed.mood === 'away') return fail('offline');
        const said = path.endsWith('/feed')
          ? feedFor(body)
          : path.endsWith('/events')
            ? take(body)
            : fail('backend-older');
        if (feed.mood === 'lost') return fail('offline');
        if (!said.ok) {
          if (said.message === 'gap') options.refused?.({ error: 'gap', retryAfterMs: null, status: 409 });
          return said;
        }
        return ok(schema.parse(said.value));
      },
    } satisfies Pick<BackendClient, 'ask'>,
  };
  function take(body: Record<string, unknown>): Result<unknown> {
    const events = body['events'] as ToldEvent[];
    for (const event of events) if (!taken.has(event.id)) taken.set(event.id, event);
    return ok({ v: 2, taken: events.map((e) => e.id), serverTime: now });
  }
  function feedFor(body: Record<string, unknown>): Result<unknown> {
    const { after, mark, answersAfter } = body as {
      after: number;
      mark: string | null;
      answersAfter: number;
    };
    if (after > items.length || answersAfter > answers.length) return fail('backend-error', 'gap');
    if (mark !== null && items[after - 1]?.id !== mark) return fail('backend-error', 'gap');
    const page = items.slice(after, after + pageSize);
    const upto = after + page.length;
    const fresh = answers.slice(answersAfter);
    return ok({
      v: 2,
      items: page.map(feed.altered),
      upto,
      mark: items[upto - 1]?.id ?? null,
      answers: fresh,
      answersUpto: answers.length,
      answersMark: answers.at(-1)?.id ?? null,
      more: upto < items.length,
      head: items.length,
      serverTime: now,
    });
  }
  return feed;
}
export type MemoryFeed = ReturnType<typeof memoryFeed>;

export async function makeSyncDesk(client: Pick<BackendClient, 'ask'> | null, target: DeliveryTarget) {
  const folder = tempFolder();
  const vault = await makeTestVault(folder, migrations);
  const enrolment = {
    organisation: 'o',
    organisationName: 'O',
    deviceId: 'o.d',
    epoch: randomUUID(),
    sealKey: {
      id: 'k1',
      publicKey: rawPublicKey(privateKeyFrom('x25519', Buffer.alloc(32, 7))).toString('base64'),
    },
  };
  const timers: { ms: number; run(): void }[] = [];
  const changed: string[] = [];
  const logged: string[] = [];
  const say = (event: string, fields: object = {}): void =>
    void logged.push(JSON.stringify({ event, ...fields }));
  const log = { info: say, warn: say, error: say } as Log;
  let enrolled = false;
  const key = () =>
    enrolled ? { id: 'k1', publicKey: Buffer.from(enrolment.sealKey.publicKey, 'base64') } : null;
  const make = (practice = false) =>
    createKnowledgeSync({
      practice,
      core: () => (vault.core.open ? vault.core : null),
      openCore: () => vault.core,
      backend: {
        client: client as BackendClient | null,
        forQueue: { wrap: lateWrap(() => vault, key, randomBytes) },
      },
      sealer: sealerOf(() => vault, key, randomBytes),
      target,
      clock: { now: () => now, monotonic: () => performance.now() },
      after(ms, run) {
        const timer = { ms, run };
        timers.push(timer);
        return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
      },
      uuid: randomUUID,
      changed: (...topics) => void changed.push(...topics),
      log,
    });
  const desk = {
    vault,
    changed,
    logged,
    timers,
    sync: make(),
    make,
    enrol(change: Partial<typeof enrolment> = {}): void {
      enrolled = true;
      putEnrolment(vault.core, { ...enrolment, ...change });
    },
    /** Nothing was ever said or pulled, and the desk is not enrolled. */
    reset(): void {
      enrolled = false;
      for (const table of ['feed', 'aside', 'taken', 'events'])
        vault.core.prepare(`delete from knowledge_${table}`).run();
      vault.core.prepare("delete from device where key = 'enrolment'").run();
      timers.length = changed.length = logged.length = 0;
      desk.sync = make();
    },
    end(): void {
      vault.close();
      removeFolder(folder);
    },
  };
  return desk;
}
