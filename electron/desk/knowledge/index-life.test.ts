import { describe, expect, it } from 'vitest';
import { fail, ok } from '#shared/domain/result.ts';
import { createLog } from '../log.ts';
import type { Building, Built } from './builder.ts';
import { createIndexLife } from './index-life.ts';

/** A desk whose timers and builds are called by hand. */
function bench() {
  const timers: { ms: number; run(): void }[] = [];
  const builds: {
    settle: PromiseWithResolvers<Awaited<Building['done']>>;
    progress(done: number): void;
    stopped: boolean;
  }[] = [];
  let reloads = 0;
  const life = createIndexLife({
    build(progress) {
      const settle = Promise.withResolvers<Awaited<Building['done']>>();
      const build = { settle, progress, stopped: false };
      builds.push(build);
      return {
        done: settle.promise,
        stop() {
          build.stopped = true;
          return Promise.resolve();
        },
      };
    },
    reload: () => reloads++,
    after(ms, run) {
      const timer = { ms, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    changed: () => undefined,
    log: createLog({ sink: () => undefined, clock: () => '2026-11-22T03:00:00.000Z' }),
  });
  const tick = () => {
    const timer = timers.shift();
    timer?.run();
    return timer?.ms;
  };
  const ended = async (result: Awaited<Building['done']>) => {
    builds.at(-1)?.settle.resolve(result);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { life, timers, builds, tick, ended, reloads: () => reloads };
}
const built: Built = { articles: 3, bytes: 9, longestWriteMs: 1 };

describe('the life of the index', () => {
  it('builds where none is, with progress, and has the search thread load it', async () => {
    const b = bench();
    expect(b.life.status()).toEqual({ state: 'loading', done: null });
    b.life.heard('loading');
    b.life.heard('none');
    expect(b.builds).toHaveLength(0);
    b.tick();
    b.builds[0]?.progress(40);
    expect(b.life.status()).toEqual({ state: 'building', done: 40 });
    await b.ended(ok(built));
    expect(b.reloads()).toBe(1);
    b.life.heard('loading');
    b.life.heard('ready');
    expect(b.life.status()).toEqual({ state: 'ready', done: null });
    expect(b.timers).toHaveLength(0);
  });
  it('waits while articles pour in', () => {
    const b = bench();
    b.life.hold(true);
    b.life.heard('none');
    expect(b.timers).toHaveLength(0);
    b.life.hold(false);
    expect(b.timers).toHaveLength(1);
  });
  it('a damaged one is built anew; after failures later and later, then no more', async () => {
    const b = bench();
    b.life.heard('damaged');
    expect(b.life.status().state).toBe('damaged');
    const waits: (number | undefined)[] = [];
    for (let i = 0; i < 4; i++) {
      waits.push(b.tick());
      await b.ended(fail('interrupted', 'builder'));
      expect(b.life.status().state).toBe('damaged');
    }
    expect(waits).toEqual([1500, 5000, 15_000, 45_000]);
    expect(b.timers).toHaveLength(0);
    b.life.heard('damaged');
    expect(b.timers).toHaveLength(0);
  });
  it('one that is behind is answered by while the next is built', async () => {
    const b = bench();
    b.life.heard('ready');
    b.life.heard('stale');
    expect(b.life.status().state).toBe('ready');
    b.tick();
    expect(b.life.status().state).toBe('building');
    // The thread may be started anew meanwhile; nothing is begun twice.
    b.life.heard('gone');
    b.life.heard('none');
    expect(b.timers).toHaveLength(0);
    await b.ended(ok(built));
    expect(b.builds).toHaveLength(1);
  });
  it('closed: the build is stopped, nothing begins any more', async () => {
    const b = bench();
    b.life.heard('none');
    b.tick();
    await b.life.close();
    expect(b.builds[0]?.stopped).toBe(true);
    await b.ended(fail('cancelled'));
    b.life.heard('none');
    expect(b.timers).toHaveLength(0);
    const waiting = bench();
    waiting.life.heard('none');
    await waiting.life.close();
    expect(waiting.timers).toHaveLength(0);
  });
});
