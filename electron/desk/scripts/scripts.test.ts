// Scripts through the real router over a real vault: a version from draft to approved by two people, what a call keeps, what
// is refused and leaves the shipped one in force. Invented wording.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ScriptInForce, ScriptRow, ScriptVersion, VersionRow } from '#shared/contract/scripts.ts';
import type { Script } from '#shared/domain/script/script.ts';
import { loadContent } from '../content/load.ts';
import type { Person } from '../router/context.ts';
import { makeBench, must, type Bench, type TestPage } from '../router/testing.ts';
import { createScripts } from './handlers.ts';

const content = loadContent(fileURLToPath(new URL('../../../data', import.meta.url)));
const key = 'script.billing.-.en';
let bench: Bench;
let page: TestPage;
let scripts: ReturnType<typeof createScripts>;
beforeAll(async () => {
  bench = await makeBench((handlers) => {
    scripts = createScripts({
      core: () => bench.vault.core,
      shipped: content,
      accounts: () => content.accounts,
    });
    Object.assign(handlers, { scripts: scripts.handlers });
  });
  page = bench.page();
});
afterAll(() => bench.end());

const joel: Person = { id: 'joel', name: 'Joel Invented', initials: 'JI', role: 'supervisor' };
const vera: Person = { id: 'vera', name: 'Vera Invented', initials: 'VI', role: 'supervisor' };
const seat = (who: Person): void => bench.sit(who);
beforeEach(() => {
  bench.vault.core.exec(
    "DROP TRIGGER script_versions_kept; DELETE FROM script_versions; CREATE TRIGGER script_versions_kept BEFORE DELETE ON script_versions BEGIN SELECT raise(abort, 'immutable'); END;",
  );
  scripts.opened();
  seat(joel);
});

const shipped = content.scripts.find((s) => s.reason === 'billing' && s.lang === 'en') as Script;
const reworded = (words: string, script: Script = shipped): Record<string, unknown> => ({
  ...script,
  steps: script.steps.map((s, i) => (i === 0 ? { ...s, say: [words], sayWhen: {} } : s)),
});
const save = (words: string, more: Partial<{ id: string; revision: number | null; key: string }> = {}) =>
  page.ask<VersionRow>('scripts.saveDraft', {
    id: crypto.randomUUID(),
    key,
    revision: null,
    content: reworded(words),
    ...more,
  });
const act = (what: string, row: VersionRow, note = '') =>
  page.ask<VersionRow>(`scripts.${what}`, { id: row.id, revision: row.revision, note });
const opening = async (more: object = {}): Promise<ScriptInForce & { words: string | undefined }> => {
  const found = must(await page.ask<ScriptInForce>('scripts.forReason', { reason: 'billing', ...more }));
  return { ...found, words: found.script.steps[0]?.say[0] };
};
async function approved(words: string): Promise<VersionRow> {
  seat(joel);
  const draft = must(await save(words));
  const submitted = must(await act('submit', draft));
  seat(vera);
  return must(await act('approve', submitted));
}

