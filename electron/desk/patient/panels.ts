// Panels that are coming in: for each what came so far, in order, until the page that asked has it. In memory only, whole
// and uncut; gone at lock, and the oldest when there are many.
import type { Card } from '#shared/domain/disclosure/table.ts';
import type { CardView } from '#shared/domain/patient/card.ts';
import type { Failure, Result } from '#shared/domain/result.ts';

export interface PanelAbout {
  contextId: string;
  patientId: string;
  reason: string | null;
}
interface Entry {
  seq: number;
  name: Card;
  answer: Result<CardView>;
}
export interface Panel {
  id: string;
  about: PanelAbout;
  /** Asked of the server and not answered yet. */
  waiting: ReadonlySet<Card>;
  /** What came after `seq`, the newest of each card. */
  since(seq: number): Entry[];
  /** `last`: nothing more is waited for of this card. */
  put(name: Card, answer: Result<CardView>, last: boolean): void;
  /** Whatever is still waited for gets this answer. */
  end(answer: Failure): void;
  /** Resolves when there is more than `seq`, nothing is waited for, `signal` is aborted, or `later` wakes it. */
  more(seq: number, signal: AbortSignal, later: (wake: () => void) => void): Promise<void>;
}
/** Panels that a desk's windows may have open at once, and more. */
const most = 20;

function createPanel(id: string, about: PanelAbout, names: readonly Card[]): Panel {
  const waiting = new Set(names);
  const entries = new Map<Card, Entry>();
  const waiters = new Set<() => void>();
  let seq = 0;
  const wake = (): void => {
    for (const one of waiters) one();
    waiters.clear();
  };
  const put = (name: Card, answer: Result<CardView>, last: boolean): void => {
    entries.set(name, { seq: ++seq, name, answer });
    if (last) waiting.delete(name);
    // What comes in the same turn is told together.
    setImmediate(wake);
  };
  return {
    id,
    about,
    waiting,
    put,
    since: (after) => [...entries.values()].filter((e) => e.seq > after).toSorted((a, b) => a.seq - b.seq),
    end(answer) {
      for (const name of waiting) put(name, answer, true);
      wake();
    },
    async more(after, signal, later) {
      if (seq > after || waiting.size === 0 || signal.aborted) return;
      await new Promise<void>((resolve) => {
        const done = (): void => {
          waiters.delete(done);
          signal.removeEventListener('abort', done);
          resolve();
        };
        waiters.add(done);
        signal.addEventListener('abort', done, { once: true });
        later(done);
      });
    },
  };
}

export function createPanels() {
  const open = new Map<string, Panel>();
  return {
    open(id: string, about: PanelAbout, names: readonly Card[]): Panel {
      const panel = createPanel(id, about, names);
      open.set(id, panel);
      for (const old of open.keys()) {
        if (open.size <= most) break;
        open.delete(old);
      }
      return panel;
    },
    /** Null when it is another call's, another patient's or another reason's. */
    find(id: string, about: PanelAbout): Panel | null {
      const panel = open.get(id);
      const same =
        panel?.about.contextId === about.contextId &&
        panel.about.patientId === about.patientId &&
        panel.about.reason === about.reason;
      return panel !== undefined && same ? panel : null;
    },
    /** Everything of it was told. */
    close: (id: string) => void open.delete(id),
    forget: () => open.clear(),
  };
}
