// A page of ours that is taken over: what runs in it, what it heard, and what the desk has written down of it.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { migrations } from '#desk/migrations.ts';
import { copyFolder, openTestVault, tempFolder } from '#desk/vault/testing.ts';
import type { RawBridge } from '#shared/contract/bridge.ts';
import type { ToPage } from '#shared/contract/wire.ts';
import type { Result } from '#shared/domain/result.ts';
import { until } from '#tests/support/until.ts';
import { afterAll, beforeAll, describe } from 'vitest';
import { launch, type Driver, type LaunchOptions } from './launch.ts';
import { canRun } from './spec.ts';

export const passphrase = 'quiet-harbour-lamp';
/** Stands in what every attack says; must be found in no log and no audit row. */
export const planted = 'zephyrine-quackenbush';

/** Attacks on one running desk. Unlike a story's chapters each stands for itself: one that succeeds hides no other. */
export function attacks(name: string, options: LaunchOptions, tell: (desk: () => Driver) => void): void {
  describe.runIf(canRun)(name, () => {
    let desk: Driver | undefined;
    beforeAll(async () => {
      desk = await launch(options);
    });
    afterAll(() => desk?.close());
    tell(() => {
      if (desk === undefined) throw new Error('not launched');
      return desk;
    });
  });
}

/**
 * Runs `attack` in the page's own world as a script of the page would run. Not within the evaluation itself, which Chromium
 * lets pass by the page's policy: a turn later. `attack` is sent as text: it sees its argument and the page, nothing else.
 */
export function take<R, A = undefined>(page: Page, attack: (arg: A) => R | Promise<R>, arg?: A): Promise<R> {
  const given = arg === undefined ? 'undefined' : JSON.stringify(arg);
  return page.evaluate(
    `(async () => { await new Promise((later) => setTimeout(later)); return (${attack.toString()})(${given}); })()`,
  );
}

/** Directives that the page's policy refused while `attack` ran, and at most 300 ms after it. */
export async function refusedBy(page: Page, attack: () => Promise<unknown>): Promise<string[]> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heardOfPolicy: heard });
    addEventListener('securitypolicyviolation', (event) => heard.push(event.effectiveDirective));
  });
  await attack();
  await page.evaluate(() => new Promise((later) => setTimeout(later, 300)));
  const heard = await page.evaluate(
    () => (globalThis as unknown as { heardOfPolicy: string[] }).heardOfPolicy,
  );
  return [...new Set(heard)].toSorted();
}

/** Self-contained, sent to the page: the bridge as any script there has it; in the preview by a socket like the page's own. */
function findBridge(): void {
  const found = globalThis as unknown as { attackBridge?: RawBridge };
  if (found.attackBridge) return;
  if (window.careline) {
    found.attackBridge = window.careline;
    return;
  }
  const listeners = new Set<(frame: ToPage) => void>();
  const socket = new WebSocket(`ws://${location.host}/port?surface=main`, [
    'careline',
    `tab.${sessionStorage.getItem('careline-tab')}`,
  ]);
  socket.addEventListener('message', ({ data }) => {
    for (const listener of listeners) listener(JSON.parse(data as string) as ToPage);
  });
  socket.addEventListener('close', () => delete found.attackBridge);
  found.attackBridge = {
    send(frame) {
      const say = (): void => socket.send(JSON.stringify(frame));
      // The first question may come before the socket is open.
      if (socket.readyState === WebSocket.CONNECTING) socket.addEventListener('open', say, { once: true });
      else if (socket.readyState === WebSocket.OPEN) say();
    },
    onFrame(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** One request by the raw bridge, as any script of the page can make it. `more` overrides what the frame says. */
export async function ask(
  page: Page,
  name: string,
  input: unknown = {},
  more: object = {},
  withinMs = 15_000,
): Promise<Result<unknown>> {
  await page.evaluate(findBridge);
  return page.evaluate(
    ({ name: asked, input: given, more: rest, withinMs: within }) =>
      new Promise<Result<unknown>>((resolve, reject) => {
        const bridge = (globalThis as unknown as { attackBridge: RawBridge }).attackBridge;
        const id = crypto.randomUUID();
        const timer = setTimeout(() => {
          stop();
          reject(new Error(`no answer to ${asked}`));
        }, within);
        const stop = bridge.onFrame((frame: ToPage) => {
          if (frame.t !== 'reply' || frame.id !== id) return;
          clearTimeout(timer);
          stop();
          resolve(frame.result as Result<unknown>);
        });
        bridge.send({ t: 'call', id, name: asked, input: given, ...rest } as never);
      }),
    { name, input, more, withinMs },
  );
}

/** The port is there and the desk behind it answers. */
export const answering = (page: Page): Promise<number> =>
  until(
    'the desk to answer',
    20_000,
    async () => (await ask(page, 'session.state', {}, {}, 500).catch(() => null))?.ok === true,
  );

/** A vault of the test's own passphrase, and this desk's own person at it. */
export async function sitAlone(page: Page): Promise<void> {
  await answering(page);
  for (const [name, input] of [
    ['session.create', { passphrase }],
    ['session.sit', { personId: 'local' }],
  ] as const) {
    // Outside the demo what one guess costs is measured first.
    const done = await ask(page, name, input, {}, 45_000);
    if (!done.ok) throw new Error(`${name}: ${done.code} ${done.message}`);
  }
}

export interface AuditedRow {
  event: string;
  outcome: string;
  surface: string;
  subjects: string;
}
/** What the vault's audit holds, read by the passphrase from a copy of its files as they stand. */
export async function auditOf(desk: Driver): Promise<AuditedRow[]> {
  const folder = tempFolder();
  try {
    copyFolder(join(desk.folders.live, 'vault'), join(folder, 'vault'));
    const opened = await openTestVault(folder, passphrase, migrations);
    if (!opened.ok) throw new Error(`${opened.code} ${opened.message}`);
    try {
      return opened.value.core
        .prepare<[], AuditedRow>('SELECT event, outcome, surface, subjects FROM audit ORDER BY seq')
        .all();
    } finally {
      opened.value.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
