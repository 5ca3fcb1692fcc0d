// When the search index is built, and what the status bar says of it. Built where none is, where it is damaged, and where too much
// came since; not while articles pour in, and again after a failure, but not for ever.
import type { StatusValue } from '#shared/contract/status.ts';
import type { Log } from '../log.ts';
import type { Building } from './builder.ts';
import type { IndexSays } from './protocol.ts';

export type IndexStatus = StatusValue['knowledge']['index'];

export interface IndexLifeDeps {
  build(onProgress: (done: number) => void): Building;
  /** The search thread takes the new generation in. */
  reload(): void;
  /** Runs later; returns what takes it back. */
  after(ms: number, run: () => void): () => void;
  changed(): void;
  log: Log;
}

/** Articles rest so long before their index is built. */
const restMs = 1500;
/** After a failure; three times as long after each further one. */
const againMs = 5000;
const mostFailures = 4;

export function createIndexLife(deps: IndexLifeDeps) {
  // The search thread looks for it first thing.
  let status: IndexStatus = { state: 'loading', done: null };
  let wanted = false;
  let held = false;
  let failures = 0;
  let building: Building | null = null;
  let takeBack: (() => void) | null = null;
  let closed = false;

  const show = (state: IndexStatus['state'], done: number | null = null): void => {
    if (status.state === state && status.done === done) return;
    status = { state, done };
    deps.changed();
  };
  function schedule(ms: number): void {
    takeBack?.();
    takeBack = null;
    if (closed || held || !wanted || building !== null) return;
    takeBack = deps.after(ms, () => {
      takeBack = null;
      void build();
    });
  }
  async function build(): Promise<void> {
    wanted = false;
    const before = status.state;
    const mine = (building = deps.build((done) => building === mine && show('building', done)));
    show('building', 0);
    const result = await mine.done;
    if (building !== mine) return;
    building = null;
    if (result.ok) {
      failures = 0;
      deps.log.info('knowledge.indexed', { count: result.value.articles, ms: result.value.longestWriteMs });
      deps.reload();
      return schedule(restMs);
    }
    show(before === 'building' ? 'none' : before);
    failures++;
    deps.log.warn('knowledge.index-failed', { code: result.code });
    if (failures < mostFailures) wanted = true;
    schedule(againMs * 3 ** (failures - 1));
  }

  return {
    status: (): IndexStatus => status,
    /** What the search thread says. */
    heard(says: IndexSays): void {
      if (closed) return;
      const rebuild = says === 'none' || says === 'damaged' || says === 'stale';
      if (says !== 'stale' && building === null) show(says === 'gone' ? 'none' : says);
      if (!rebuild) return;
      // A build under way looks at the articles as they were: what came since asks again after the next loading.
      if (failures >= mostFailures || building !== null) return;
      wanted = true;
      schedule(restMs);
    },
    /** While articles pour in nothing is built. */
    hold(isHeld: boolean): void {
      held = isHeld;
      schedule(restMs);
    },
    /** The thread ends and wipes; what is half written is dropped by the next build. */
    async close(): Promise<void> {
      closed = true;
      takeBack?.();
      const ending = building;
      building = null;
      await ending?.stop();
    },
  };
}
export type IndexLife = ReturnType<typeof createIndexLife>;
