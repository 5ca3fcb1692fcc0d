// IPC and ports between a preload in real Chromium and the main process: order, ends, and what a document takes with it.
import type { IpcMainEvent } from 'electron';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MessageChannelMain, type MessagePortMain } from '../ports.ts';
import { createRig, startBrowser, type Rig } from './rig.ts';

const preload = `
const { contextBridge, ipcRenderer } = require('electron');
let port = null, sum = 0, other = null;
ipcRenderer.on('port', (event, note) => {
  port = event.ports[0];
  port.onmessage = ({ data, ports }) => {
    if (ports.length > 0) { other = ports[0]; other.onmessage = (e) => other.postMessage(['by the other', e.data]); return; }
    if (data === 'make') { const { port1, port2 } = new MessageChannel(); port1.onmessage = (e) => port1.postMessage(['made', e.data]); return port.postMessage('here', [port2]); }
    if (data === 'close') return port.close();
    if (data === 'counted?') return port.postMessage({ inOrder: sum });
    if (data.text) return void (data.n === sum && (sum += 1));
    port.postMessage(data);
  };
  port.addEventListener('close', () => ipcRenderer.send('port closed'));
  ipcRenderer.send('have port', note);
});
ipcRenderer.on('ask', (event, ...args) => ipcRenderer.send('answer', args, event.ports.length, event.sender === ipcRenderer));
ipcRenderer.on('measure', (event, big) => ipcRenderer.send('measured', big.text.length, big.self === big));
const gone = () => ipcRenderer.send('never');
ipcRenderer.on('ask', gone);
ipcRenderer.removeListener('ask', gone);
contextBridge.exposeInMainWorld('api', {
  say: (...args) => ipcRenderer.send('said', ...args),
  many: (count) => { for (let n = 0; n < count; n += 1) port.postMessage({ n }); },
  give: () => { const { port1, port2 } = new MessageChannel(); port1.onmessage = (e) => port1.postMessage(['given', e.data]); ipcRenderer.postMessage('given', { with: 'port' }, [port2]); },
});
ipcRenderer.send('hello', location.href);
`;
type Ours = IpcMainEvent & { ports: MessagePortMain[] };

