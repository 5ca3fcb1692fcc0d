// What is said of the registration. The SDK's errors come in pairs and at every try: they are one state here, told once
// (trap 8).
import type { Registration, RegistrationWhy } from './softphone.ts';

export interface RegistrationChange {
  state: Registration;
  why: RegistrationWhy | null;
  code: number | null;
}
/** The carrier's codes that mean its token, its limits, or that nobody answers. */
const whys: Readonly<Record<number, RegistrationWhy>> = {
  20101: 'token',
  20151: 'token',
  20157: 'token',
  20104: 'token-expired',
  31204: 'token',
  31205: 'token-expired',
  31206: 'rate',
  20403: 'rate',
  31000: 'gateway',
  31005: 'gateway',
  31009: 'gateway',
  53000: 'gateway',
  53001: 'gateway',
};

export function createRegistration(tell: (change: RegistrationChange) => void) {
  let now: RegistrationChange = { state: 'none', why: null, code: null };
  let wasRegistered = false;
  let intended = false;

  const become = (
    state: Registration,
    why: RegistrationWhy | null = null,
    code: number | null = null,
  ): void => {
    // One cause is named until it is over: its second error says nothing new.
    const same = now.state === state && (now.why === why || (state === 'reconnecting' && now.why !== null));
    if (same) return;
    now = { state, why, code };
    tell(now);
  };
  const waiting = (): Registration => (wasRegistered ? 'reconnecting' : 'registering');
  return {
    state: (): Registration => now.state,
    /** A connection is there, as far as one can know. */
    sound: (): boolean => now.state === 'registered',
    /** A new device begins. */
    begins(): void {
      intended = true;
      become(waiting());
    },
    registering(): void {
      if (now.state !== 'refused') become(waiting(), now.why, now.code);
    },
    registered(): void {
      wasRegistered = true;
      become('registered');
    },
    unregistered(): void {
      if (intended && now.state !== 'refused') become('reconnecting', 'gateway');
    },
    ended(): void {
      intended = false;
      wasRegistered = false;
      become('none');
    },
    error(code: number | null): void {
      const why = (code === null ? null : whys[code]) ?? null;
      if (!intended || why === null) return;
      if (why === 'token' || why === 'token-expired') become('refused', why, code);
      else if (now.state !== 'registered' || why === 'rate') become('reconnecting', why, code);
    },
    /** The same again: the token's time is running out, or somebody wants to know. */
    again: (): void => tell(now),
  };
}
