// Registers a spec with its tags. A spec that does not belong to the host of this run is skipped with its reason in the
// title, so that the runner can count it apart from what passed.
import { afterAll, beforeAll, describe, it, type TestContext } from 'vitest';
import { toldInOrder } from './in-order.ts';
import { hostName, launch, type Driver, type HostName, type LaunchOptions } from './launch.ts';
import { whyNot } from './hosts.ts';
import { leftOut } from './long.ts';

export interface SpecTags {
  /** The hosts it belongs to; all of them when absent. */
  hosts?: readonly HostName[];
  /**
   * On the stand-in its result comes from the stand-in's own code rather than from Chromium or the system. A label only:
   * `hosts` says where it runs, and in a real runtime the same result is the runtime's.
   */
  emulated?: true;
  /** Needs a real runtime: anywhere else it is *not run*. */
  electronOnly?: true;
}

/** The spec's full title on that host: what `scripts/test-count.ts` and a reader find its tags in. */
export function titled(title: string, { hosts, emulated, electronOnly }: SpecTags, host: HostName): string {
  const tags = [
    emulated && host === 'standin' && '@emulated',
    electronOnly && '@electron-only',
    hosts && `@hosts(${hosts.join(',')})`,
    leftOut(title) && '@long',
  ].filter((tag) => typeof tag === 'string');
  return [title, ...tags].join(' ');
}
export function belongs({ hosts, electronOnly }: SpecTags, host: HostName): boolean {
  if (electronOnly) return host === 'electron';
  return hosts?.includes(host) ?? true;
}

export type SpecBody = (context: TestContext) => void | Promise<void>;

export function spec(title: string, tags: SpecTags, body: SpecBody): void;
export function spec(title: string, body: SpecBody): void;
export function spec(title: string, second: SpecTags | SpecBody, third?: SpecBody): void {
  const tags = typeof second === 'function' ? {} : second;
  const body = typeof second === 'function' ? second : third;
  it.runIf(belongs(tags, hostName) && !leftOut(title))(titled(title, tags, hostName), body);
}

const missing = await whyNot(hostName);
/** False where the host of this run can't be had: every spec is then *not run*. */
export const canRun = missing === null;
if (missing !== null) process.stdout.write(`  ${hostName}: not run, ${missing}\n`);

/** What a file's specs share: the options of their launch, or how to make them (and what to end after it). */
export type Told = LaunchOptions | (() => Promise<LaunchOptions>);

/**
 * A story of several specs on one running desk, told in order: what comes after a broken spec is skipped, and the broken
 * one leaves a picture. `desk()` is the running one.
 */
export function story(name: string, options: Told, tell: (desk: () => Driver) => void): void {
  describe.runIf(canRun && !leftOut(name))(leftOut(name) ? `${name} @long` : name, () => {
    let desk: Driver | undefined;
    const now = (): Driver => {
      if (desk === undefined) throw new Error('not launched');
      return desk;
    };
    beforeAll(async () => {
      desk = await launch(typeof options === 'function' ? await options() : options);
    });
    afterAll(() => desk?.close());
    toldInOrder(() => desk);
    tell(now);
  });
}
