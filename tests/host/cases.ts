// What each method of a Host answers, whatever host it is: the codes that are allowed, and the inputs that are refused.
import type { HostMethod } from '#host/host.ts';

export interface HostCase {
  /** A well-formed request. */
  good: unknown;
  /** How it may end: `ok`, or one of these codes. */
  ends: readonly string[];
  /** Refused as `invalid-input`, beside what no method takes. */
  bad: readonly unknown[];
}
const file = { mode: 'open', title: 'A file', suggested: null, extensions: ['txt'] };
const long = (length: number): string => 'a'.repeat(length);

/** One row a method: the compiler asks for a row when a method is added. */
export const hostCases: Record<HostMethod, HostCase> = {
  paths: { good: {}, ends: ['ok'], bad: [{ profile: '/etc' }] },
  secretsState: { good: {}, ends: ['ok'], bad: [{ backend: 'basic_text' }] },
  wrapSecret: {
    good: { secret: 'c2VjcmV0' },
    ends: ['ok', 'keystore-unavailable'],
    bad: [
      { secret: '../../x' },
      { secret: long(70_000) },
      { secret: 5 },
      { secret: 'c2VjcmV0', backend: 'mine' },
    ],
  },
  unwrapSecret: {
    good: { wrapped: 'bm90IHdyYXBwZWQgaGVyZQ==' },
    ends: ['keystore-unavailable', 'keystore-lost'],
    bad: [{ wrapped: '<script>' }, { wrapped: long(70_000) }, { wrapped: ['c2VjcmV0'] }],
  },
  showWindow: {
    good: { surface: 'main' },
    ends: ['ok', 'host-cannot'],
    bad: [{ surface: 'devtools' }, { surface: '../index' }, { surface: 'main', url: 'https://evil.example' }],
  },
  closeWindow: {
    good: { surface: 'panel' },
    ends: ['ok', 'host-cannot'],
    bad: [{ surface: 'main' }, { surface: 'phone' }, { surface: 0 }],
  },
  renewPages: { good: {}, ends: ['ok', 'host-cannot'], bad: [{ surface: 'phone' }] },
  notify: {
    good: { title: 'Careline', body: 'A message waits.', tag: 'message' },
    ends: ['ok', 'host-cannot'],
    bad: [
      { title: '', body: '', tag: '' },
      { title: 'x', body: long(201), tag: '' },
      { title: 'x', body: '', tag: '', icon: 'https://evil.example/x.png' },
    ],
  },
  copyText: {
    good: { text: 'a number', clearAfterMs: 30_000 },
    ends: ['ok', 'host-cannot'],
    bad: [
      { text: '', clearAfterMs: 30_000 },
      { text: long(400_001), clearAfterMs: 30_000 },
      { text: 'a', clearAfterMs: 0 },
      { text: 'a', clearAfterMs: 30_000, html: '<b>a</b>' },
    ],
  },
  openLink: {
    good: { url: 'https://evil.example/' },
    ends: ['link-refused'],
    bad: [
      { url: `https://medlineplus.gov/${long(2000)}` },
      { url: 7 },
      { url: 'https://medlineplus.gov/', to: 'self' },
    ],
  },
  openSignIn: {
    // No record is set up here: nothing leads to one.
    good: { url: 'https://ehr.example/authorize' },
    ends: ['link-refused', 'host-cannot'],
    bad: [
      { url: `https://ehr.example/${long(8000)}` },
      { url: null },
      { url: 'https://x.example/', to: 'self' },
    ],
  },
  fileDialog: {
    good: file,
    ends: ['ok', 'host-cannot'],
    bad: [
      { ...file, mode: 'delete' },
      { ...file, extensions: ['*'] },
      { ...file, extensions: ['../etc'] },
      { ...file, suggested: long(121) },
      { ...file, defaultPath: '/etc/passwd' },
    ],
  },
  redeemHandle: {
    good: { handle: 'nobody-gave-this' },
    ends: ['handle-spent'],
    bad: [{ handle: long(65) }, { handle: { path: '/etc/passwd' } }, { path: '/etc/passwd' }],
  },
  updateState: { good: {}, ends: ['ok'], bad: [{ channel: 'beta' }] },
  installUpdate: { good: {}, ends: ['host-cannot'], bad: [{ from: 'https://evil.example' }] },
  setBadge: {
    good: { count: 3 },
    ends: ['ok', 'host-cannot'],
    bad: [{ count: -1 }, { count: 1000 }, { count: 1.5 }, { count: '3' }, { count: null }],
  },
};

/** What no method takes, whatever it is. */
export const neverInput: readonly unknown[] = [null, 7, 'input', true, [], [{}]];

/** Addresses that must never reach the system's browser, each with why. */
export const hostileLinks: readonly (readonly [url: string, why: string])[] = [
  ['javascript:alert(1)', 'not-https'],
  ['file:///etc/passwd', 'not-https'],
  ['http://medlineplus.gov/', 'not-https'],
  ['smb://medlineplus.gov/share', 'not-https'],
  ['careline://message/1', 'not-https'],
  ['https://medlineplus.gov@evil.example/', 'hidden-login'],
  ['https://medlineplus.gov:8443/', 'odd-port'],
  ['https://medlineplus.gov.evil.example/', 'not-on-the-list'],
  ['https://evilmedlineplus.gov/', 'not-on-the-list'],
  ['https://127.0.0.1/', 'not-on-the-list'],
  ['https://medlineplus.gov/\u202egnp.exe', 'not-a-link'],
  ['https://medlineplus.gov\\@evil.example/', 'not-a-link'],
  [' https://medlineplus.gov/', 'not-a-link'],
  ['', 'not-a-link'],
];
export const goodLink = 'https://medlineplus.gov/headache.html';
