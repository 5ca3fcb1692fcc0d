// The server offers calls only to a desk whose phone is registered and has a microphone: it is told on every change, one word
// at a time, again when it was away.
import type { Result } from '#shared/domain/result.ts';

export interface PhoneState {
  registered: boolean;
  microphone: boolean;
}
export interface PresenceDeps {
  state(): PhoneState;
  send(state: PhoneState): Promise<Result<unknown>>;
  after(ms: number, run: () => void): () => void;
}
const againMs = 1500;
const nowhere: PhoneState = { registered: false, microphone: false };

export function createPresence(deps: PresenceDeps) {
  let told: string | null = null;
  let sending = false;
  let asleep = false;
  let cancel: (() => void) | null = null;
  let life = 0;

  async function tell(): Promise<void> {
    if (sending) return;
    const state = asleep ? nowhere : deps.state();
    const word = JSON.stringify(state);
    if (word === told) return;
    sending = true;
    const mine = life;
    const answer = await deps.send(state);
    sending = false;
    if (mine !== life) return;
    if (answer.ok) told = word;
    else {
      cancel?.();
      cancel = deps.after(againMs, () => void tell());
      return;
    }
    // It may have changed meanwhile.
    void tell();
  }
  return {
    tell: (): void => void tell(),
    /** The server may not know any more, or the machine is awake again. */
    again(): void {
      told = null;
      asleep = false;
      void tell();
    },
    /** The machine goes to sleep: no call may be offered here. */
    gone(): void {
      asleep = true;
      void tell();
    },
    /** Somebody else sits here, or nobody. */
    forget(): void {
      life++;
      told = null;
      asleep = false;
      sending = false;
      cancel?.();
    },
  };
}
