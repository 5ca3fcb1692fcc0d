// Is the backend there at all: a small unsigned request at a steady beat, beside whatever else is being asked. Offline
// shows within 3 s (product.md 7), and while offline the beat is quick, so that what is urgent leaves within a second.
const calmMs = 1500;
const quickMs = 400;
/** Beats under way at once: one that hangs must not keep the next from finding the network again. */
const most = 4;

export interface BeatDeps<A> {
  ask(): Promise<A>;
  after(ms: number, run: () => void): () => void;
  /** What a beat found, unless a later one has told already. */
  told(answer: A): void;
  quick(): boolean;
}

export function createBeat<A>(deps: BeatDeps<A>) {
  let stopped = false;
  let begun = 0;
  let newest = 0;
  let flying = 0;
  let cancel: (() => void) | null = null;

  function schedule(): void {
    cancel?.();
    cancel = deps.after(deps.quick() ? quickMs : calmMs, () => void beat());
  }
  async function beat(): Promise<void> {
    if (stopped) return;
    schedule();
    if (flying >= most) return;
    const mine = ++begun;
    flying++;
    const answer = await deps.ask();
    flying--;
    if (stopped || mine < newest) return;
    newest = mine;
    const calm = !deps.quick();
    deps.told(answer);
    // From now on it is looked for more often.
    if (calm && deps.quick()) schedule();
  }
  return {
    /** Now, and from then on. Settles when this beat was answered. */
    beat,
    stop(): void {
      stopped = true;
      cancel?.();
    },
  };
}
