// The context bridge in real Chromium: what crosses between the worlds, how, and what doesn't.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createRig, startBrowser, type Rig } from './rig.ts';

const preload = `
const { contextBridge, ipcRenderer } = require('electron');
let kept = null;
const heard = [];
globalThis.secretOfPreload = 'here';
class Animal { constructor() { this.legs = 4; } walk() {} }
contextBridge.exposeInMainWorld('api', {
  version: '1', deep: { list: [1, { two: 2 }], when: new Date(0) },
  get evaluated() { return 'by getter'; },
  animal: new Animal(), bytes: new Uint8Array([1, 2]), sym: Symbol('x'), big: 5n, nothing: undefined,
  echo: (...args) => args.length === 1 ? args[0] : args,
  kinds: (value) => [Object.prototype.toString.call(value), value instanceof Object, Object.getPrototypeOf(value) === Object.prototype],
  keep: (fn) => { kept = fn; return () => { kept = null; return 'stopped'; }; },
  call: (...args) => kept === null ? 'nobody' : kept(...args),
  fail: () => { throw new RangeError('broken inside'); },
  failOddly: () => { throw 'a string'; },
  later: async (value) => { await null; if (value === 'no') throw new Error('later no'); return { value }; },
  waitFor: (promise) => promise.then((value) => 'got ' + value, (error) => 'lost ' + error.message),
  push: (value) => { heard.push(value); return heard.length; },
  polluted: () => [({}).polluted, [].polluted, typeof JSON.stringify, JSON.stringify({ a: 1 })],
});
let again = '';
try { contextBridge.exposeInMainWorld('api', {}); } catch (error) { again = error.message; }
let existing = '';
try { contextBridge.exposeInMainWorld('document', {}); } catch (error) { existing = error.message; }
let more = [];
for (const ask of [() => require('fs'), () => require('electron').shell, () => ipcRenderer.sendSync, () => contextBridge.executeInMainWorld])
  try { ask(); more.push('had it'); } catch (error) { more.push(error.message); }
contextBridge.exposeInMainWorld('said', [again, existing, ...more, typeof require('timers').setTimeout, typeof require('node:events').EventEmitter]);
`;
/** What a page sees at its very first script, before anything else of it ran. */
const atFirst = `window.atFirst = [typeof window.api, Object.isFrozen(window.api), Object.keys(window).filter((key) => /^[mbr][0-9a-f]{32}/.test(key)).length,
  typeof window.secretOfPreload, typeof window.require, typeof window.process, window.event];`;

