// A page that is taken over and changes everything a script can change before it uses the bridge: it can break itself, but
// neither see what passes between the worlds, forge it, nor reach the preload's world.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRig, startBrowser, type Rig } from './rig.ts';

const preload = `
const { contextBridge, ipcRenderer } = require('electron');
let kept = null;
contextBridge.exposeInMainWorld('api', {
  send: (frame) => ipcRenderer.send('frame', frame),
  echo: (value) => value,
  keep: (fn) => { kept = fn; return () => 'stopped'; },
  call: (...args) => kept(...args),
  world: () => [({}).polluted, ({}).toJSON, [].polluted, JSON.stringify([1]), [1, 2].map((n) => n + 1), typeof Map.prototype.get(1) ],
  clean: () => [({}).polluted === undefined, ({}).toJSON === undefined, [3].map((n) => n + 1)[0] === 4, JSON.stringify({ a: 1 }) === '{"a":1}',
    new Map([[1, 2]]).get(1) === 2, Reflect.apply((n) => n, null, [7]) === 7],
  pollute: (value) => { Object.assign(Object.prototype, { fromPreload: 1 }); const back = typeof ({}).fromPreload; delete Object.prototype.fromPreload; return back; },
});
`;
/** Everything within reach is replaced by something that notes what it saw; the notes are \`seen\`. */
const takeOver = `
let seen = Object.setPrototypeOf([], null);
const { stringify } = JSON, { defineProperty, getOwnPropertyNames, getOwnPropertyDescriptor } = Object, { setAttribute } = Element.prototype;
const { setPrototypeOf: bare } = Object, { apply } = Reflect, root = document.documentElement;
const note = (what) => { seen[seen.length] = what; };
let quiet = true;
const spyOn = (owner, ownerName) => {
  for (const key of Reflect.ownKeys(owner)) {
    const found = getOwnPropertyDescriptor(owner, key);
    if (!found.configurable || key === 'constructor') continue;
    for (const part of ['value', 'get', 'set']) {
      const real = found[part];
      if (typeof real !== 'function') continue;
      found[part] = function (...args) {
        if (!quiet) { quiet = true; note(ownerName + '.' + (typeof key === 'symbol' ? key.description : key)); quiet = false; }
        return new.target ? Reflect.construct(real, args, new.target) : apply(real, this, args);
      };
      if (part === 'value') found.value.prototype = real.prototype;
    }
    try { defineProperty(owner, key, found); } catch {}
  }
};
const owners = { EventTarget: EventTarget.prototype, Event: Event.prototype, CustomEvent: CustomEvent.prototype, Node: Node.prototype, Array: Array.prototype,
  Function: Function.prototype, Promise: Promise.prototype, Map: Map.prototype, Set: Set.prototype, WeakMap: WeakMap.prototype, String: String.prototype,
  Number: Number.prototype, Date: Date.prototype, RegExp: RegExp.prototype, MessagePort: MessagePort.prototype, ArrayBuffer: ArrayBuffer.prototype,
  Object, Reflect, JSON, ErrorClass: Error, NumberClass: Number, ArrayClass: Array, ArrayBufferClass: ArrayBuffer, PromiseClass: Promise, ObjectProto: Object.prototype };
const names = getOwnPropertyNames(owners);
for (let at = 0; at < names.length; at += 1) spyOn(owners[names[at]], names[at]);
for (const name of ['CustomEvent', 'MouseEvent', 'Event', 'Map', 'Error', 'TypeError', 'Promise', 'String', 'Number', 'MessageChannel', 'structuredClone', 'reportError']) {
  const Real = window[name];
  window[name] = function (...args) { if (!quiet) note('new ' + name); return new.target ? Reflect.construct(Real, args) : apply(Real, this, args); };
}
for (const key of ['detail', 'value', 'get', 'set', 'bubbles', 'composed', 'toJSON', 'then', 'polluted', '0', '1', '2', 'clones', 'message', 'stack', 'name'])
  defineProperty(Object.prototype, key, { __proto__: null, configurable: true, get() { if (!quiet) note('get ' + key); return undefined; },
    set(value) { if (!quiet) note('set ' + key); defineProperty(this, key, { __proto__: null, value, writable: true, enumerable: true, configurable: true }); } });
for (const key of ['0', '1', '2', '3'])
  defineProperty(Array.prototype, key, { __proto__: null, configurable: true, get() { if (!quiet) note('array get ' + key); return undefined; }, set(value) { if (!quiet) note('array set ' + key); } });
Error.prepareStackTrace = (error, sites) => { note('stack'); return 'stack'; };
const out = {};
quiet = false;
out.echo = api.echo({ list: [1, 'two', { three: null }], deep: { again: true } });
out.date = api.echo(out) !== undefined;
out.events = [];
const stop = api.keep((frame) => { out.events = [typeof window.event, frame.n]; return { back: frame.n }; });
out.called = api.call({ n: 5 });
out.stopped = stop();
api.send({ t: 'call', id: '1', __proto__: { evil: 1 } });
api.send({ ['__proto__']: { polluted: 'yes' }, constructor: { prototype: { polluted: 'yes' } }, own: 1 });
out.clean = api.clean();
out.pollute = [api.pollute(), typeof ({}).fromPreload];
quiet = true;
out.seen = seen;
seen = bare([], null);
quiet = false;
document.dispatchEvent(new CustomEvent(JSON.parse('"own"'), { detail: [1].map((n) => n).at(0) }));
quiet = true;
out.ownSeen = seen;
apply(setAttribute, root, ['data-out', stringify(out)]);
`
  .replace('typeof arguments', "'arrow'")
  .replace('new.target === undefined', 'true');

