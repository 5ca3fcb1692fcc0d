// Asking for the panel, apart from React so that order and lateness can be tested. Nothing is kept after `stop`.
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Card } from '#shared/domain/disclosure/table.ts';
import type { CardView } from '#shared/domain/patient/card.ts';
import { fail, type Result } from '#shared/domain/result.ts';
import { answered, unasked, type Loads } from './card-state.ts';

export interface CardLoader {
  /** The whole panel: first this computer's copies, then each card as the server answers. */
  start(names: readonly Card[]): void;
  /** Where cards are read one by one: those that come into sight. What was asked for before is not asked again. */
  ask(names: readonly Card[]): void;
  /** Anew from the server; without `name` all of them in one go, or those that were asked for. */
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
  /** Null: each card is read by itself, so that only what is in sight was read. */
  panel: ((fresh: boolean, after: Place | null, signal: AbortSignal) => Promise<Result<PanelAnswer>>) | null;
  card(card: Card, fresh: boolean, signal: AbortSignal): Promise<Result<CardView>>;
}

export function createCardLoader(asks: Asks, show: (loads: Loads) => void): CardLoader {
  let loads: Loads = {};
  let all: readonly Card[] = [];
  let life = new AbortController();
  let newest = 0;
  /** Of each card: which time it was asked for by itself; and who is still to answer it. */
  const asked = new Map<Card, number>();
  const alone = new Set<Card>();
  const put = (next: Loads): void => {
    loads = { ...loads, ...next };
    show(loads);
  };
  const each = (names: readonly Card[], of: (card: Card) => Loads[Card]): Loads =>
    Object.fromEntries(names.map((card) => [card, of(card)]));

  /** Read before what stands there: a card that was asked for alone may be newer than the panel's answer. */
  const isOlder = (view: CardView): boolean => {
    const shown = loads[view.card]?.view?.asOf ?? null;
    return shown !== null && view.asOf !== null && Date.parse(view.asOf) < Date.parse(shown);
  };
  /** `overtaken`: asked for alone since the panel was; its own answer is the one that counts. */
  function take({ cards, failed, refused, waiting }: PanelAnswer, overtaken: (card: Card) => boolean): void {
    const next: Loads = {};
    const now = (card: Card) => next[card] ?? loads[card] ?? unasked;
    const isAsked = (card: Card): boolean => all.includes(card);
    for (const view of cards.filter((v) => isAsked(v.card) && !isOlder(v)))
      next[view.card] = answered(now(view.card), { ok: true, value: view }, false);
    for (const { card, code } of failed.filter((f) => isAsked(f.card) && !overtaken(f.card)))
      next[card] = answered(now(card), fail(code), false);
    // What the rules refuse is taken away whatever was answered before.
    for (const { card, code } of refused.filter((f) => isAsked(f.card)))
      next[card] = answered(now(card), fail(code), false);
    for (const card of all)
      next[card] = {
        ...now(card),
        busy: alone.has(card) || (waiting.includes(card) && !overtaken(card)),
      };
    put(next);
  }

  async function run(fresh: boolean): Promise<void> {
    const { panel } = asks;
    if (panel === null) return;
    const { signal } = life;
    const mine = ++newest;
    const before = new Map(asked);
    const overtaken = (card: Card): boolean => asked.get(card) !== before.get(card);
    put(each(all, (card) => ({ ...(loads[card] ?? unasked), busy: true })));
    let after: Place | null = null;
    for (;;) {
      const result: Result<PanelAnswer> = await panel(fresh, after, signal);
      if (signal.aborted || mine !== newest) return;
      if (!result.ok) {
        const open = all.filter((card) => loads[card]?.busy === true && !overtaken(card));
        return put(each(open, (card) => answered(loads[card] ?? unasked, result, false)));
      }
      take(result.value, overtaken);
      if (result.value.waiting.length === 0) return;
      after = { panel: result.value.panel, seen: result.value.seen };
    }
  }

  async function one(card: Card, fresh = true): Promise<void> {
    const { signal } = life;
    const mine = (asked.get(card) ?? 0) + 1;
    asked.set(card, mine);
    alone.add(card);
    put({ [card]: { ...(loads[card] ?? unasked), busy: true } });
    const result = await asks.card(card, fresh, signal);
    if (signal.aborted || asked.get(card) !== mine) return;
    alone.delete(card);
    if (result.ok && isOlder(result.value))
      return put({ [card]: { ...(loads[card] ?? unasked), busy: false } });
    put({ [card]: answered(loads[card] ?? unasked, result, false) });
  }

  /** This computer's copy first, then what the server says. */
  async function copyFirst(card: Card): Promise<void> {
    const { signal } = life;
    const mine = (asked.get(card) ?? 0) + 1;
    await one(card, false);
    if (!signal.aborted && asked.get(card) === mine && loads[card]?.view?.from === 'cache') await one(card);
  }

  return {
    start(names) {
      life = new AbortController();
      all = names;
      loads = {};
      alone.clear();
      if (asks.panel === null) {
        asked.clear();
        for (const card of all) void copyFirst(card);
      } else void run(false);
    },
    ask(names) {
      for (const card of names) if (!asked.has(card)) void copyFirst(card);
    },
    renew(name) {
      if (name !== undefined) void one(name);
      else if (asks.panel === null) for (const card of asked.keys()) void one(card);
      else void run(true);
    },
    stop() {
      life.abort();
      loads = {};
    },
  };
}