describe('from draft to approved', () => {
  it('counts only once another supervisor has approved it, and then says whose it is', async () => {
    const draft = must(await save('Thank you for calling.'));
    expect(draft).toMatchObject({ state: 'draft', version: shipped.version + 1, author: { id: 'joel' } });
    expect((await opening()).words).toBe(shipped.steps[0]?.say[0]);
    const submitted = must(await act('submit', draft));
    expect(await act('approve', submitted)).toMatchObject({ ok: false, code: 'script-own' });
    expect((await opening()).origin.source).toBe('shipped');
    seat(vera);
    must(await act('approve', submitted, 'clear'));
    const now = await opening();
    expect(now).toMatchObject({
      words: 'Thank you for calling.',
      origin: { source: 'approved', approvedBy: 'Vera Invented' },
      script: { author: 'Joel Invented', version: shipped.version + 1, date: '2026-11-22', review: 'draft' },
    });
  });
  it('who only went on with a draft may not approve it either', async () => {
    const draft = must(await save('Thank you for calling.'));
    seat(vera);
    const changed = must(await save('Thank you for ringing.', { id: draft.id, revision: draft.revision }));
    const submitted = must(await act('submit', changed));
    expect(await act('approve', submitted)).toMatchObject({ ok: false, code: 'script-own' });
    seat(joel);
    expect(await act('approve', submitted)).toMatchObject({ ok: false, code: 'script-own' });
  });
  it('what does not lint clean is not submitted; sent back it can be changed; unfinished lines are kept', async () => {
    const draft = must(await save('It is probably nothing serious.'));
    expect(await act('submit', draft)).toMatchObject({ ok: false, code: 'script-not-clean' });
    const empty = must(await save('', { id: draft.id, revision: draft.revision }));
    expect(await act('submit', empty)).toMatchObject({ ok: false, code: 'script-not-clean' });
    const clean = must(await save('Thank you.', { id: draft.id, revision: empty.revision }));
    const submitted = must(await act('submit', clean));
    expect(await save('x', { id: draft.id, revision: submitted.revision })).toMatchObject({
      code: 'script-state',
    });
    seat(vera);
    expect(await act('sendBack', submitted, ' ')).toMatchObject({ ok: false, code: 'invalid-input' });
    const back = must(await act('sendBack', submitted, 'Say the name of the practice.'));
    expect(back).toMatchObject({
      state: 'draft',
      note: 'Say the name of the practice.',
      decidedBy: { id: 'vera' },
    });
  });
  it('withdrawn by one person, what shipped counts: the one before went out of force with two', async () => {
    const first = await approved('First.');
    const second = await approved('Second.');
    expect(second.version).toBe(first.version + 1);
    expect((await opening()).words).toBe('Second.');
    must(await act('withdraw', second));
    expect(await opening()).toMatchObject({
      origin: { source: 'shipped' },
      words: shipped.steps[0]?.say[0],
    });
    expect(must(await page.ask<VersionRow[]>('scripts.versions', { key })).map((v) => v.state)).toEqual([
      'withdrawn',
      'withdrawn',
    ]);
  });
  it('a draft that is put aside leaves what is in force', async () => {
    await approved('First.');
    seat(joel);
    must(await act('withdraw', must(await save('Second.'))));
    expect((await opening()).words).toBe('First.');
  });
  it.each(['[]', '[1]', 'x'])(
    'the author approves nothing of theirs with %s for those who wrote',
    async (editors) => {
      const submitted = must(await act('submit', must(await save('One.'))));
      bench.vault.core.prepare('UPDATE script_versions SET editors = ?').run(editors);
      expect(await act('approve', submitted)).toMatchObject({ ok: false, code: 'script-own' });
    },
  );
  it('an own one that masks a newer shipped one says so in the list', async () => {
    await approved('First.');
    const row = async () => must(await page.ask<ScriptRow[]>('scripts.list')).find((r) => r.key === key);
    expect(await row()).toMatchObject({ newerShipped: null, unread: null });
    const at = content.scripts.indexOf(shipped);
    content.scripts[at] = { ...shipped, version: shipped.version + 7 };
    scripts.opened();
    expect(await row()).toMatchObject({
      inForce: { source: 'approved', version: shipped.version + 1 },
      newerShipped: { version: shipped.version + 7, date: shipped.date },
    });
    // Own versions may count further than shipped ones: the day tells too.
    content.scripts[at] = { ...shipped, date: '2031-01-02' };
    scripts.opened();
    expect((await row())?.newerShipped).toEqual({ version: shipped.version, date: '2031-01-02' });
    content.scripts[at] = shipped;
    scripts.opened();
  });
  it('two who write at once: the later save is told, nothing is lost', async () => {
    const draft = must(await save('One.'));
    expect(await save('Another.')).toMatchObject({ ok: false, code: 'conflict' });
    must(await save('Two.', { id: draft.id, revision: draft.revision }));
    expect(await save('Three.', { id: draft.id, revision: draft.revision })).toMatchObject({
      code: 'conflict',
    });
    const read = must(await page.ask<ScriptVersion>('scripts.read', { key, id: draft.id, current: false }));
    expect(read.content['steps']).toMatchObject([
      { say: ['Two.'] },
      ...shipped.steps.slice(1).map(() => ({})),
    ]);
  });
  it('is audited with key and version only', async () => {
    await approved('Audited words.');
    const rows = bench.audit().filter((r) => r.event.startsWith('scripts.') && r.outcome === 'ok');
    expect(rows.slice(-3).map((r) => r.event)).toEqual([
      'scripts.draft',
      'scripts.submit',
      'scripts.approve',
    ]);
    expect(rows.at(-1)?.subjects).toBe(`{"what":"${key}:${shipped.version + 1}"}`);
    expect(JSON.stringify(rows)).not.toContain('Audited');
  });
  it('is a supervisor’s alone', async () => {
    const draft = must(await save('One.'));
    for (const role of ['agent', 'nurse', 'trainer', 'after-hours'] as const) {
      seat({ ...joel, id: role, role });
      for (const answer of [
        await save('Two.'),
        await act('submit', draft),
        await act('withdraw', draft),
        await page.ask('scripts.list'),
      ])
        expect(answer).toMatchObject({ ok: false, code: 'wrong-role' });
    }
  });
});

