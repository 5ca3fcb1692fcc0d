// Calls of the demo's carrier as the desk's demo sees them: rings go there while the phone engine is ready, and what the
// scripted callers say is shown as captions "from the scenario" of whichever call the backend made of them.
import type { CarrierCallers, RingBody } from '#shared/protocol/demo.ts';
import type { Result } from '#shared/domain/result.ts';
import type { DemoControl } from './control.ts';

export interface CarrierCalls {
  /** The caller's id; its call gets another from the backend when an agent has it. */
  ring(body: RingBody): Promise<Result<{ callId: string }>>;
  /** The agent asks who it is about; nothing when it is no call of the carrier. */
  askFacts(callId: string): void;
  close(): void;
}
export interface CarrierCallsDeps {
  control: Pick<DemoControl, 'carrierRing' | 'carrierCallers' | 'carrierAsk'>;
  after(ms: number, run: () => void): () => void;
  /** A caller's words for a call of the desk's log. False: the desk has no such call yet. */
  caption(callId: string, text: string): boolean;
}
const everyMs = 400;
/** Without an answer of the demo for this long there is nobody to listen to. */
const mostFailures = 50;

export function carrierCalls({ control, after, caption }: CarrierCallsDeps): CarrierCalls {
  /** How many captions of a caller are shown. */
  const shown = new Map<string, number>();
  let waiting: (() => void) | null = null;
  let failures = 0;
  let closed = false;

  function show(callers: CarrierCallers): boolean {
    let left = false;
    for (const { callerId, callId, over, captions } of callers) {
      let count = shown.get(callerId);
      if (count === undefined) continue;
      if (callId !== null)
        for (const { text } of captions.slice(count)) {
          if (!caption(callId, text)) break;
          shown.set(callerId, ++count);
        }
      if (over) shown.delete(callerId);
      else left = true;
    }
    return left;
  }
  async function listen(): Promise<void> {
    const told = await control.carrierCallers();
    if (closed) return;
    failures = told.ok ? 0 : failures + 1;
    const left = told.ok ? show(told.value) : failures < mostFailures;
    waiting = left ? after(everyMs, () => void listen()) : null;
  }
  function begin(): void {
    if (waiting !== null || closed) return;
    failures = 0;
    waiting = after(everyMs, () => void listen());
  }

  return {
    async ring(body) {
      const rung = await control.carrierRing(body);
      if (!rung.ok) return rung;
      shown.set(rung.value.callerId, 0);
      begin();
      return { ok: true, value: { callId: rung.value.callerId } };
    },
    askFacts: (callId) => void control.carrierAsk(callId),
    close() {
      closed = true;
      waiting?.();
      waiting = null;
    },
  };
}
