// What others did comes once, whatever falls between asking and keeping; documents come when there are newer ones. Neither
// holds up what waits to be sent.
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '#tests/support/until.ts';
import { fail, ok } from '#shared/domain/result.ts';
import { haveWith, takeDocuments, type RefusedFiles } from './documents.ts';
import { changesUpto, inPieces, setChangesUpto, takeChanges } from './changes.ts';
import { json, refusal, startBackend, startDesk } from './testing.ts';

let backend: Awaited<ReturnType<typeof startBackend>>;
let desk: Awaited<ReturnType<typeof startDesk>>;
async function begin(): Promise<void> {
  backend = await startBackend();
  desk = await startDesk(backend.url);
}
afterEach(async () => {
  desk.close();
  await backend.close();
});
const reached = (what: string, test: () => boolean): Promise<number> => until(what, 5000, test, 3);
const ids = (): string[] => desk.taken.map((c) => c.id);

describe('changes', () => {
  it('come at connect, in order and each once, and go on from there', async () => {
    await begin();
    for (let i = 0; i < 450; i++) backend.happen();
    desk.sync.start();
    await reached('all', () => desk.taken.length === 450);
    expect(ids()).toEqual(backend.changes.map((c) => c.id));
    expect(changesUpto(desk.vault.core)).toBe(450);
    backend.happen();
    desk.fireAt(5000);
    await reached('the next', () => desk.taken.length === 451);
    expect(backend.asked.filter((p) => p.startsWith('/v2/changes')).at(-1)).toBe('/v2/changes?after=450');
  });
  it('come right after an urgent item was taken', async () => {
    await begin();
    desk.sync.start();
    await reached('asked', () => backend.asked.includes('/v2/changes?after=0'));
    backend.happen();
    desk.save('urgent');
    desk.sync.wake();
    await reached('taken', () => desk.taken.length === 1);
  });
  it('that cannot be kept are asked for again and none is skipped; what waits is sent all the same', async () => {
    await begin();
    const bad = Array.from({ length: 30 }, () => backend.happen())[24];
    desk.setPoison(bad?.id ?? null);
    desk.save('normal');
    desk.sync.start();
    await reached('told', () => desk.events.includes('failed unexpected'));
    await reached('sent', () => desk.states()[0] === 'acked');
    // Two pieces of 10 were kept, with the number that says so; the third was not.
    expect(changesUpto(desk.vault.core)).toBe(20);
    desk.setPoison(null);
    desk.taken.length = 20;
    desk.fireAt(5000);
    await reached('all', () => desk.taken.length === 30);
    expect(new Set(ids()).size).toBe(30);
    expect(ids()).toEqual(backend.changes.map((c) => c.id));
  });
  it('wait while nothing can be opened', async () => {
    await begin();
    backend.happen();
    desk.setReadable(false);
    desk.save('urgent');
    desk.sync.start();
    await reached('sent', () => desk.states()[0] === 'acked');
    expect(backend.asked.some((p) => p.startsWith('/v2/changes'))).toBe(false);
    desk.setReadable(true);
    desk.sync.wake();
    await reached('taken', () => desk.taken.length === 1);
  });
  it('a locked desk hears by id alone what others took of what it rings for; an open one never asks', async () => {
    await begin();
    const asks = (): number => backend.asked.filter((p) => p === '/v2/taken').length;
    const id = '0193a000-0000-7000-8000-000000000001';
    desk.ringing.push(id);
    backend.accepted.push(id);
    desk.sync.start();
    await reached('asked', () => backend.asked.includes('/v2/changes?after=0'));
    desk.fireAt(5000);
    desk.setReadable(false);
    expect([asks(), desk.quiet]).toEqual([0, []]);
    desk.fireAt(5000);
    await reached('told', () => desk.quiet.length === 1);
    expect(desk.quiet).toEqual([[id]]);
    // Not with every look.
    desk.fireAt(5000);
    expect(asks()).toBe(1);
  });
  it('are all asked for again when the backend was set back', async () => {
    await begin();
    for (let i = 0; i < 3; i++) backend.happen();
    desk.sync.start();
    await reached('all', () => desk.taken.length === 3);
    backend.changes.length = 1;
    backend.misbehave((_path, r) => (r.destroy(), true));
    desk.fire();
    await reached('offline', () => desk.sync.connection().state === 'offline');
    backend.heal();
    const other = backend.happen();
    // Time passes: what was on its way when the line broke may set its timer only now.
    await reached('the one that got an old number', () => {
      desk.fire();
      return ids().includes(other.id);
    });
    expect(changesUpto(desk.vault.core)).toBe(2);
  });
  it('are all asked for again when a standby without the last of them took over in mid-connection', async () => {
    await begin();
    for (let i = 0; i < 3; i++) backend.happen();
    desk.sync.start();
    await reached('all', () => desk.taken.length === 3);
    backend.changes.length = 1;
    const other = backend.happen();
    backend.misbehave(
      (path, r) => path === '/v2/changes?after=3' && json(r, 409, { ...refusal('gap'), expected: 0 }),
    );
    desk.fireAt(5000);
    await reached('the one that got an old number', () => ids().includes(other.id));
    expect(changesUpto(desk.vault.core)).toBe(2);
    expect(desk.sync.connection().state).toBe('online');
  });
  it('that are refused or broken stop nothing', async () => {
    await begin();
    backend.misbehave((path, r) => path.startsWith('/v2/changes') && json(r, 500, refusal('internal')));
    desk.sync.start();
    await reached('asked', () => backend.asked.some((p) => p.startsWith('/v2/changes')));
    desk.save('normal');
    desk.sync.wake();
    await reached('sent', () => desk.states()[0] === 'acked');
    expect(desk.sync.paused()).toBeNull();
  });

  const change = (n: number, id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`) => ({
    n,
    id,
    type: 'entry' as const,
    schema: 1,
    author: 'p',
    takenAt: '2026-11-22T03:00:00.000Z',
    urgency: 1,
    deviceId: null,
    receivedAt: '2026-11-22T03:00:00.000Z',
    payload: { body: '', keyForBackend: '', keyId: '' },
  });
  it('whose numbers do not rise, or that were taken meanwhile, are no answer', async () => {
    await begin();
    const db = desk.vault.core;
    const seen: number[] = [];
    const apply = (c: { n: number }) => (seen.push(c.n), { result: 'applied' as const, messageId: null });
    setChangesUpto(db, 5);
    expect(takeChanges(db, { changes: [change(6)], upto: 6 }, 4, apply)).toBeNull();
    expect(takeChanges(db, { changes: [change(5)], upto: 6 }, 5, apply)).toBeNull();
    expect(takeChanges(db, { changes: [change(7), change(6)], upto: 7 }, 5, apply)).toBeNull();
    expect(takeChanges(db, { changes: [change(6), change(6)], upto: 7 }, 5, apply)).toBeNull();
    expect(takeChanges(db, { changes: [change(8)], upto: 7 }, 5, apply)).toBeNull();
    expect(takeChanges(db, { changes: [], upto: 4 }, 5, apply)).toBeNull();
    expect([seen, changesUpto(db)]).toEqual([[], 5]);
    // This desk's own numbers are not among them: the answer says how far it looked.
    expect(takeChanges(db, { changes: [change(7)], upto: 9 }, 5, apply)).toEqual([]);
    expect([seen, changesUpto(db)]).toEqual([[7], 9]);
  });
  it('are taken in pieces that end where the answer ends', () => {
    const answer = { changes: [change(2), change(4), change(5)], upto: 9 };
    expect(inPieces(answer, 2).map((p) => [p.changes.map((c) => c.n), p.upto])).toEqual([
      [[2, 4], 4],
      [[5], 9],
    ]);
    expect(inPieces({ changes: [], upto: 3 }, 2)).toEqual([{ changes: [], upto: 3 }]);
  });
});

describe('documents', () => {
  const file = (json: string) => ({
    kind: 'account' as const,
    id: 'a',
    version: 2,
    publishedAt: '2026-11-22T03:00:00.000Z',
    json,
  });
  it('come at connect; a refused one is not asked for without end', async () => {
    await begin();
    backend.documents.push(file('{}'), file(''));
    desk.sync.start();
    await reached('delivered', () => desk.files.length === 1);
    desk.save('urgent');
    desk.sync.wake();
    await reached('sent', () => desk.states()[0] === 'acked');
    expect(backend.asked.filter((p) => p === '/v2/documents')).toHaveLength(1);
    desk.fireAt(600_000);
    await reached('asked again', () => backend.asked.filter((p) => p === '/v2/documents').length === 2);
  });
  it('that count come also behind any number that do not', () => {
    const all = Array.from({ length: 45 }, (_, i) => ({
      ...file(i < 41 ? 'broken' : '{}'),
      id: `a${String(i).padStart(2, '0')}`,
    }));
    const kept: typeof all = [];
    let checked = 0;
    const store = {
      have: () => kept.map(({ kind, id, version }) => ({ kind, id, version })),
      put: (f: (typeof all)[number]) => (f.json === 'broken' ? fail('document-refused') : ok(kept.push(f))),
      checked: () => void checked++,
    };
    const refused: RefusedFiles = new Map();
    let asked = 0;
    const pull = (): void => {
      for (let more = true; more; asked++) {
        const have = haveWith(store, refused);
        const newer = all.filter((d) => !have.some((h) => h.id === d.id && h.version >= d.version));
        const answer = { documents: newer.slice(0, 20), more: newer.length > 20 };
        more = takeDocuments(store, answer, refused).more;
      }
    };
    pull();
    expect([kept.length, asked, checked]).toEqual([4, 3, 0]);
    // The next version has its own chance.
    all.splice(0, 41, ...all.slice(0, 41).map((d) => ({ ...d, version: 3, json: '{}' })));
    pull();
    expect([kept.length, checked]).toEqual([45, 1]);
  });
});