describe('which one counts', () => {
  it('an account’s own before the one for all, a language that lacks it stays English', async () => {
    const own = { ...shipped, accountId: 'harbor', id: 'script.billing.harbor' } as Script;
    const draft = must(
      await save('', { key: 'script.billing.harbor.en', content: reworded('Harbor here.', own) } as never),
    );
    const submitted = must(await act('submit', draft));
    seat(vera);
    must(await act('approve', submitted));
    expect((await opening({ accountId: 'harbor' })).words).toBe('Harbor here.');
    expect((await opening({ accountId: 'riverside' })).origin.source).toBe('shipped');
    expect((await opening({ accountId: 'harbor', lang: 'id' })).words).toBeDefined();
    expect(
      await save('', {
        key: 'script.billing.nowhere.en',
        content: { ...own, accountId: 'nowhere' },
      } as never),
    ).toMatchObject({ ok: false, code: 'not-found' });
  });
  it('a call keeps what it began with, is told of the newer one, and takes it when asked', async () => {
    const callId = bench.call();
    expect((await opening({ callId })).newer).toBe(null);
    const { version } = await approved('New words.');
    const kept = await opening({ callId });
    expect(kept).toMatchObject({ words: shipped.steps[0]?.say[0], newer: version });
    expect((await opening({ callId: bench.call() })).words).toBe('New words.');
    expect(await opening({ callId, newest: true })).toMatchObject({ words: 'New words.', newer: null });
    expect(await opening({ callId })).toMatchObject({ words: 'New words.', newer: null });
    // A draft of somebody is no news to a call.
    seat(joel);
    must(await save('Draft words.'));
    expect((await opening({ callId })).newer).toBe(null);
  });
});

describe('what cannot be used', () => {
  it.each([
    ['damaged', 'json = substr(json, 1, 300)', 'script-damaged'],
    ['of a newer Careline', 'schema = 99', 'script-newer'],
    ['not of its form any more', "json = json_set(json, '$.steps', json('[]'))", 'script-damaged'],
  ])('%s: what shipped counts, and the list says so by name', async (_, spoil, code) => {
    await approved('Older words.');
    const row = await approved('New words.');
    bench.vault.core.exec(
      `DROP TRIGGER script_versions_said; UPDATE script_versions SET ${spoil} WHERE id = '${row.id}';
       CREATE TRIGGER script_versions_said BEFORE UPDATE OF json ON script_versions WHEN old.state <> 'draft' BEGIN SELECT raise(abort, 'immutable'); END;`,
    );
    scripts.opened();
    expect((await opening()).origin.source).toBe('shipped');
    const listed = must(await page.ask<ScriptRow[]>('scripts.list')).find((r) => r.key === key);
    expect(listed).toMatchObject({ refused: 1, unread: row.version, inForce: { source: 'shipped' } });
    expect(must(await page.ask<VersionRow[]>('scripts.versions', { key }))[0]?.refused).toBe(code);
    expect(await page.ask('scripts.read', { key, id: row.id, current: false })).toMatchObject({ code });
  });
  it.each<[string, object, string]>([
    ['another reason than it was begun for', { content: { ...shipped, reason: 'refill' } }, 'invalid-input'],
    ['no key', { key: 'billing' }, 'invalid-input'],
    ['an unknown field', { content: { ...shipped, html: '<b>' } }, 'script-damaged'],
    ['steps that are no list', { content: { ...shipped, steps: 'x' } }, 'script-damaged'],
    ['far too long', { content: { ...shipped, title: 'x'.repeat(300_000) } }, 'too-large'],
    ['a revision of nothing', { revision: 3 }, 'not-found'],
  ])('%s is refused', async (_, more, code) => {
    expect(await save('One.', more)).toMatchObject({ ok: false, code });
    expect(bench.count('script_versions')).toBe(0);
  });
  it('what was submitted cannot be changed nor deleted in the vault itself', async () => {
    await approved('New words.');
    const { core } = bench.vault;
    expect(() => core.exec("UPDATE script_versions SET json = '{}'")).toThrow('immutable');
    expect(() => core.exec('DELETE FROM script_versions')).toThrow('immutable');
  });
});
