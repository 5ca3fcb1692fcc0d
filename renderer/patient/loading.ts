// Asking for the panel, apart from React so that order and lateness can be tested. Nothing is kept after `stop`.
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Card } from '#shared/domain/disclosure/table.ts';
import type { CardView } from '#shared/domain/patient/card.ts';
import { fail, type Result } from '#shared/domain/result.ts';
import { answered, unasked, type Loads } from './card-state.ts';

export interface CardLoader {
  /** The whole panel: first this computer's copies, then each card as the server answers. */
  start(names: readonly Card[]): void;
  /** Anew from the server; without `name` all of them in one go. */
  renew(name?: Card): void;
  /** Late answers are dropped from here on. */
  stop(): void;
}

export interface Place {
  panel: string;
  seen: number;
}
/** As the contract's `patient.cards` answers. */
export interface PanelAnswer extends Place {
  cards: readonly CardView[];
  failed: readonly { card: Card; code: ErrorCode; retryable: boolean }[];
  refused: readonly { card: Card; code: ErrorCode }[];
  waiting: readonly Card[];
}
export interface Asks {
  panel(fresh: boolean, after: Place | null, signal: AbortSignal): Promise<Result<PanelAnswer>>;
  card(card: Card, signal: AbortSignal): Promise<Result<CardView>>;
}

export function createCardLoader(asks: Asks, show: (loads: Loads) => void): CardLoader {
  let loads: Loads = {};
  let all: readonly Card[] = [];
  let life = new AbortController();
  let newest = 0;
  const put = (next: Loads): void => {
    loads = { ...loads, ...next };
    show(loads);
  };
  const each = (names: readonly Card[], of: (card: Card) => Loads[Card]): Loads =>
    Object.fromEntries(names.map((card) => [card, of(card)]));

  function take({ cards, failed, refused, waiting }: PanelAnswer): void {
    const next: Loads = {};
    const now = (card: Card) => next[card] ?? loads[card] ?? unasked;
    const isAsked = (card: Card): boolean => all.includes(card);
    for (const view of cards.filter((v) => isAsked(v.card)))
      next[view.card] = answered(now(view.card), { ok: true, value: view }, false);
    for (const { card, code } of [...failed, ...refused].filter((f) => isAsked(f.card)))
      next[card] = answered(now(card), fail(code), false);
    for (const card of all) next[card] = { ...now(card), busy: waiting.includes(card) };
    put(next);
  }

  async function run(fresh: boolean): Promise<void> {
    const { signal } = life;
    const mine = ++newest;
    put(each(all, (card) => ({ ...(loads[card] ?? unasked), busy: true })));
    let after: Place | null = null;
    for (;;) {
      const result: Result<PanelAnswer> = await asks.panel(fresh, after, signal);
      if (signal.aborted || mine !== newest) return;
      if (!result.ok) {
        const open = all.filter((card) => loads[card]?.busy === true);
        return put(each(open, (card) => answered(loads[card] ?? unasked, result, false)));
      }
      take(result.value);
      if (result.value.waiting.length === 0) return;
      after = { panel: result.value.panel, seen: result.value.seen };
    }
  }

  async function one(card: Card): Promise<void> {
    const { signal } = life;
    put({ [card]: { ...(loads[card] ?? unasked), busy: true } });
    const result = await asks.card(card, signal);
    if (!signal.aborted) put({ [card]: answered(loads[card] ?? unasked, result, false) });
  }

  return {
    start(names) {
      life = new AbortController();
      all = names;
      loads = {};
      void run(false);
    },
    renew(name) {
      void (name === undefined ? run(true) : one(name));
    },
    stop() {
      life.abort();
      loads = {};
    },
  };
}
