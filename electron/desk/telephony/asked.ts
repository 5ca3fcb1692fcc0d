// What was asked and is not confirmed yet: shown as "asked" until the server or the engine says so, and told as a trouble
// with its reason when they don't in time. Nothing here is ever taken for done.
import type { Trouble } from '#shared/contract/telephony.ts';
import type { CallAsk } from '#shared/domain/calls/call.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';

export interface Asked {
  callId: string | null;
  /** Kind of act, or what was asked of the engine. */
  kind: string;
  /** What the call's row shows as asked. */
  ask: CallAsk | null;
  /** True once what was asked has come to be. */
  met(): boolean;
  /** Told when it didn't in time. */
  code: ErrorCode;
  withinMs: number;
  /** Not met in time: what must be done then. */
  late?: () => void;
}
export interface AskedDeps {
  after(ms: number, run: () => void): () => void;
  monotonic(): number;
  now(): string;
  uuid(): string;
  changed(callId: string | null): void;
}
const troubleLife = 60_000;
const mostTroubles = 20;

export function createAsked(deps: AskedDeps) {
  const open = new Map<number, { asked: Asked; cancel: () => void }>();
  let troubles: (Trouble & { until: number })[] = [];
  let next = 0;

  function drop(key: number): void {
    const found = open.get(key);
    if (found === undefined) return;
    found.cancel();
    open.delete(key);
    deps.changed(found.asked.callId);
  }
  function trouble(of: Pick<Trouble, 'callId' | 'what' | 'act'>, code: ErrorCode): void {
    const until = deps.monotonic() + troubleLife;
    const same = troubles.find(
      (t) => t.callId === of.callId && t.what === of.what && t.act === of.act && t.code === code,
    );
    troubles = troubles.filter((t) => t !== same);
    troubles.unshift({
      ...of,
      id: same?.id ?? deps.uuid(),
      at: deps.now(),
      code,
      count: (same?.count ?? 0) + 1,
      until,
    });
    troubles = troubles.slice(0, mostTroubles);
    deps.changed(of.callId);
  }
  const troubleOf = ({ callId, kind, ask }: Asked): Pick<Trouble, 'callId' | 'what' | 'act'> => ({
    callId,
    what: ask ?? 'act',
    act: ask === null ? kind.slice(0, 30) : null,
  });

  return {
    /** Returns how to take it back; with a code it is told as a trouble. */
    ask(asked: Asked): (refused?: ErrorCode) => void {
      const key = ++next;
      const cancel = deps.after(asked.withinMs, () => {
        if (!open.has(key)) return;
        drop(key);
        if (asked.met()) return;
        trouble(troubleOf(asked), asked.code);
        asked.late?.();
      });
      open.set(key, { asked, cancel });
      deps.changed(asked.callId);
      return (refused) => {
        if (!open.has(key)) return;
        drop(key);
        if (refused !== undefined) trouble(troubleOf(asked), refused);
      };
    },
    /** After every report and snapshot. */
    look(): void {
      for (const [key, { asked }] of open) if (asked.met()) drop(key);
    },
    /** The engine would not do it. */
    refuse(callId: string, ask: CallAsk, code: ErrorCode): void {
      let found = false;
      for (const [key, { asked }] of open)
        if (asked.callId === callId && asked.ask === ask) {
          found = true;
          drop(key);
        }
      if (found) trouble({ callId, what: ask, act: null }, code);
    },
    trouble,
    asksOf: (callId: string): CallAsk[] => {
      const asks = [...open.values()].flatMap(({ asked }) =>
        asked.callId === callId && asked.ask !== null ? [asked.ask] : [],
      );
      return [...new Set(asks)].slice(0, 6);
    },
    kindsOf: (callId: string): string[] => {
      const kinds = [...open.values()].flatMap(({ asked }) => (asked.callId === callId ? [asked.kind] : []));
      return [...new Set(kinds)].slice(0, 20);
    },
    troubles(): Trouble[] {
      const now = deps.monotonic();
      troubles = troubles.filter((t) => t.until > now);
      return troubles.map(({ id, at, callId, what, act, code, count }) => ({
        id,
        at,
        callId,
        what,
        act,
        code,
        count,
      }));
    },
    clear(): void {
      for (const key of open.keys()) drop(key);
      troubles = [];
    },
  };
}
export type AskedList = ReturnType<typeof createAsked>;
