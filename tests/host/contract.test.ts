// The contract of `Host`, on every adapter that this run can reach: the built shell's on a desktop host, the preview's and
// the proxy's over a port on the preview.
import { isAbsolute } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostMethods, type HostMethod } from '#host/host.ts';
import { powerEvents } from '#host/link.ts';
import { hostName } from '../e2e/desk/launch.ts';
import { canRun } from '../e2e/desk/spec.ts';
import type { Adapter } from './adapter.ts';
import { goodLink, hostCases, hostileLinks, neverInput } from './cases.ts';
import { portAdapter } from './port-adapter.ts';
import { previewAdapter } from './preview-adapter.ts';
import { shellAdapter } from './shell-adapter.ts';

const adapters: readonly (readonly [name: string, start: () => Promise<Adapter>])[] =
  hostName === 'preview'
    ? [
        ['the preview', previewAdapter],
        ['the proxy over a port', portAdapter],
      ]
    : [[`the shell on ${hostName}`, shellAdapter]];
const methods = Object.keys(hostMethods) as HostMethod[];

describe.runIf(canRun).each(adapters)('Host: %s', (_name, start) => {
  let host: Adapter;
  beforeAll(async () => {
    host = await start();
  });
  afterAll(() => host?.close());
  const codeOf = async (method: string, input: unknown): Promise<string> => {
    const answer = await host.ask(method, input);
    return answer.ok ? 'ok' : answer.code;
  };

  it.each(methods)('%s answers in a way it may, in the shape it has', async (method) => {
    const { good, ends } = hostCases[method];
    const answer = await host.ask(method, good);
    expect(ends).toContain(answer.ok ? 'ok' : answer.code);
    if (answer.ok) expect(hostMethods[method].output.safeParse(answer.value).success).toBe(true);
  });

  it.each(methods)('%s refuses what it does not take', async (method) => {
    const { bad } = hostCases[method];
    for (const input of [...neverInput, ...bad, { ...(bad[0] as object), constructor: { prototype: {} } }])
      expect(await codeOf(method, input), JSON.stringify(input)?.slice(0, 80)).toBe('invalid-input');
  });

  it.each(['eval', 'constructor', '__proto__', 'toString', 'onPower', 'hasOwnProperty', ''])(
    'knows no method “%s”',
    async (name) => {
      // An empty name is no request at all: nobody answers it, and the next request is.
      if (name === '') host.raw({ t: 'host-request', id: 'no-name', method: '', input: {} });
      else expect(await codeOf(name, {})).toBe('unknown-request');
      expect(await codeOf('paths', {})).toBe('ok');
    },
  );

  it('leaves alone what is no request', async () => {
    for (const junk of [
      null,
      7,
      [],
      {},
      { t: 'host-request' },
      { t: 'host-request', id: 5, method: 'paths' },
    ])
      host.raw(junk);
    host.raw({ t: 'host-request', id: 'a'.repeat(65), method: 'paths', input: {} });
    expect(await codeOf('paths', {})).toBe('ok');
  });

  it('names its folders absolutely, the profile the desk’s own', async () => {
    const answer = await host.ask('paths', {});
    expect(answer).toMatchObject({ ok: true, value: host.folders });
    if (answer.ok)
      for (const path of Object.values(answer.value as object)) expect(isAbsolute(path)).toBe(true);
  });

  it('wraps a secret and gives it back, or says that it has no keystore', async () => {
    const state = await host.ask('secretsState', {});
    if (!state.ok) throw new Error(state.code);
    const wrapped = await host.ask('wrapSecret', { secret: 'aW52ZW50ZWQ=' });
    if (!(state.value as { available: boolean }).available)
      return expect(wrapped).toMatchObject({ ok: false, code: 'keystore-unavailable' });
    if (!wrapped.ok) throw new Error(wrapped.code);
    const { wrapped: taken } = wrapped.value as { wrapped: string };
    expect(taken).not.toContain('aW52ZW50ZWQ=');
    expect(await host.ask('unwrapSecret', { wrapped: taken })).toMatchObject({
      ok: true,
      value: { secret: 'aW52ZW50ZWQ=' },
    });
  });

  it.each(hostileLinks)('opens no %j: %s', async (url, why) => {
    expect(await host.ask('openLink', { url })).toMatchObject({
      ok: false,
      code: 'link-refused',
      message: why,
    });
  });

  it('opens a link on the list, or says that it cannot; never another', async () => {
    if (host.opened === null) return expect(await codeOf('openLink', { url: goodLink })).toBe('host-cannot');
    expect(await codeOf('openLink', { url: goodLink })).toBe('ok');
    expect(await host.opened()).toEqual([goodLink]);
  });

  it('gives a handle, not a path, for a picked file, good once', async () => {
    const ask = { mode: 'open', title: 'A file', suggested: null, extensions: [] };
    if (host.picks === null) return expect(await codeOf('fileDialog', ask)).toBe('host-cannot');
    await host.picks(null);
    expect(await host.ask('fileDialog', ask)).toMatchObject({
      ok: true,
      value: { handle: null, name: null },
    });
    for (const mode of ['open', 'save']) {
      await host.picks('/invented/folder/letter.txt');
      const picked = await host.ask('fileDialog', { ...ask, mode });
      expect(picked).toMatchObject({ ok: true, value: { name: 'letter.txt' } });
      if (!picked.ok) continue;
      const { handle } = picked.value as { handle: string };
      expect(handle).not.toContain('/');
      expect(await host.ask('redeemHandle', { handle })).toMatchObject({
        ok: true,
        value: { path: '/invented/folder/letter.txt' },
      });
      expect(await codeOf('redeemHandle', { handle })).toBe('handle-spent');
    }
  });

  it('answers each of a hundred requests that come at once: some of them with `busy`', async () => {
    const codes = await Promise.all(Array.from({ length: 100 }, () => codeOf('paths', {})));
    expect(codes.every((code) => code === 'ok' || code === 'busy')).toBe(true);
    expect(codes).toContain('ok');
  });

  // Last: at the system's shutdown an app ends.
  it('passes on what the system tells, once each, or nothing at all', async () => {
    if (host.power === null) return;
    for (const event of powerEvents) expect(await host.power(event)).toEqual([event]);
  });
});
