// Where this installation gets its updates from, and the updater that goes with it. electron-updater is loaded only when
// it is needed, after the first window: start-up does not pay for it, and an app without a feed never runs it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { createUpdates, type Updater, type Updates, type UpdatesDeps } from './updates.ts';
import { updatesItself } from './updates-policy.ts';

async function load(): Promise<Updater> {
  // CommonJS: its default is the module itself, whose getter makes the updater of this system.
  const { default: library } = (await import('electron-updater')) as unknown as {
    default: { autoUpdater: Updater };
  };
  return library.autoUpdater;
}

type Rest = Omit<UpdatesDeps, 'current' | 'load' | 'installsAtQuit' | 'random'>;

export function updatesOf(rest: Rest): Updates {
  const env = process.env;
  const shared = ['ProgramFiles', 'ProgramFiles(x86)', 'ProgramW6432'].map((name) => env[name] ?? '');
  const itself = updatesItself({
    packaged: app.isPackaged,
    platform: process.platform,
    feed: app.isPackaged && existsSync(join(process.resourcesPath, 'app-update.yml')),
    program: process.execPath,
    appImage: env['APPIMAGE'] ?? null,
    sharedFolders: shared,
  });
  return createUpdates({
    ...rest,
    current: app.getVersion(),
    load: itself ? load : null,
    installsAtQuit: process.platform !== 'darwin',
    random: Math.random,
  });
}
