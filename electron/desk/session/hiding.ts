// Whether what the windows show is hidden now (C3): nobody has touched the desk for some minutes, or a person pressed the privacy
// key. Less than a lock: keys stay, any input shows everything again. One word for every window of this desk.
export type Hidden = 'idle' | 'key' | null;

export interface HidingDeps {
  /** The vault is open and not locked. */
  open(): boolean;
  /** Milliseconds without input. */
  idleMs(): number;
  changed(): void;
}

export function createHiding(deps: HidingDeps) {
  /** Minutes; null = never by itself. */
  let afterMinutes: () => number | null = () => null;
  let byKey = false;
  let told: Hidden = null;
  const leftMs = (): number => {
    const minutes = afterMinutes();
    return minutes === null ? Infinity : minutes * 60_000 - deps.idleMs();
  };
  function hidden(): Hidden {
    if (!deps.open()) return null;
    if (byKey) return 'key';
    return leftMs() <= 0 ? 'idle' : null;
  }
  function look(): void {
    if (hidden() === told) return;
    told = hidden();
    deps.changed();
  }
  return {
    hidden,
    /** Looks whether something must be told: after input, and when `leftMs` is over. */
    look,
    /** Until it hides by itself, ms; Infinity = not, or it has. */
    leftMs: (): number => (leftMs() > 0 ? leftMs() : Infinity),
    hide(on: boolean): void {
      byKey = on;
      look();
    },
    /** A lock takes its place. */
    locked(): void {
      byKey = false;
      told = null;
    },
    /** Who knows the policy says after how many minutes; null = never. */
    after(minutes: () => number | null): void {
      afterMinutes = minutes;
    },
  };
}
