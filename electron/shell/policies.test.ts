import { describe, expect, it } from 'vitest';
import { portSurfaces } from '#host/link.ts';
import { ownPath } from './origin.ts';
import { decideNavigation } from './navigation.ts';
import { decidePermission, permissionTable, type PermissionAsk } from './permissions.ts';
import { decideSender } from './sender.ts';
import { decideWindowOpen } from './window-open.ts';

/** None of these is the app's own origin, whatever a careless comparison may think. */
const foreign = [
  '',
  'app://desk',
  'app:desk/index.html',
  'app:/desk/index.html',
  'app:///desk/index.html',
  'APP://desk/index.html',
  'App://desk/index.html',
  ' app://desk/index.html',
  'app://desk\u0000/index.html',
  'app://desk.evil.example/index.html',
  'app://desk@evil.example/index.html',
  'app://evil.example@desk/index.html',
  'app://user:pw@desk/index.html',
  'app://desk:80/index.html',
  'app://DESK/index.html',
  'app://desk\\@evil.example/',
  'app://desk%2eevil/index.html',
  'app://desk%00/index.html',
  'app://другой/index.html',
  'app://evil/app://desk/index.html',
  'app2://desk/index.html',
  'https://desk/index.html',
  'https://evil.example/?app://desk/index.html',
  'https://evil.example/#app://desk/',
  'http://127.0.0.1/index.html',
  'file:///app://desk/index.html',
  'file:///etc/passwd',
  'blob:app://desk/6c9b',
  'filesystem:app://desk/temporary/x.html',
  'view-source:app://desk/index.html',
  'data:text/html,app://desk/',
  'javascript:location="app://desk/"',
  'about:blank',
  'about:srcdoc',
  'chrome://settings',
  'devtools://devtools/bundled/inspector.html',
  'chrome-extension://abc/index.html',
  'null',
];

describe('own origin', () => {
  it.each(foreign)('is not %j', (url) => expect(ownPath(url)).toBeNull());
  it.each([
    ['app://desk/', '/'],
    ['app://desk/index.html?a=b#c', '/index.html'],
    ['app://desk/a#app://evil/', '/a'],
    ['app://desk/%2e%2e/x', '/%2e%2e/x'],
  ])('is %s', (url, path) => expect(ownPath(url)).toBe(path));
});

describe('navigation', () => {
  const top = { isTop: true };
  it.each(['app://desk/', 'app://desk/index.html', 'app://desk/phone.html', 'app://desk/index.html?x#y'])(
    'goes to %s',
    (url) => expect(decideNavigation({ url, frame: top, kind: 'navigate' })).toEqual({ allow: true }),
  );
  it.each(foreign)('does not go to %j', (url) =>
    expect(decideNavigation({ url, frame: top, kind: 'navigate' })).toEqual({ allow: false, why: 'foreign' }),
  );
  it.each([
    'app://desk/assets/index.js',
    'app://desk/../main.js',
    'app://desk/%2e%2e/main.html',
    'app://desk//x.html',
  ])('does not go to what is no document: %s', (url) =>
    expect(decideNavigation({ url, frame: top, kind: 'navigate' })).toEqual({
      allow: false,
      why: 'no-document',
    }),
  );
  it('goes nowhere by redirect, in a frame, or without one', () => {
    const url = 'app://desk/index.html';
    expect(decideNavigation({ url, frame: top, kind: 'redirect' })).toMatchObject({ why: 'redirect' });
    expect(decideNavigation({ url, frame: { isTop: false }, kind: 'navigate' })).toMatchObject({
      why: 'subframe',
    });
    expect(decideNavigation({ url, frame: null, kind: 'navigate' })).toMatchObject({ why: 'no-frame' });
  });
});

it.each([...foreign, 'app://desk/index.html', 'https://medlineplus.gov/'])(
  'never opens a window for %j',
  (url) => {
    expect(decideWindowOpen(url)).toEqual({ action: 'deny' });
  },
);

describe('permissions', () => {
  const ask = (change: Partial<PermissionAsk>): boolean =>
    decidePermission({
      permission: 'media',
      surface: 'main',
      from: 'app://desk/index.html',
      isTop: true,
      media: ['audio'],
      ...change,
    });
  /** Every name Electron 45 knows, and some it doesn't. */
  const names =
    `ar automatic-fullscreen background-fetch background-sync captured-surface-control clipboard-read
    clipboard-sanitized-write deprecated-sync-clipboard-read display-capture fileSystem fullscreen geolocation
    geolocation-approximate hand-tracking hid idle-detection keyboardLock local-fonts local-network local-network-access
    loopback-network media mediaKeySystem midi midiSysex nfc notifications openExternal payment-handler
    periodic-background-sync persistent-storage pointerLock screen-wake-lock sensors serial smart-card speaker-selection
    storage-access system-wake-lock top-level-storage-access usb vr web-app-installation web-printing window-management
    unknown not-yet-invented constructor __proto__ toString`.split(/\s+/);
  const granted: Record<string, string[]> = {
    main: ['clipboard-sanitized-write', 'media', 'screen-wake-lock', 'speaker-selection'],
    phone: ['media', 'screen-wake-lock', 'speaker-selection'],
    panel: ['clipboard-sanitized-write'],
    compact: ['clipboard-sanitized-write'],
    trainer: [],
  };
  it.each(portSurfaces)('for the %s page are these and no others', (surface) => {
    expect(names.filter((permission) => ask({ permission, surface })).toSorted()).toEqual(granted[surface]);
  });
  it('hold for the bare origin too, as Chromium’s check gives it', () => {
    expect(ask({ from: 'app://desk' })).toBe(true);
    expect(ask({ from: 'app://desk/' })).toBe(true);
  });
  it.each(foreign.filter((url) => url !== 'app://desk'))('are none for %j', (from) =>
    expect(ask({ from })).toBe(false),
  );
  it('are none for a frame inside, or a window that is not ours', () => {
    expect(ask({ isTop: false })).toBe(false);
    expect(ask({ surface: null })).toBe(false);
  });
  it.each([[[]], [['video']], [['audio', 'video']], [['unknown']]])(
    'of media are audio alone, not %j',
    (media) => {
      expect(ask({ media })).toBe(false);
    },
  );
  it('all have a reason', () => {
    for (const row of Object.values(permissionTable)) expect(row.reason.length).toBeGreaterThan(10);
  });
});

describe('IPC senders', () => {
  const frame = { url: 'app://desk/index.html', isTop: true, detached: false };
  it('are our own documents', () => expect(decideSender({ frame, known: true })).toEqual({ allow: true }));
  it.each([
    ['a window not ours', { frame, known: false }, 'unknown-window'],
    ['a frame that is gone', { frame: null, known: true }, 'no-frame'],
    ['a detached frame', { frame: { ...frame, detached: true }, known: true }, 'detached'],
    ['a frame inside', { frame: { ...frame, isTop: false }, known: true }, 'subframe'],
  ] as const)('are not %s', (_what, sender, why) =>
    expect(decideSender(sender)).toEqual({ allow: false, why }),
  );
  it.each(foreign)('are not at %j', (url) =>
    expect(decideSender({ frame: { ...frame, url }, known: true })).toEqual({ allow: false, why: 'foreign' }),
  );
});