describe('a page taken over', () => {
  let chromium: Awaited<ReturnType<typeof startBrowser>>;
  let rig: Rig;
  beforeAll(async () => {
    chromium = await startBrowser();
    rig = await createRig(chromium.browser, preload);
  });
  afterAll(async () => {
    await rig.close();
    await chromium.end();
  });
  const attribute = async (name: string): Promise<Record<string, unknown>> => {
    const expression = `document.documentElement.getAttribute('${name}')`;
    const { result } = await rig.session.send('Runtime.evaluate', { expression });
    return JSON.parse(String(result.value)) as Record<string, unknown>;
  };

  it('sees nothing of what passes, breaks nothing, and pollutes no other world', async () => {
    const frames: unknown[] = [];
    rig.world.ipcMain.on('frame', (_event, frame) => frames.push(frame));
    await rig.open(takeOver);
    const out = await attribute('data-out');
    expect(out).toEqual({
      echo: { list: [1, 'two', { three: null }], deep: { again: true } },
      date: true,
      events: ['undefined', 5],
      called: { back: 5 },
      stopped: 'stopped',
      clean: Array(6).fill(true),
      pollute: ['number', 'undefined'],
      seen: [],
      // That the spies do see: what the page itself did.
      ownSeen: expect.arrayContaining([
        'JSON.parse',
        'new CustomEvent',
        'EventTarget.dispatchEvent',
        'Array.map',
      ]),
    });
    await expect.poll(() => frames.length).toBe(2);
    expect(frames[0]).toEqual({ t: 'call', id: '1' });
    expect(Object.hasOwn(frames[1] as object, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(rig.problems).toEqual([]);
  });

  it('cannot say anything in another world’s name', async () => {
    const heard: unknown[] = [];
    rig.world.ipcMain.on('frame', (_event, frame) => heard.push(frame));
    await rig.open(`
      const told = [];
      for (const target of [window, document, document.documentElement, document.createElement('div').attachShadow({ mode: 'open' })])
        for (const type of ['main', 'isolated', 'main=', 'isolated='])
          told.push(target.dispatchEvent(new CustomEvent(type, { detail: '["call",0,["o","t","forged"]]' })));
      document.documentElement.setAttribute('data-told', JSON.stringify({ told: told.length }));`);
    expect(await attribute('data-told')).toEqual({ told: 16 });
    await rig.page.evaluate(`api.send('last')`);
    await expect.poll(() => heard).toEqual(['last']);
  });
});
