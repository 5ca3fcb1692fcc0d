import { expect, it } from 'vitest';
import type { UpdateValue } from '#shared/contract/updates.ts';
import { versionWords } from './version.ts';

const value: UpdateValue = { state: 'none', version: '0.1.0', next: null, asked: false, waits: [] };
const ready: UpdateValue = { ...value, state: 'ready', next: '0.2.0' };

it('names this version and says what is known of a newer one, each in its own words', () => {
  const states = ['none', 'checking', 'downloading', 'ready', 'failed', 'managed'] as const;
  const words = states.map((state) => versionWords({ ...value, state, next: '0.2.0' }));
  expect(words.map((each) => each.version)).toEqual(states.map(() => 'Careline 0.1.0'));
  expect(new Set(words.map((each) => each.sentence)).size).toBe(states.length);
});

it('does not speak of newer versions where nothing looks for them', () => {
  expect(versionWords({ ...value, version: null })).toMatchObject({
    version: null,
    sentence: expect.stringMatching(/does not look/),
  });
});

it('offers the restart when an update is ready, and only then', () => {
  expect(versionWords(ready)).toMatchObject({ install: true, waits: [] });
  for (const state of ['none', 'checking', 'downloading', 'failed', 'managed'] as const)
    expect(versionWords({ ...value, state }).install).toBe(false);
});

it('says what a restart that was asked for waits for, and does not ask twice', () => {
  const words = versionWords({ ...ready, asked: true, waits: ['call', 'urgent', 'draft'] });
  expect(words.install).toBe(false);
  expect(words.waits).toEqual([
    'your call has ended',
    'every urgent message has reached the backend',
    'your draft is saved as a message or discarded',
  ]);
  expect(versionWords({ ...ready, asked: true }).sentence).toContain('0.2.0');
});

it('a host without a version of its own says none', () => {
  expect(versionWords({ ...value, version: null }).version).toBeNull();
});
