// What an agent asks of the server: sent with one requestId however often the network fails, marked as asked until a snapshot
// of the answered version is here, refused by a name when the server refuses.
import { actAnswer, type ActAnswer } from '#shared/protocol/telephony.ts';
import type { Act } from '#shared/domain/telephony/acts.ts';
import type { CallAsk } from '#shared/domain/calls/call.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import type { AskedList } from './asked.ts';
import { moved } from './server-times.ts';

export interface ActDeps {
  client: Pick<BackendClient, 'ask'>;
  asked: AskedList;
  uuid(): string;
  person(): string | null;
  /** Version of the newest snapshot. */
  version(): number;
  monotonic(): number;
  /** How far the desk's clock is ahead of the backend's, ms. */
  aheadMs(): number;
  sleep(ms: number): Promise<void>;
}
/** How long a network that fails is tried again for one act, ms. */
const tryMs = 4000;
const pauseMs = 250;
const answerMs = 8000;
/** Until what was agreed to must show, ms. */
const shownMs = 10_000;

const askOf = (act: Act): CallAsk | null => {
  if (act.kind === 'hold' && act.party === null) return act.on ? 'hold' : 'resume';
  // A leg that was lost is nobody's wish to end the call.
  if (act.kind === 'end') return act.lost === true ? null : 'end';
  return act.kind === 'decline' ? 'end' : null;
};
const refusal = (refused: NonNullable<ActAnswer['refused']>): ErrorCode =>
  refused === 'invalid' ? 'invalid-input' : refused;

export function createActs(deps: ActDeps) {
  /** One act to the server; `rules` with an answer that rules stand against. */
  async function send(act: Act, asPerson = deps.person()): Promise<Result<ActAnswer>> {
    if (asPerson === null) return fail('not-signed-in');
    const body = { v: 2, person: asPerson, requestId: deps.uuid(), act: moved(act, -deps.aheadMs()) };
    const until = deps.monotonic() + tryMs;
    for (;;) {
      const answer = await deps.client.ask('POST', '/v2/telephony/act', actAnswer, {
        body,
        aside: true,
        urgent: true,
        deadlineMs: answerMs,
      });
      if (answer.ok || !answer.retryable) return answer;
      // The same requestId: a server that took it and whose answer was lost does nothing twice.
      if (deps.monotonic() > until) return fail('telephony-down', answer.code);
      await deps.sleep(pauseMs);
    }
  }

  /** Asked, marked, answered. Resolves with the server's answer; a refusal takes the mark away. */
  async function act(
    asks: Act,
    met: () => boolean = () => false,
    late?: () => void,
  ): Promise<Result<ActAnswer>> {
    const callId = 'callId' in asks ? asks.callId : null;
    let version = Infinity;
    const ask = askOf(asks);
    const done = deps.asked.ask({
      callId,
      kind: asks.kind,
      ask,
      met: () => met() || deps.version() >= version,
      code: 'carrier-silent',
      withinMs: tryMs + answerMs + shownMs,
      ...(late === undefined ? {} : { late }),
    });
    const answer = await send(asks);
    if (!answer.ok) {
      done();
      return answer;
    }
    const { refused } = answer.value;
    if (refused !== null && !(refused === 'outbound-refused' && answer.value.rules.length > 0)) {
      done();
      return fail(refusal(refused));
    }
    if (refused !== null) {
      done();
      return ok(answer.value);
    }
    ({ version } = answer.value);
    deps.asked.look();
    return answer;
  }
  return {
    send,
    act,
    /** As a key on a call asks it: nobody waits; a refusal is told as a trouble. */
    later(asks: Act, met?: () => boolean, late?: (code: ErrorCode) => void): void {
      const silent = late === undefined ? undefined : () => late('carrier-silent');
      void act(asks, met, silent).then((answer) => {
        if (answer.ok) return;
        const ask = askOf(asks);
        const callId = 'callId' in asks ? asks.callId : null;
        deps.asked.trouble({ callId, what: ask ?? 'act', act: ask === null ? asks.kind : null }, answer.code);
        late?.(answer.code);
      });
    },
  };
}
export type Acts = ReturnType<typeof createActs>;
