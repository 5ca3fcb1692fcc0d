// Real child processes: what they see, what passes both ways, and that none outlives its parent.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, expect, it } from 'vitest';
import { root } from '#tests/support/app.ts';
import { MessageChannelMain } from '../ports.ts';
import { createUtilityProcess } from './utility-process.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
const utility = createUtilityProcess({
  node: process.execPath,
  isReady: () => true,
  record: () => undefined,
});
const fork = (options: Parameters<typeof utility.utilityProcess.fork>[2] = {}) =>
  utility.utilityProcess.fork(fixture('utility.mjs'), ['one', '--two'], options);
const said = async (child: ReturnType<typeof fork>): Promise<unknown> => (await once(child, 'message'))[0];
afterAll(() => utility.end());
afterEach(() => utility.running().forEach(({ pid }) => process.kill(pid, 'SIGKILL')));

it('sees the environment it is given and nothing else, as a utility process', async () => {
  const child = fork({ env: { CARELINE_X: '1' } });
  expect(child.pid).toBeUndefined();
  await once(child, 'spawn');
  expect(child.pid).toBeGreaterThan(0);
  child.postMessage({ do: 'look' });
  expect(await said(child)).toEqual({
    env: { CARELINE_X: '1' },
    type: 'utility',
    electron: expect.stringMatching(/^45\./),
    send: 'undefined',
    argv: ['one', '--two'],
    execArgv: [],
  });
});

it('passes structured clones, refuses what has none, and says how the child ended', async () => {
  const child = fork();
  const value = {
    at: new Date(0),
    map: new Map([['a', new Set([1n])]]),
    bytes: new Uint8Array([1, 2]),
    none: undefined,
  };
  child.postMessage({ do: 'echo', value });
  expect(await said(child)).toEqual(value);
  expect(() => child.postMessage({ f: () => 1 })).toThrow('could not be cloned');
  child.postMessage({ do: 'exit', code: 70 });
  expect(await once(child, 'exit')).toEqual([70]);
  expect(child.pid).toBeUndefined();
  const killed = fork();
  await once(killed, 'spawn');
  expect(killed.kill()).toBe(true);
  expect(await once(killed, 'exit')).toEqual([15]);
});

it('relays a transferred port, a port over that port, and both kinds of close', async () => {
  const child = fork();
  const { port1, port2 } = new MessageChannelMain();
  port1.postMessage('before it left');
  child.postMessage({ do: 'port' }, [port2]);
  expect(() => child.postMessage({}, [port2])).toThrow('neutered');
  port1.start();
  expect((await once(port1, 'message'))[0].data).toEqual({ heard: 'before it left' });
  const more = new MessageChannelMain();
  port1.postMessage({ n: 1 }, [more.port2]);
  more.port1.start();
  expect((await once(more.port1, 'message'))[0].data).toEqual({ over: { n: 1 } });
  port1.close();
  expect(await said(child)).toBe('port closed');
  const other = new MessageChannelMain();
  child.postMessage({ do: 'port' }, [other.port2]);
  other.port1.start();
  other.port1.postMessage('here?');
  await once(other.port1, 'message');
  child.kill();
  await once(other.port1, 'close');
});

it('hands over its output when asked to', async () => {
  const child = fork({ stdio: 'pipe' });
  child.postMessage({ do: 'print' });
  expect(String((await once(child.stderr ?? child, 'data'))[0])).toBe('printed');
  expect(fork({ stdio: 'ignore' }).stderr).toBeNull();
});

it('ends with a parent that is killed without a word', async () => {
  const parent = spawn(process.execPath, [fixture('utility-parent.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = Number(String((await once(parent.stdout, 'data'))[0]));
  expect(() => process.kill(pid, 0)).not.toThrow();
  parent.kill('SIGKILL');
  await expect.poll(() => alive(pid), { timeout: 5000 }).toBe(false);
});
const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

it('is refused before ready', () => {
  const early = createUtilityProcess({
    node: process.execPath,
    isReady: () => false,
    record: () => undefined,
  });
  expect(() => early.utilityProcess.fork('x.mjs')).toThrow('before app is ready');
});

it('tells an app that ends nothing of its children, and gives it no new one', async () => {
  const ending = createUtilityProcess({
    node: process.execPath,
    isReady: () => true,
    record: () => undefined,
  });
  const child = ending.utilityProcess.fork(fixture('utility.mjs'));
  await once(child, 'spawn');
  const { pid } = child;
  let heard = 0;
  child.on('exit', () => heard++);
  ending.end();
  await expect.poll(() => ending.running()).toEqual([]);
  await expect.poll(() => alive(pid ?? 0)).toBe(false);
  // Its pid is taken away where 'exit' would be told.
  await expect.poll(() => child.pid).toBeUndefined();
  expect(heard).toBe(0);
  expect(() => ending.utilityProcess.fork(fixture('utility.mjs'))).toThrow('while the app ends');
});
