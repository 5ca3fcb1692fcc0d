// What every page of ours runs with. Values only, so that a test can hold them against the checklist.
import type { PortSurface } from '#host/link.ts';
import type { WebPreferences } from 'electron';

export const pagePreferences = (surface: PortSurface, preload: string, packaged: boolean) =>
  ({
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    // The spell checker would fetch dictionaries and keeps a word list of its own.
    spellcheck: false,
    devTools: !packaged,
    // The phone's page is never seen and must not be slowed down for it.
    backgroundThrottling: surface !== 'phone',
    // Electron's default, said because it matters: the phone must ring though nobody ever clicks in its page.
    autoplayPolicy: 'no-user-gesture-required',
  }) satisfies WebPreferences;
