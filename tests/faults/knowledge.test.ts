// Articles by the feed while desk and backend are killed: a desk has a delta whole or not at all, and what somebody said of an article
// is at the backend once. Real processes, SIGKILL, the demo's own database.
import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPool } from '#backend/db/pool.ts';
import { publishBodies } from '#backend/knowledge/publish.ts';
import { articleFor } from '#shared/domain/knowledge/testing.ts';
import { demoOrganisation } from '#demo/people/people.ts';
import type { Page } from '#tests/support/page.ts';
import { sitDown, startRig, type Rig } from '#tests/support/rig.ts';
import { until } from '#tests/support/until.ts';

let rig: Rig;
let page: Page;
let pool: ReturnType<typeof openPool>;
const delta = 200;
/** Each kill is a start of the desk. */
const timeout = 240_000;
beforeAll(async () => {
  rig = await startRig({ demo: true });
  page = await rig.page();
  await page.attached(60_000);
  await sitDown(page, 'agent');
  pool = openPool(rig.demo!.databaseUrl, () => undefined);
});
afterAll(async () => {
  await pool?.end();
  await rig?.stop();
});

/** 0 = not there; null = the desk did not answer. */
async function version(id: string): Promise<number | null> {
  const found = await page.ask('knowledge.read', { id, version: null });
  if (found.ok) return (found.value as { article: { version: number } }).article.version;
  return found.code === 'not-found' ? 0 : null;
}
const publish = (at: number): Promise<number> =>
  publishBodies(
    { pool, clock: () => new Date(), random: { uuid: randomUUID }, organisation: demoOrganisation.id },
    Array.from({ length: delta }, (_, n) => ({
      kind: 'article' as const,
      article: articleFor(`fault-${n}`, at, { body: `Version ${at}. ${'What may be said. '.repeat(60)}` }),
    })),
  );
const open = async (): Promise<void> => {
  await page.attached(60_000);
  expect((await page.get<{ phase: string }>('session.state')).phase).toBe('open');
};

it('a desk of the demo takes what its backend published: an announcement and a newer article', async () => {
  await until('the newer article', 30_000, async () => (await version('riverside-vaccines')) === 3);
  const given = await page.get<{ mustRead: boolean }[]>('knowledge.announcements', {
    accountId: 'riverside',
  });
  expect(given).toMatchObject([{ mustRead: true }]);
});

it('killed while it takes a delta, again and again, it has all of it or nothing', { timeout }, async () => {
  let halves = 0;
  let seen = 0;
  for (let at = 1; at <= 2; at++) {
    await rig.killDesk();
    expect(await publish(at)).toBe(delta);
    await open();
    for (let kills = 0; ; kills++) {
      // How far the desk is by then is chance: some of its turns go by with every question.
      for (let asks = kills < 2 ? randomInt(12) : 0; asks > 0; asks--) {
        const both = [await version('fault-0'), await version(`fault-${delta - 1}`)];
        if (both.includes(null)) break;
        seen++;
        // The first was asked before the second: between the two questions the delta may have begun to count.
        expect([`${at - 1} ${at - 1}`, `${at - 1} ${at}`, `${at} ${at}`]).toContain(both.join(' '));
        if (both[0] !== both[1]) halves++;
      }
      if (kills === 2) break;
      await rig.killDesk();
      await open();
    }
    await until(`version ${at}`, 40_000, async () => (await version('fault-0')) === at);
    for (const n of [0, 57, delta - 1]) expect(await version(`fault-${n}`)).toBe(at);
  }
  expect(seen).toBeGreaterThan(0);
  expect(halves).toBeLessThanOrEqual(2);
});

it(
  'a flag that was made offline, over a kill of the desk and of the backend, arrives exactly once',
  { timeout },
  async () => {
    const words = `The third line is wrong ${randomUUID()}.`;
    const flag = { articleId: 'fault-0', version: 2, range: [0, 7], why: 'wrong', words };
    const kept = async (): Promise<{ id: string }[]> =>
      (
        await pool.query<{ id: string }>(
          "select id from knowledge_event where kind = 'flag' and about = 'fault-0'",
        )
      ).rows;
    const mine = async (): Promise<string[]> =>
      (await page.get<{ state: string; words: string }[]>('knowledge.mine'))
        .filter((row) => row.words === words)
        .map((row) => row.state);
    await rig.backend(false);
    const requestId = randomUUID();
    await page.get('knowledge.flag', flag, { requestId });
    await rig.killDesk();
    await open();
    // The page asks again, as it does when it never heard the answer.
    await page.get('knowledge.flag', flag, { requestId });
    expect(await mine()).toEqual(['waiting']);
    for (let n = 0; n < 2; n++) {
      await rig.backend(true);
      for (let turn = randomInt(400); turn > 0; turn--) await new Promise((resolve) => setImmediate(resolve));
      await rig.backend(false);
    }
    await rig.backend(true);
    await until('the flag', 60_000, async () => (await mine())[0] === 'sent');
    expect(await kept()).toHaveLength(1);
    await rig.killDesk();
    await open();
    expect(await mine()).toEqual(['sent']);
    expect(await kept()).toHaveLength(1);
    expect(rig.log()).not.toContain('third line');
  },
);
