// One way for everything that the shell stops to become known: told to the desk, which audits it. What and which surface,
// never an address or content. A page gone wild must not flood the desk, so each kind has a share of each minute.
import type { PortSurface, ShellRefusal } from '#host/link.ts';

export type Refused = (what: ShellRefusal, surface: PortSurface | null) => void;
export interface Refusals {
  refused: Refused;
  /** Where they go, once a desk is there; what came before goes first. */
  connect(tell: Refused): void;
}
/** Told to the desk at most this often a minute and kind; the refusing itself knows no limit. */
export const mostAMinute = 60;

export function createRefusals(now: () => number): Refusals {
  const early: Parameters<Refused>[] = [];
  let tell: Refused = (...refusal) => void early.push(refusal);
  const told = new Map<ShellRefusal, { from: number; count: number }>();

  return {
    refused(what, surface) {
      const at = now();
      let share = told.get(what);
      if (share === undefined || at - share.from >= 60_000) told.set(what, (share = { from: at, count: 0 }));
      if (++share.count <= mostAMinute) tell(what, surface);
    },
    connect(next) {
      tell = next;
      for (const refusal of early.splice(0)) next(...refusal);
    },
  };
}
