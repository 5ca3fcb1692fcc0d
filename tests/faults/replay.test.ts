// The disk that a power cut leaves: what was synced is there, what was not may be dropped, kept or torn, and a name counts
// only once its folder was synced.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chance } from './support/random.ts';
import { diskFrom, type Leftover } from './support/replay.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'careline-replay-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const op = (kind: string, inode: string, name = '', data = '', offset = 0) => ({
  op: kind,
  inode,
  name,
  offset,
  data: Buffer.from(data),
});
function after(ops: ReturnType<typeof op>[], leftover: Leftover, seed = 1): Record<string, string | null> {
  const disk = diskFrom(mkdtempSync(join(folder, 'empty-')));
  for (const one of ops) disk.play(one);
  const to = join(folder, 'image');
  disk.image(to, leftover, chance(seed));
  const read = (name: string): string | null =>
    existsSync(join(to, name)) ? readFileSync(join(to, name), 'utf8') : null;
  return { a: read('a'), b: read('b') };
}
const made = [op('C', '1', 'a'), op('W', '1', '', 'first'), op('S', '1'), op('D', '9')];

it('keeps what was synced, file and name', () => {
  expect(after(made, 'dropped').a).toBe('first');
});
it('drops or keeps what was written after the last sync', () => {
  const more = [...made, op('W', '1', '', 'SECOND', 5)];
  expect(after(more, 'dropped').a).toBe('first');
  expect(after(more, 'kept').a).toBe('firstSECOND');
});
it('has no name for a file whose folder was not synced, although its bytes were', () => {
  const [create, write, sync] = made;
  if (!create || !write || !sync) throw new Error('no ops');
  expect(after([create, write, sync], 'dropped').a).toBeNull();
  expect(after([create, write, sync], 'kept').a).toBe('first');
});
it('an unlink or a rename may not have happened until the folder was synced', () => {
  const unlinked = [...made, op('U', '0', 'a')];
  expect(after(unlinked, 'dropped').a).toBe('first');
  expect(after([...unlinked, op('D', '9')], 'dropped').a).toBeNull();
  const renamed = [...made, op('R', '0', 'a', 'b')];
  expect(after(renamed, 'dropped')).toEqual({ a: 'first', b: null });
  expect(after([...renamed, op('D', '9')], 'dropped')).toEqual({ a: null, b: 'first' });
});
it('truncation counts like a write', () => {
  const cut = [...made, op('T', '1', '', '', 2)];
  expect(after(cut, 'dropped').a).toBe('first');
  expect(after([...cut, op('S', '1')], 'dropped').a).toBe('fi');
});
it('tears a long write at 512 bytes: some sectors new, some old', () => {
  const old = 'o'.repeat(4096);
  const ops = [
    op('C', '1', 'a'),
    op('W', '1', '', old),
    op('S', '1'),
    op('D', '9'),
    op('W', '1', '', 'n'.repeat(4096)),
  ];
  const seen = new Set<string>();
  for (let seed = 0; seed < 8; seed++) {
    const text = after(ops, 'torn', seed).a ?? '';
    for (let at = 0; at < 4096; at += 512) {
      const sector = text.slice(at, at + 512);
      expect([old.slice(0, 512), 'n'.repeat(512)]).toContain(sector);
      seen.add(sector[0] ?? '');
    }
  }
  expect([...seen].toSorted()).toEqual(['n', 'o']);
});
it('hears what was promised', () => {
  const disk = diskFrom(mkdtempSync(join(folder, 'empty-')));
  disk.play(op('A', '0', '', 'one 1\ntwo'));
  expect(disk.promised()).toEqual(['one 1']);
  disk.play(op('A', '0', '', ' 2\n'));
  expect(disk.promised()).toEqual(['one 1', 'two 2']);
});
