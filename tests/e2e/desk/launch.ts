// Starts the app on the host of this run and gives the driver that every spec uses.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServices, type Services } from '#tests/support/services.ts';
import { launchDesktop } from './desktop-host.ts';
import type { Driver, LaunchOptions } from './driver.ts';
import { hostName } from './hosts.ts';
import { launchPreview } from './preview-host.ts';

export type { Driver, LaunchOptions } from './driver.ts';
export { hostName, type HostName } from './hosts.ts';

/** What a host's own launch is given: everything that does not depend on the host has been decided. */
export interface Prepared {
  options: LaunchOptions;
  profile: string;
  services: Services | null;
  /** Ends what the launch was given: own services, own profile. */
  forget(): Promise<void>;
}

/** The first screen is on its way; nobody sits yet. Leaves nothing running when it fails. */
export async function launch(options: LaunchOptions = {}): Promise<Driver> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'careline-e2e-'));
  const wanted = options.demo ?? true;
  const own =
    wanted === true
      ? await startServices({
          ehr: options.ehr === undefined || options.ehr === true,
          phone: options.phone ?? false,
        })
      : null;
  const prepared: Prepared = {
    options,
    profile,
    services: typeof wanted === 'object' ? wanted : own,
    async forget() {
      await own?.close();
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true });
    },
  };
  try {
    return await (hostName === 'preview' ? launchPreview(prepared) : launchDesktop(hostName, prepared));
  } catch (error) {
    await prepared.forget();
    throw error;
  }
}
