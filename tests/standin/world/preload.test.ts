// Our own preload, bundled as the build does it, in a page's isolated world.
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { channels } from '../../../electron/shell/channels.ts';
import { MessageChannelMain } from '../ports.ts';
import { createRig, startBrowser, type Rig } from './rig.ts';

let chromium: Awaited<ReturnType<typeof startBrowser>>;
let rig: Rig;
beforeAll(async () => {
  const { output } = await build({
    input: fileURLToPath(new URL('../../../electron/preload.ts', import.meta.url)),
    platform: 'node',
    external: ['electron'],
    write: false,
    output: { format: 'cjs' },
  });
  chromium = await startBrowser();
  rig = await createRig(chromium.browser, output[0].code);
});
afterAll(async () => {
  await rig.close();
  await chromium.end();
});

it('asks for a port, passes frames both ways, and says when the port is gone', async () => {
  const ask = rig.next(channels.port);
  const painted = rig.next(channels.painted);
  await rig.open(`
    window.frames_ = [];
    window.known = [Object.keys(window.careline), Object.isFrozen(window.careline)];
    window.stop = careline.onFrame((frame) => frames_.push(frame));
    document.addEventListener('DOMContentLoaded', () => document.getElementById('root').append(document.createElement('p')));`);
  const { event } = await ask;
  expect(event.senderFrame?.url).toBe('app://desk/index.html');
  expect(await rig.page.evaluate('known')).toEqual([['send', 'onFrame'], true]);

  const { port1, port2 } = new MessageChannelMain();
  event.senderFrame?.postMessage(channels.port, null, [port2 as never]);
  const got: unknown[] = [];
  port1.on('message', ({ data }) => got.push(data));
  port1.start();
  port1.postMessage({ t: 'hello', epoch: 1, host: 'electron', demo: true, practice: false });
  await expect
    .poll(() => rig.page.evaluate('frames_'))
    .toEqual([expect.objectContaining({ t: 'hello', epoch: 1 })]);
  const call = { t: 'call' as const, id: '1', name: 'desk.state', input: { at: [1, null] } };
  await rig.page.evaluate((frame) => window.careline?.send(frame), call);
  await expect.poll(() => got).toEqual([call]);

  port1.close();
  await expect
    .poll(() => rig.page.evaluate('frames_.at(-1)'))
    .toEqual({ t: 'desk', state: 'down', reason: 'connection-lost' });
  const tryAgain = rig.next(channels.tryAgain);
  await rig.page.evaluate(`careline.send({ t: 'try-again' })`);
  await tryAgain;
  rig.attached.send(channels.desk, { state: 'down', reason: 'too-often' });
  await expect.poll(() => rig.page.evaluate('frames_.at(-1).reason')).toBe('too-often');
  expect(await rig.page.evaluate('stop()')).toBe(true);
  await painted;
  expect(rig.problems).toEqual([]);
});
