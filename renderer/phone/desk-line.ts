// The engine's line to the desk: the next orders are asked for ahead, so that each goes one way only, and fetched when a
// topic says that there are some while nothing is asked; in order, each once. A desk that was started anew knows nothing
// of this page: it is told everything that stands, and numbers orders from 1.
import type { EngineOrder, EngineReport } from '#shared/domain/telephony/engine.ts';
import type { Result } from '#shared/domain/result.ts';

export interface NumberedOrder {
  n: number;
  order: EngineOrder;
}
export interface DeskEnd {
  /** Asked ahead: may take half a minute, and is empty when there was none until then. */
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
/** ms, after an answer without an order: a desk that does not wait is not asked without end. */
const rest = 2000;

export function followDesk({ desk, standing, begin, take, later }: DeskLineDeps): void {
  let port: number | null = null;
  /** The port that knows of us. */
  let known: number | null = null;
  let last = 0;
  let asking = false;
  let more = false;
  let cancel = (): void => undefined;

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
      // Until it is asked again the topic tells of the next one.
      if (!answer.ok || (answer.value.length === 0 && !more)) {
        cancel();
        cancel = later(answer.ok ? rest : again, () => void fetch());
        break;
      }
      for (const { n, order } of answer.value) {
        if (n <= last) continue;
        last = n;
        take(n, order);
      }
      more ||= answer.value.length > 0;
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