describe('ipc', () => {
  let chromium: Awaited<ReturnType<typeof startBrowser>>;
  let rig: Rig;
  beforeAll(async () => {
    chromium = await startBrowser();
    rig = await createRig(chromium.browser, preload);
    await rig.open();
  });
  afterEach(() => expect(rig.problems.splice(0)).toEqual([]));
  afterAll(async () => {
    await rig.close();
    await chromium.end();
  });
  /** The main process's end of a port whose other end the present document has. */
  const connect = async (): Promise<MessagePortMain> => {
    const { port1, port2 } = new MessageChannelMain();
    const have = rig.next('have port');
    rig.attached.mainFrame.postMessage('port', 'note', [port2 as never]);
    expect((await have).args).toEqual(['note']);
    port1.start();
    return port1;
  };
  const closed = (port: MessagePortMain): Promise<void> =>
    new Promise((settle) => port.once('close', settle));
  const message = (port: MessagePortMain): Promise<{ data: unknown; ports: MessagePortMain[] }> =>
    new Promise((settle) => port.once('message', settle));

  it('tells who sends: the window, its top frame and its address as the app knows it', async () => {
    const said = rig.next('said');
    await rig.page.evaluate(`api.say('a', { when: new Date(1), list: [undefined, NaN] })`);
    const { event, args } = await said;
    expect(args).toEqual(['a', { when: new Date(1), list: [undefined, NaN] }]);
    expect(event.sender).toBe(rig.contents);
    const frame = event.senderFrame;
    expect([frame?.url, frame?.parent, frame?.detached, frame === rig.attached.mainFrame]).toEqual([
      'app://desk/index.html',
      null,
      false,
      true,
    ]);
    expect(() => event.processId).toThrow('not in surface: IpcMainEvent.processId');
    expect(() => Reflect.get(rig.world.ipcMain, 'handle')).toThrow('not in surface: ipcMain.handle');
  });

  it('sends to the preload, and replies to the frame that asked', async () => {
    const answer = rig.next('answer');
    rig.attached.send('ask', 1, { two: [3n] });
    const { event, args } = await answer;
    expect(args).toEqual([[1, { two: [3n] }], 0, true]);
    const again = rig.next('answer');
    event.reply('ask', 'back');
    expect((await again).args[0]).toEqual(['back']);
  });

  it('refuses what cannot be cloned, on both sides', async () => {
    expect(() => rig.attached.mainFrame.postMessage('port', () => 1)).toThrow(
      'An object could not be cloned.',
    );
    rig.attached.send('port', () => 1);
    expect(rig.problems.splice(0)).toEqual([expect.stringContaining('Error sending from webFrameMain')]);
    const thrown = await rig.page.evaluate(
      `(() => { try { api.say(() => 1) } catch (e) { return e.message } })()`,
    );
    expect(thrown).toBe('An object could not be cloned.');
  });

  it('carries 5 MB and objects that hold themselves', { timeout: 60_000 }, async () => {
    const said = rig.next('said');
    await rig.page.evaluate(
      `(() => { const o = { text: 'x'.repeat(5_000_000) }; o.self = o; api.say(o) })()`,
    );
    const big = (await said).args[0] as { text: string; self: unknown };
    expect([big.text.length, big.self === big]).toEqual([5_000_000, true]);
    const measured = rig.next('measured');
    rig.attached.send('measure', big);
    expect((await measured).args).toEqual([5_000_000, true]);
  });

  it('keeps 10,000 frames in order, each way', { timeout: 60_000 }, async () => {
    const port = await connect();
    for (let n = 0; n < 10_000; n += 1) port.postMessage({ n, text: 'a frame of the usual kind' });
    const counted = message(port);
    port.postMessage('counted?');
    expect((await counted).data).toEqual({ inOrder: 10_000 });

    const got: number[] = [];
    const all = new Promise<void>((settle) =>
      port.on('message', ({ data }) => {
        got.push((data as { n: number }).n);
        if (got.length === 10_000) settle();
      }),
    );
    await rig.page.evaluate(`api.many(10000)`);
    await all;
    expect(got).toEqual([...Array(10_000).keys()]);
    port.close();
    await rig.next('port closed');
  });

  it('takes frame after frame across, each answered', async () => {
    const port = await connect();
    const trips: number[] = [];
    for (let n = 0; n < 200; n += 1) {
      const started = performance.now();
      const back = message(port);
      port.postMessage(n);
      expect((await back).data).toBe(n);
      trips.push(performance.now() - started);
    }
    const middle = trips.toSorted((x, y) => x - y)[100] ?? 0;
    console.log(`a frame there and back: ${middle.toFixed(2)} ms (of 2 × 3)`);
    const end = closed(port);
    port.postMessage('close');
    await end;
  });

  it('takes ports inside messages, each way', async () => {
    const port = await connect();
    const inner = new MessageChannelMain();
    inner.port1.start();
    inner.port1.postMessage('early');
    const first = message(inner.port1);
    port.postMessage('take', [inner.port2]);
    expect((await first).data).toEqual(['by the other', 'early']);

    const here = message(port);
    port.postMessage('make');
    const made = (await here).ports[0] as MessagePortMain;
    made.start();
    const answer = message(made);
    made.postMessage('x');
    expect((await answer).data).toEqual(['made', 'x']);

    const given = rig.next('given');
    await rig.page.evaluate('api.give()');
    const { event, args } = await given;
    const theirs = (event as unknown as Ours).ports[0] as MessagePortMain;
    theirs.start();
    const back = message(theirs);
    theirs.postMessage('y');
    expect([args, (await back).data]).toEqual([[{ with: 'port' }], ['given', 'y']]);
    port.close();
  });

  it('closes a document’s ports when it is reloaded, and a new document has its own', async () => {
    const port = await connect();
    const said = rig.next('said');
    await rig.page.evaluate(`api.say('before')`);
    const { event } = await said;
    const frame = rig.attached.mainFrame;
    const end = closed(port);
    const hello = rig.next('hello');
    await rig.page.reload();
    await end;
    await hello;
    expect([
      event.senderFrame,
      frame.detached,
      frame.isDestroyed(),
      rig.attached.mainFrame === frame,
    ]).toEqual([null, true, true, false]);
    const lost = new MessageChannelMain();
    lost.port1.start();
    const gone = closed(lost.port1);
    frame.postMessage('port', null, [lost.port2 as never]);
    await gone;
    const again = await connect();
    const back = message(again);
    again.postMessage('anew');
    expect((await back).data).toBe('anew');
    again.close();
  });

  it('knows the address after pushState, and a document without one', async () => {
    await rig.page.evaluate(`history.pushState(null, '', '/calls?x=1')`);
    await expect.poll(() => rig.attached.mainFrame.url).toBe('app://desk/calls?x=1');
    const hello = rig.next('hello');
    await rig.page.goto('about:blank');
    const { args, event } = await hello;
    expect([args, event.senderFrame?.url]).toEqual([['about:blank'], 'about:blank']);
    await rig.open();
  });

  it('is not in a frame, of our own origin neither', async () => {
    const hellos: unknown[] = [];
    rig.world.ipcMain.on('hello', (_event, url) => hellos.push(url));
    const loaded = await rig.page
      .evaluate(`new Promise((settle) => { const f = document.createElement('iframe'); f.src = '/frame.html';
      f.onload = () => settle([typeof f.contentWindow.api, f.contentWindow.location.pathname, Object.keys(f.contentWindow).length]); document.body.append(f) })`);
    expect(loaded).toEqual(['undefined', '/frame.html', expect.any(Number)]);
    const blank = await rig.page.evaluate(
      `(() => { const f = document.createElement('iframe'); document.body.append(f); return typeof f.contentWindow.api })()`,
    );
    expect([blank, hellos]).toEqual(['undefined', []]);
  });

  it('closes ports when the renderer dies, and works in the next one', async () => {
    const port = await connect();
    const end = closed(port);
    const died = new Promise((settle) => rig.page.once('crash', settle));
    void rig.session.send('Page.crash').catch(() => undefined);
    await Promise.all([end, died]);
    expect(rig.attached.mainFrame.detached).toBe(true);
    const hello = rig.next('hello');
    // Playwright answers no request of a page it has seen crash.
    await rig.session.send('Page.navigate', { url: 'about:blank' });
    await hello;
    const again = await connect();
    const back = message(again);
    again.postMessage('alive');
    expect((await back).data).toBe('alive');
  });
});
