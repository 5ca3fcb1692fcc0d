import { MessageChannel } from 'node:worker_threads';
import { afterEach, expect, it, vi } from 'vitest';
import type { ToPage } from '#shared/contract/wire.ts';
import { createPagePort, type WebPort } from './page-port.ts';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});
/** A real channel; Node's ports have the DOM's `onmessage`, `addEventListener` and `close`. */
function channel() {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  return { far: port1, page: port2 as unknown as WebPort };
}
const hello: ToPage = { t: 'hello', epoch: 1, host: 'electron', demo: false, practice: false };
const heardBy = (page: ReturnType<typeof createPagePort>) => {
  const heard: ToPage[] = [];
  page.onFrame((frame) => void heard.push(frame));
  return heard;
};

it('carries frames both ways', async () => {
  const page = createPagePort();
  const { far, page: near } = channel();
  page.send({ t: 'read' });
  page.take(near);
  const heard = heardBy(page);
  const back = new Promise((resolve) => far.once('message', resolve));
  page.send({ t: 'cancel', id: '1' });
  expect(await back).toEqual({ t: 'cancel', id: '1' });
  far.postMessage(hello);
  await vi.waitFor(() => expect(heard).toEqual([hello]));
});

it('keeps what came before the page listened, once', () => {
  const page = createPagePort();
  const { page: near } = channel();
  page.take(near);
  near.onmessage?.({ data: hello } as MessageEvent);
  expect(heardBy(page)).toEqual([hello]);
  expect(heardBy(page)).toEqual([]);
});

it.each([null, 'hello', 7, {}, { t: 5 }, undefined])('drops %j, which is no frame', (data) => {
  const page = createPagePort();
  const { page: near } = channel();
  page.take(near);
  const heard = heardBy(page);
  near.onmessage?.({ data } as MessageEvent);
  expect(heard).toEqual([]);
});

it('tells the page when the port dies', async () => {
  const page = createPagePort();
  const { far, page: near } = channel();
  page.take(near);
  const heard = heardBy(page);
  far.close();
  await vi.waitFor(() => expect(heard).toEqual([{ t: 'desk', state: 'down', reason: 'connection-lost' }]));
});

it('keeps the newest port only, and the old one’s death is no news', async () => {
  const page = createPagePort();
  const [first, second] = [channel(), channel()];
  page.take(first.page);
  page.take(second.page);
  const heard = heardBy(page);
  const gone = new Promise((resolve) => first.far.once('close', () => resolve(undefined)));
  await gone;
  second.far.postMessage(hello);
  await vi.waitFor(() => expect(heard).toEqual([hello]));
  page.take(null);
  second.far.postMessage(hello);
  await vi.waitFor(() => expect(heard).toHaveLength(2));
});

it('closes its port when the shell says that the desk is gone', async () => {
  const page = createPagePort();
  const { far, page: near } = channel();
  page.take(near);
  const heard = heardBy(page);
  const gone = new Promise((resolve) => far.once('close', () => resolve(undefined)));
  page.standing({ state: 'down', reason: 'too-often' });
  await gone;
  expect(heard).toEqual([{ t: 'desk', state: 'down', reason: 'too-often' }]);
});

it.each([null, 'down', {}, { state: 'running', reason: null }, { state: 'down' }, { state: 5, reason: 'x' }])(
  'ignores the standing %j',
  (value) => {
    const page = createPagePort();
    const heard = heardBy(page);
    page.standing(value);
    expect(heard).toEqual([]);
  },
);

it('keeps a bounded number of early frames', () => {
  const page = createPagePort();
  for (let i = 0; i < 1000; i++) page.standing({ state: 'starting', reason: String(i) });
  expect(heardBy(page)).toHaveLength(200);
});
