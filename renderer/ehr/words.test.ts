import { expect, it } from 'vitest';
import type { EhrState } from '#shared/contract/ehr.ts';
import { bannerWords, standingWords } from './words.ts';

const none: EhrState = {
  phase: 'none',
  kind: 'none',
  why: null,
  step: null,
  address: null,
  endsAt: null,
  since: null,
  until: null,
  stored: true,
  lasting: false,
  missing: [],
  server: null,
};
const state = (more: Partial<EhrState>): EhrState => ({ ...none, kind: 'launch', ...more });
const text = (value: EhrState): string => standingWords(value).join(' ');

it('is silent where nobody has to do anything', () => {
  for (const phase of ['none', 'open', 'signed-in'] as const)
    expect(bannerWords(state({ phase }))).toBeNull();
});
it('says each step of a sign-in, and until when it waits', () => {
  const at = (more: Partial<EhrState>): string => {
    const words = bannerWords(state({ phase: 'signing-in', ...more }));
    return `${words?.title} ${words?.what}`;
  };
  expect(at({ step: 'asking' })).toContain('Asking the record');
  expect(at({ step: 'finishing' })).toContain('Finishing');
  expect(at({ step: 'browser' })).toContain('in your browser');
  const link = at({ step: 'browser', address: 'https://ehr.example/', endsAt: '2026-11-22T03:00:00.000Z' });
  expect(link).toMatch(/^Open the record.*ends by itself at \d\d:\d\d\.$/);
});
it('says why nobody is signed in, and what to do', () => {
  expect(bannerWords(state({ phase: 'signed-out' }))).toMatchObject({ tone: 'info' });
  const words = bannerWords(state({ phase: 'signed-out', why: 'ehr-smart-elsewhere' }));
  expect(words).toMatchObject({ tone: 'amber', title: expect.stringContaining('not set up here') });
  expect(words?.what).toContain('supervisor');
  expect(text(state({ phase: 'refused', kind: 'backend', why: 'ehr-key-unknown' }))).toContain(
    'this desk’s key',
  );
});
it('says that a sign-in holds only until the next start when the disk did not take it', () => {
  const words = bannerWords(state({ phase: 'signed-in', stored: false }));
  expect(words).toMatchObject({ tone: 'amber', title: expect.stringContaining('disk is full') });
  expect(text(state({ phase: 'signed-in', stored: false }))).toContain('sign in again');
});
it('says how it stands: who signs in, for how long, at what, and what is missing', () => {
  const server = { host: 'ehr.example', software: 'Sample', fhirVersion: '4.0.1' };
  const signedIn = state({
    phase: 'signed-in',
    until: '2026-11-22T03:00:00.000Z',
    server,
    missing: ['Slot', 'Task'],
  });
  expect(text(signedIn)).toMatch(/It ends at \d\d:\d\d.*ehr\.example, Sample.*Slot, Task/);
  expect(text({ ...signedIn, lasting: true })).toContain('renewed by itself');
  expect(text({ ...signedIn, server: { ...server, software: null } })).toContain('hasn’t said yet');
  expect(text(state({ phase: 'open', kind: 'token' }))).toContain('don’t need to sign in');
  expect(text(state({ phase: 'signed-in', kind: 'backend' }))).toContain('its own key');
  expect(text(none)).toContain('not connected');
});
