import { describe, expect, it } from 'vitest';
import { nothingToLeave } from '#host/link.ts';
import {
  afterEvent,
  atFirst,
  checkEvery,
  isNewer,
  mayRestart,
  quietFor,
  untilNextCheck,
  updatesItself,
  type Installation,
  type Progress,
  type UpdateEvent,
} from './updates-policy.ts';

describe('what a version is newer than', () => {
  it.each([
    ['0.1.1', '0.1.0', true],
    ['0.2.0', '0.1.9', true],
    ['1.0.0', '0.99.99', true],
    ['0.10.0', '0.9.0', true],
    ['0.1.0', '0.1.0', false],
    ['0.1.0', '0.1.1', false],
    ['0.0.9', '0.1.0', false],
    ['0.1.0', '0.1.0-beta.1', true],
    ['0.1.0-beta.2', '0.1.0-beta.1', false],
    ['0.1.0-beta.1', '0.1.0', false],
    ['0.2.0-beta.1', '0.1.0', true],
    ['0.1.0+build', '0.1.0', false],
    ['v0.2.0', '0.1.0', false],
    ['0.2', '0.1.0', false],
    ['', '0.1.0', false],
    ['99999999999.0.0', '0.1.0', false],
    ['0.2.0', 'unknown', false],
    ['0.2.0\n', '0.1.0', false],
  ])('%j over %j: %s', (candidate, current, newer) => expect(isNewer(candidate, current)).toBe(newer));
});

describe('what becomes of what the updater tells', () => {
  const run = (...events: UpdateEvent[]): Progress =>
    events.reduce((progress, event) => afterEvent(progress, event, '0.1.0'), atFirst);
  const got = (version: string, verified = true): UpdateEvent => ({ t: 'downloaded', version, verified });
  it.each<[string, UpdateEvent[], Progress]>([
    ['nothing newer', [{ t: 'checking' }, { t: 'nothing' }], { state: 'none', next: null }],
    ['looking', [{ t: 'checking' }], { state: 'checking', next: null }],
    ['found', [{ t: 'checking' }, { t: 'found', version: '0.2.0' }], { state: 'downloading', next: '0.2.0' }],
    ['downloaded', [{ t: 'found', version: '0.2.0' }, got('0.2.0')], { state: 'ready', next: '0.2.0' }],
    ['the feed cannot be reached', [{ t: 'checking' }, { t: 'failed' }], { state: 'failed', next: null }],
    ['a failure is looked past', [{ t: 'failed' }, { t: 'checking' }], { state: 'checking', next: null }],
    ['an older one is found', [{ t: 'found', version: '0.0.9' }], { state: 'failed', next: null }],
    ['an older one was downloaded', [got('0.0.9')], { state: 'failed', next: null }],
    ['the same one was downloaded', [got('0.1.0')], { state: 'failed', next: null }],
    ['its signature was not checked', [got('0.2.0', false)], { state: 'failed', next: null }],
    [
      'ready stays ready',
      [got('0.2.0'), { t: 'checking' }, { t: 'failed' }],
      { state: 'ready', next: '0.2.0' },
    ],
  ])('%s', (_what, events, after) => expect(run(...events)).toEqual(after));
});

describe('who updates this installation', () => {
  const windows: Installation = {
    packaged: true,
    platform: 'win32',
    feed: true,
    program: 'C:\\Users\\ada\\AppData\\Local\\Programs\\Careline\\Careline.exe',
    appImage: null,
    sharedFolders: ['C:\\Program Files', 'C:\\Program Files (x86)', ''],
  };
  it.each<[string, Partial<Installation>, boolean]>([
    ['Windows, for one person', {}, true],
    ['Windows, for everyone', { program: 'C:\\Program Files\\Careline\\Careline.exe' }, false],
    ['Windows, for everyone, written small', { program: 'c:\\program files\\Careline\\Careline.exe' }, false],
    ['Windows, a folder that only begins alike', { program: 'C:\\Program Files More\\Careline.exe' }, true],
    ['no feed', { feed: false }, false],
    ['from the sources', { packaged: false }, false],
    ['macOS', { platform: 'darwin', program: '/Applications/Careline.app/Contents/MacOS/Careline' }, true],
    ['Linux, an AppImage', { platform: 'linux', appImage: '/opt/careline.AppImage' }, true],
    ['Linux, a package', { platform: 'linux', program: '/opt/Careline/careline' }, false],
    ['another system', { platform: 'freebsd' }, false],
  ])('%s: %j', (_what, changes, itself) => expect(updatesItself({ ...windows, ...changes })).toBe(itself));
});

describe('when it may restart', () => {
  it.each([
    ['a call', { call: true, draft: false, urgent: 0 }, ['call']],
    ['a draft', { call: false, draft: true, urgent: 0 }, ['draft']],
    ['an urgent message that is here alone', { call: false, draft: false, urgent: 1 }, ['urgent']],
    ['all of it', { call: true, draft: true, urgent: 2 }, ['call', 'urgent', 'draft']],
  ])('never during %s, however long ago it was asked for', (_what, leaving, waits) => {
    for (const clearSince of [null, 0])
      expect(mayRestart(leaving, clearSince, 1e9)).toEqual({ restart: false, waits });
  });
  it('only after some quiet', () => {
    expect(mayRestart(nothingToLeave, null, 1e9).restart).toBe(false);
    expect(mayRestart(nothingToLeave, 1000, 1000 + quietFor - 1).restart).toBe(false);
    expect(mayRestart(nothingToLeave, 1000, 1000 + quietFor).restart).toBe(true);
  });
});

it('looks a minute or more after the start, then about every four hours, not all desks at once', () => {
  expect([0, 1].map((r) => untilNextCheck(r, true))).toEqual([60_000, 300_000]);
  expect([0, 0.5, 1].map((r) => untilNextCheck(r, false))).toEqual([
    checkEvery - 1_800_000,
    checkEvery,
    checkEvery + 1_800_000,
  ]);
});
