// Asking for cards, apart from React so that order and lateness can be tested. Nothing is kept after `stop`.
import type { Card } from '#shared/domain/disclosure/table.ts';
import type { CardView } from '#shared/domain/patient/card.ts';
import type { Result } from '#shared/domain/result.ts';
import { answered, unasked, wantsRenewal, type Loads } from './card-state.ts';

export interface CardLoader {
  /** Each card first from this computer's copy, then from the server. */
  start(names: readonly Card[]): void;
  renew(names: readonly Card[]): void;
  /** Late answers are dropped from here on. */
  stop(): void;
}

type AskCard = (card: Card, fresh: boolean, signal: AbortSignal) => Promise<Result<CardView>>;

export function createCardLoader(ask: AskCard, show: (loads: Loads) => void): CardLoader {
  let loads: Loads = {};
  let life = new AbortController();
  const put = (card: Card, load: Loads[Card]): void => {
    loads = { ...loads, [card]: load };
    show(loads);
  };
  const run = async (card: Card, fresh: boolean): Promise<void> => {
    const { signal } = life;
    put(card, { ...(loads[card] ?? unasked), busy: true });
    const result = await ask(card, fresh, signal);
    if (signal.aborted) return;
    const more = !fresh && wantsRenewal(result);
    put(card, answered(loads[card] ?? unasked, result, more));
    if (more) await run(card, true);
  };
  return {
    start(names) {
      life = new AbortController();
      for (const name of names) void run(name, false);
    },
    renew(names) {
      for (const name of names) void run(name, true);
    },
    stop() {
      life.abort();
      loads = {};
    },
  };
}
