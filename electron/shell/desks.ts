// The desk's processes: the live one, and a second for practice when a page first asks for it (architecture rule 4).
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannelMain, utilityProcess, type MessagePortMain } from 'electron';
import type { Host } from '#host/host.ts';
import type { LaunchConfig } from '#host/launch.ts';
import type { GlobalKey } from '#host/link.ts';
import { logOf, type Output } from './desk-log.ts';
import {
  createDeskProcess,
  DeskMissing,
  type Child,
  type DeskProcess,
  type DeskStanding,
} from './desk-process.ts';
import { deskEnvironment, deskInit, type DeskKind } from './desk-start.ts';
import { liveHost, practiceHost } from './practice-host.ts';

export type ElectronDesk = DeskProcess<MessagePortMain>;
export interface DesksDeps {
  /** The built program. */
  dist: string;
  config: LaunchConfig;
  /** The app's version. */
  version: string;
  host(profile: string): Host;
  now(): number;
  later(ms: number, task: () => void): () => void;
  changed(kind: DeskKind, standing: DeskStanding): void;
  /** The live desk says that it is locked. */
  locked(): void;
  /** Whether somebody is on the line at the live desk; told more often than it changes. */
  call(open: boolean): void;
  /** Which keys of a call would do something now at the live desk. */
  keys(keys: readonly GlobalKey[]): void;
}
export interface Desks {
  /** Starts it if need be, unless all were told to stop. */
  of(kind: DeskKind): ElectronDesk;
  /** While true, a process that ends is not started again by itself. */
  keepDown(down: boolean): void;
  /** Every process has ended. */
  down(): boolean;
  stop(): Promise<void>;
  /** They were ended for an installer that then did not start. */
  comeBack(): void;
}

export function createDesks(deps: DesksDeps): Desks {
  const desks = new Map<DeskKind, ElectronDesk>();
  let stopped = false;

  function make(kind: DeskKind): ElectronDesk {
    const init = deskInit(deps.config, kind, deps.version);
    return createDeskProcess<MessagePortMain>({
      fork() {
        const program = join(deps.dist, 'desk', 'desk.mjs');
        if (!existsSync(program)) throw new DeskMissing();
        const child = utilityProcess.fork(program, [], {
          serviceName: `Careline ${kind} desk`,
          env: deskEnvironment(process.env),
          stdio: ['ignore', 'ignore', 'pipe'],
        });
        logOf(child.stderr as Output | null, join(init.profile, 'logs', 'desk.log'), () =>
          new Date().toISOString(),
        );
        return child as Child<MessagePortMain>;
      },
      makeChannel() {
        const { port1, port2 } = new MessageChannelMain();
        return { desk: port1, page: port2 };
      },
      init,
      host: (kind === 'practice' ? practiceHost : liveHost)(deps.host(init.profile)),
      now: deps.now,
      later: deps.later,
      changed: (standing) => deps.changed(kind, standing),
      locked() {
        if (kind === 'live') deps.locked();
      },
      left({ call }) {
        if (kind === 'live') deps.call(call);
      },
      keys(keys) {
        if (kind === 'live') deps.keys(keys);
      },
    });
  }
  return {
    of(kind) {
      const known = desks.get(kind);
      if (known) return known;
      const made = make(kind);
      desks.set(kind, made);
      if (!stopped) made.start();
      return made;
    },
    keepDown: (down) => desks.forEach((each) => each.keepDown(down)),
    down: () => [...desks.values()].every((each) => each.gone()),
    async stop() {
      stopped = true;
      await Promise.all([...desks.values()].map((each) => each.stop()));
    },
    comeBack() {
      stopped = false;
      for (const each of desks.values()) {
        each.keepDown(false);
        each.start();
      }
    },
  };
}