describe('context bridge', () => {
  let chromium: Awaited<ReturnType<typeof startBrowser>>;
  let rig: Rig;
  beforeAll(async () => {
    chromium = await startBrowser();
    rig = await createRig(chromium.browser, preload);
    await rig.open(atFirst);
  });
  afterEach(() => expect(rig.problems).toEqual([]));
  afterAll(async () => {
    await rig.close();
    await chromium.end();
  });
  const inPage = <T>(expression: string): Promise<T> => rig.page.evaluate(expression);

  it('is there before the first script of the page, and nothing else is', async () => {
    expect(await inPage('atFirst')).toEqual([
      'object',
      true,
      0,
      'undefined',
      'undefined',
      'undefined',
      undefined,
    ]);
    expect(await inPage('Object.getOwnPropertyNames(window).filter((n) => /[0-9a-f]{20}/.test(n))')).toEqual(
      [],
    );
    expect(await inPage('Object.getOwnPropertySymbols(window).length')).toBe(0);
  });

  it('can be neither changed, replaced nor removed', async () => {
    const tries = `(() => { 'use strict'; const out = [];
      for (const f of [() => { window.api = 1 }, () => { delete window.api }, () => { api.version = 2 }, () => { api.more = 1 },
        () => { api.deep.list.push(3) }, () => { api.deep.list[1].two = 3 }, () => { api.echo.x = 1 }, () => Object.defineProperty(window, 'api', { value: 1 })])
        try { f(); out.push('did') } catch (e) { out.push(e.name) }
      return out })()`;
    expect(await inPage(tries)).toEqual(Array(8).fill('TypeError'));
  });

  it('gives copies: getters evaluated, prototypes lost, symbols left out, functions as native code', async () => {
    expect(
      await inPage(`[api.version, api.evaluated, Object.getOwnPropertyDescriptor(api, 'evaluated').get, 'sym' in api,
      api.animal.legs, typeof api.animal.walk, Object.getPrototypeOf(api.animal) === Object.prototype, 'nothing' in api,
      api.deep.when instanceof Date && api.deep.when.getTime(), api.bytes instanceof Uint8Array && [...api.bytes], api.big === 5n,
      api.deep.list instanceof Array, api.echo instanceof Function, String(api.echo), api.echo.name]`),
    ).toEqual([
      '1',
      'by getter',
      undefined,
      false,
      4,
      'undefined',
      true,
      true,
      0,
      [1, 2],
      true,
      true,
      true,
      'function () { [native code] }',
      '',
    ]);
  });

  it('copies arguments and answers both ways, synchronously', async () => {
    expect(
      await inPage(`(() => { const sent = { a: [1, { b: null }], n: NaN, z: -0, u: undefined, d: new Date(7), m: new Map([[1, new Set([2])]]), r: /x/g, e: new Error('m') };
      const back = api.echo(sent); back.a[1].b = 'mine';
      return [back !== sent, sent.a[1].b, Number.isNaN(back.n), Object.is(back.z, -0), 'u' in back, back.d.getTime(), back.m.get(1).has(2), String(back.r),
        back.e instanceof Error && back.e.message, Object.isFrozen(back)] })()`),
    ).toEqual([true, null, true, true, true, 7, true, '/x/g', 'm', false]);
    expect(await inPage(`api.kinds(new (class A { x = 1 }))`)).toEqual(['[object Object]', true, true]);
  });

  it('passes functions both ways', async () => {
    expect(
      await inPage(`(() => { const got = []; const stop = api.keep((...args) => { got.push(args); return { n: args.length } });
      const answers = [api.call(1, { x: [2] }), api.call('a', 'b', 'c'), stop(), api.call()];
      return [got, answers] })()`),
    ).toEqual([
      [
        [1, { x: [2] }],
        ['a', 'b', 'c'],
      ],
      [{ n: 2 }, { n: 3 }, 'stopped', 'nobody'],
    ]);
  });

  it('lets nested calls answer each to its own', async () => {
    expect(
      await inPage(
        `(() => { api.keep((n) => n === 0 ? 'end' : n + ' ' + api.call(n - 1)); return api.call(5) })()`,
      ),
    ).toBe('5 4 3 2 1 end');
  });

  it('brings errors over with their message only', async () => {
    const thrown = (call: string) =>
      inPage(
        `(() => { try { ${call}; return 'nothing' } catch (e) { return [e.constructor === Error || e.constructor === TypeError, e.name, e.message] } })()`,
      );
    expect(await thrown('api.fail()')).toEqual([true, 'Error', 'broken inside']);
    expect(await thrown('api.failOddly()')).toEqual([
      true,
      'Error',
      expect.stringContaining('a valid exception was not thrown'),
    ]);
    expect(await thrown(`api.keep(() => { throw new TypeError('of the page') }); api.call()`)).toEqual([
      true,
      'Error',
      'of the page',
    ]);
    expect(await thrown(`api.echo(document)`)).toEqual([true, 'Error', 'An object could not be cloned.']);
    expect(await thrown(`api.echo(new WeakMap())`)).toEqual([
      true,
      'Error',
      'An object could not be cloned.',
    ]);
  });

  it('passes promises', async () => {
    expect(
      await inPage(`(async () => [await api.later(1), await api.later('no').catch((e) => e.message),
      await api.waitFor(Promise.resolve('it')), await api.waitFor(Promise.reject(new Error('it')))])()`),
    ).toEqual([{ value: 1 }, 'later no', 'got it', 'lost it']);
  });

  it('keeps objects that hold themselves, refuses arrays that do and what is too deep', async () => {
    expect(
      await inPage(
        `(() => { const o = {}; o.self = o; const back = api.echo(o); return back.self === back })()`,
      ),
    ).toBe(true);
    const thrown = (make: string) =>
      inPage<string>(
        `(() => { try { api.push(${make}); return 'nothing' } catch (e) { return e.name + ': ' + e.message } })()`,
      );
    const deep = (levels: number) =>
      `(() => { let d = []; for (let n = 0; n < ${levels}; n++) d = [d]; return d })()`;
    const tooDeep = /^TypeError: Electron contextBridge recursion depth exceeded\./;
    expect(await thrown('(() => { const a = []; a.push(a); return a })()')).toMatch(tooDeep);
    expect(await thrown(deep(1000))).toMatch(tooDeep);
    expect(await thrown(deep(998))).toBe('nothing');
    expect(await inPage('api.push(1)')).toBe(2);
  });

  it('carries 5 MB', async () => {
    expect(await inPage(`api.echo('é'.repeat(5_000_000)).length`)).toBe(5_000_000);
  });

  it('says why it refuses', async () => {
    expect(await inPage('said')).toEqual([
      'Cannot bind an API on top of an existing property on the window object',
      'Cannot bind an API on top of an existing property on the window object',
      'module not found: fs',
      'not in surface: electron (in a preload).shell',
      'not in surface: ipcRenderer.sendSync',
      'not in surface: contextBridge.executeInMainWorld',
      'function',
      'function',
    ]);
  });
});
