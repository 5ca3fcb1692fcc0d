// The engine's line to the desk: orders are fetched when a topic says that there are some, in order, each once. A desk
// that was started anew knows nothing of this page: it is told everything that stands, and numbers orders from 1.
import type { EngineOrder, EngineReport } from '#shared/domain/telephony/engine.ts';
import type { Result } from '#shared/domain/result.ts';

export interface NumberedOrder {
  n: number;
  order: EngineOrder;
}
export interface DeskEnd {
  orders(after: number): Promise<Result<NumberedOrder[]>>;
  /** Calls with the epoch of each new port, and with null when there is none. */
  onPort(listener: (epoch: number | null) => void): void;
  onOrdered(listener: () => void): void;
}
export interface DeskLineDeps {
  desk: DeskEnd;
  standing(): EngineReport[];
  begin(reports: EngineReport[]): Promise<boolean>;
  take(n: number, order: EngineOrder): void;
  later(ms: number, task: () => void): () => void;
}
/** ms, after a try that failed. */
const again = 500;

export function followDesk({ desk, standing, begin, take, later }: DeskLineDeps): void {
  let port: number | null = null;
  /** The port that knows of us. */
  let known: number | null = null;
  let last = 0;
  let asking = false;
  let more = false;

  async function introduce(mine: number): Promise<void> {
    const taken = await begin(standing());
    if (port !== mine) return;
    if (!taken) return void later(again, () => (port === mine ? void introduce(mine) : undefined));
    known = mine;
    last = 0;
    void fetch();
  }
  async function fetch(): Promise<void> {
    more = true;
    if (asking) return;
    asking = true;
    while (more && known !== null && known === port) {
      more = false;
      const mine = known;
      const answer = await desk.orders(last);
      // What an earlier desk ordered means nothing to the calls of this one.
      if (mine !== known || mine !== port) {
        more = true;
        continue;
      }
      if (!answer.ok) {
        later(again, () => void fetch());
        break;
      }
      for (const { n, order } of answer.value) {
        if (n <= last) continue;
        last = n;
        take(n, order);
      }
      // A full answer may not be all of it.
      if (answer.value.length >= 100) more = true;
    }
    asking = false;
  }
  desk.onPort((epoch) => {
    if (epoch === port) return;
    port = epoch;
    if (epoch !== null) void introduce(epoch);
  });
  desk.onOrdered(() => void fetch());
}
