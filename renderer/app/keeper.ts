// Keeps at the desk what is being written, a moment after each change: saves follow one another, each on what the one before gave
// back. Apart from React, so that changes in the middle of a save can be tested.
import type { Failure, Result } from '#shared/domain/result.ts';

/** From the last change until it is sent, ms. */
const restMs = 700;

export type Kept = 'kept' | 'waiting' | 'failed';

/** `on`: what a save is made on, such as a revision. */
export interface Standing<Value, On> {
  value: Value;
  on: On;
}

export interface Keeper<Value, On> {
  /** What the desk has, looked at anew. null = nothing yet, so nothing is sent. */
  begin(standing: Standing<Value, On> | null): void;
  /** What is to be kept; that it stands at the desk already is seen by the value being the very same. */
  write(value: Value): void;
  /** Keeps what is not kept yet; true once all of it is. */
  flush(): Promise<boolean>;
  /** What the desk has. */
  standing(): Standing<Value, On> | null;
  isKept(): boolean;
  /** The desk has something newer; what was written here is to go over it. */
  restOn(standing: Standing<Value, On>): void;
}

export interface KeeperOptions<Value, On> {
  save(value: Value, on: On): Promise<Result<On>>;
  /** Without a failure: the one told before still stands. */
  told(kept: Kept, failure?: Failure | null): void;
  /** Runs it later; gives back how to stop it. */
  rest?: (run: () => void) => () => void;
}

const resting = (run: () => void): (() => void) => {
  const timer = setTimeout(run, restMs);
  return () => clearTimeout(timer);
};

export function createKeeper<Value, On>({
  save,
  told,
  rest = resting,
}: KeeperOptions<Value, On>): Keeper<Value, On> {
  let standing: Standing<Value, On> | null = null;
  let latest: { value: Value } | null = null;
  let sending: Promise<boolean> = Promise.resolve(true);
  let inFlight = false;
  let stop = (): void => undefined;

  const isKept = (): boolean => latest === null || standing?.value === latest.value;
  const later = (): void => {
    stop();
    stop = rest(() => void flush());
  };
  async function send(): Promise<boolean> {
    const [to, at] = [latest, standing];
    if (to === null || at === null || to.value === at.value) return true;
    inFlight = true;
    const result = await save(to.value, at.on);
    inFlight = false;
    // Looked at anew meanwhile: that counts.
    if (standing !== at) return result.ok;
    if (!result.ok) {
      told('failed', result);
      return false;
    }
    standing = { value: to.value, on: result.value };
    told(isKept() ? 'kept' : 'waiting', null);
    // Changed, or taken back, while it was on its way.
    if (!isKept()) later();
    return true;
  }
  function flush(): Promise<boolean> {
    stop();
    sending = sending.then(send, send);
    return sending;
  }
  return {
    begin(next) {
      stop();
      standing = next;
      latest = next && { value: next.value };
      told('kept', null);
    },
    write(value) {
      latest = { value };
      stop();
      const kept = isKept() && !inFlight;
      told(kept ? 'kept' : 'waiting');
      if (!kept && standing !== null) later();
    },
    flush,
    standing: () => standing,
    isKept,
    restOn(next) {
      standing = next;
    },
  };
}
