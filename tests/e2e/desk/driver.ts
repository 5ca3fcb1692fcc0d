// What a spec may do with a running desk, the same on every host. `launch.ts` makes one.
import type * as Electron from 'electron';
import type { BrowserContext, Page } from 'playwright-core';
import type { FhirConfig } from '#host/launch.ts';
import type { PortSurface } from '#host/link.ts';
import type { Services } from '#tests/support/services.ts';
import type { HostName } from './hosts.ts';
import type { Problems } from './problems.ts';

export interface LaunchOptions {
  /** PostgreSQL, the backend and the EHR behind it: true = of its own (the default), false = none, or shared ones. */
  demo?: boolean | Services;
  /** The EHR: true = the sample one (the default), false = none, or an address of the test's own. */
  ehr?: boolean | FhirConfig;
  /** With the live line: a local carrier behind the desk, and the phone engine's page (own services only). */
  phone?: boolean;
  /** A profile folder that was prepared, or used by an earlier launch; it stays afterwards. */
  profile?: string;
  /** Another place of the built app than the checkout: for one whose own files are spoilt. */
  root?: string;
  /** Environment on top of the test's own; desktop hosts only. */
  env?: Record<string, string>;
  /** What must hold in the stand-in from its start (CARELINE_STANDIN): for specs tagged @emulated. */
  standin?: object;
  /** The page's size in CSS pixels; null = the window's own. */
  size?: { width: number; height: number } | null;
  scheme?: 'light' | 'dark';
  /** Arguments of the app; desktop hosts only. */
  args?: readonly string[];
  /** Also what the driver may not expect: a window. Null = don't wait for one. */
  firstWindow?: 'main' | null;
}

export interface Driver {
  readonly host: HostName;
  /** The main window's page as it is now: a page whose process was replaced is another object afterwards. */
  readonly page: Page;
  readonly context: BrowserContext;
  readonly problems: Problems;
  /** Throwaway folder of this launch; `folders` are the desks' own in it. */
  readonly profile: string;
  readonly folders: { live: string; practice: string };
  /** The services behind the desk; throws without. */
  readonly demo: Services;
  /** The page of a window that is open or opens within 15 s. */
  window(surface: PortSurface): Promise<Page>;
  /**
   * Does what replaces the main page's process (a lock does, leaving the desk, a kill) and gives the page that comes
   * back. In the preview the page replaces itself, and the same object is given.
   */
  renewed(act: () => Promise<unknown>): Promise<Page>;
  /** Dresses each page now and every one that comes (a window, a page that comes back). */
  onPage(dress: (page: Page) => Promise<unknown>): Promise<void>;
  /** Loads the main page with this search part, as a link in it would: `?desk=practice`. */
  go(search: string): Promise<void>;
  /** Evaluates `fn` in the main process with the `electron` module; throws on the preview, which has none. */
  main<R, A = undefined>(fn: (electron: typeof Electron, arg: A) => R | Promise<R>, arg?: A): Promise<R>;
  /** What the app has printed, and what the desks have logged. */
  output(): string;
  /** Process ids of the desks that run now: live, practice. */
  deskPids(): Promise<number[]>;
  /** SIGKILL to the live desk's process; resolves when it is gone. */
  killDesk(): Promise<void>;
  /** Asks the app to quit, as its menu does, and gives its exit code; `null` while it runs on after `withinMs`. */
  quit(withinMs?: number): Promise<number | null>;
  /** Resolves with the exit code when the app has ended by itself; never in the preview. */
  readonly ended: Promise<number | null>;
  /** Ends everything, whatever state it is in. Throws when something of it had to be killed. */
  close(): Promise<void>;
}
