// The Host of the desktop app: what a desk asks for, done with Electron.
import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import { app, clipboard, dialog, Notification, safeStorage, shell, type BrowserWindow } from 'electron';
import { fail, ok } from '#shared/domain/result.ts';
import { fileHandles } from '#host/handles.ts';
import type { Host } from '#host/host.ts';
import type { FhirConfig } from '#host/launch.ts';
import { decideLink, decideOrganisation, decideSignIn, knownLinkHosts } from '#host/open-link.ts';
import { createClipboard } from './clipboard.ts';
import { createKeystore } from './keystore.ts';
import type { Updates } from './updates.ts';
import type { Windows } from './windows.ts';

const pick = (parent: BrowserWindow | null, title: string, filters: Electron.FileFilter[]) => {
  const options: Electron.OpenDialogOptions = { title, filters, properties: ['openFile'] };
  return parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options);
};
const place = (parent: BrowserWindow | null, title: string, name: string, filters: Electron.FileFilter[]) => {
  const options: Electron.SaveDialogOptions = { title, filters, defaultPath: name };
  return parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options);
};

export function electronHost(
  profile: string,
  content: string,
  windows: Windows,
  onPower: Host['onPower'],
  updates: Updates,
  fhir: FhirConfig | null,
): Host {
  const handles = fileHandles(randomUUID, () => Date.now());
  const { copyText, clearNow } = createClipboard(clipboard, (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  });
  app.once('will-quit', () => void clearNow());
  return {
    ...createKeystore(safeStorage, process.platform),
    onPower,
    copyText,
    paths: async () => ok({ profile, content, logs: join(profile, 'logs') }),
    async showWindow({ surface }) {
      windows.show(surface);
      return ok({});
    },
    async closeWindow({ surface }) {
      windows.close(surface);
      return ok({});
    },
    async renewPages() {
      windows.renew();
      return ok({});
    },
    async notify({ title, body }) {
      if (!Notification.isSupported()) return fail('host-cannot', 'notify');
      const shown = new Notification({ title, body });
      shown.on('click', () => windows.show('main'));
      shown.show();
      return ok({});
    },
    async openLink({ url }) {
      const decision = decideLink(url, knownLinkHosts);
      if (!decision.open) return fail('link-refused', decision.why);
      await shell.openExternal(decision.url);
      return ok({});
    },
    async openSignIn({ url, issuer }) {
      const decision = issuer === undefined ? decideSignIn(url, fhir) : decideOrganisation(url, issuer);
      if (!decision.open) return fail('link-refused', decision.why);
      await shell.openExternal(decision.url);
      return ok({});
    },
    async fileDialog({ mode, title, suggested, extensions }) {
      const filters = extensions.length > 0 ? [{ name: title, extensions }] : [];
      const path =
        mode === 'open'
          ? (await pick(windows.main(), title, filters)).filePaths[0]
          : (await place(windows.main(), title, suggested ?? '', filters)).filePath;
      if (!path) return ok({ handle: null, name: null });
      return ok({ handle: handles.issue(path), name: basename(path) });
    },
    redeemHandle: async ({ handle }) => handles.redeem(handle),
    updateState: async () => ok(updates.state()),
    installUpdate: async () => updates.install(),
    async setBadge({ count }) {
      app.setBadgeCount(count);
      return ok({});
    },
  };
}
