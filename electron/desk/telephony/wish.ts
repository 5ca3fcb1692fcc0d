// The state that an agent asked for. Asked while the server is away it stays asked, and the server hears it when it is back:
// whoever wanted a break in a call gets it.
import type { Wanted } from '#shared/domain/telephony/agent.ts';
import type { Result } from '#shared/domain/result.ts';

export interface WishDeps {
  send(wanted: Wanted): Promise<Result<unknown>>;
  monotonic(): number;
  changed(): void;
}
/** Older than this nobody counts on it any more, ms. */
const keptMs = 10 * 60_000;

export function createWish(deps: WishDeps) {
  let wish: { wanted: Wanted; at: number } | null = null;
  let sending = false;

  async function send(mine: NonNullable<typeof wish>): Promise<Result<unknown>> {
    sending = true;
    const answer = await deps.send(mine.wanted);
    if (wish !== mine) return answer;
    sending = false;
    if (answer.ok || !answer.retryable) {
      wish = null;
      deps.changed();
    }
    return answer;
  }
  return {
    wanted: (): Wanted | null => wish?.wanted ?? null,
    /** A retryable failure: it stays asked. */
    ask(wanted: Wanted): Promise<Result<unknown>> {
      wish = { wanted, at: deps.monotonic() };
      deps.changed();
      return send(wish);
    },
    /** The server is there again. */
    again(): void {
      if (wish === null || sending) return;
      if (deps.monotonic() - wish.at <= keptMs) return void send(wish);
      wish = null;
      deps.changed();
    },
    clear(): void {
      wish = null;
      sending = false;
    },
  };
}
