// The softphone on the SDK's devices: which device carries which leg, when a token may be changed, and when a device is
// thrown away. Here and in twilio-leg.ts are the workarounds for the traps that twilio.ts lists.
import { createLine, hintBefore, type Line, type LineDeps } from './line.ts';
import { createRegistration } from './registration.ts';
import type { SdkCall } from './sdk-shape.ts';
import {
  SoftphoneError,
  type Gateway,
  type Leg,
  type LegEvent,
  type Softphone,
  type SoftphoneEvents,
} from './softphone.ts';
import { lifetimeOf } from './token.ts';
import { createTwilioLeg, type TwilioLeg } from './twilio-leg.ts';

export interface TwilioDeps extends LineDeps {
  /** ms, never going back. */
  now(): number;
  /** The SDK's own audio context, once it has made one; calls are heard without it. */
  analysis(): Pick<AudioContext, 'suspend' | 'resume'> | undefined;
}
const callIdShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
/** More legs than this at once are no calls but a fault or an attack: the SDK ignores them without a word. */
export const mostLegs = 20;
/** A token with less left than this (ms) is changed even during a call. */
export const mustRefresh = 90_000;
/** A connection that is not there after this long (ms) is given up. */
export const connectWithin = 15_000;

export function createTwilioSoftphone(deps: TwilioDeps, events: SoftphoneEvents): Softphone {
  const legs = new Map<string, TwilioLeg>();
  const spares = new Set<Line>();
  let primary: Line | null = null;
  let gateway: Gateway = null;
  let token: string | null = null;
  let tokenEnds: number | null = null;
  /** A fresh token that waits for the end of a call. */
  let held: string | null = null;
  /** The first line is to be made anew as soon as no call is on it. */
  let stale = false;
  let output: string | null = null;
  let stopTimer = (): void => undefined;

  const tokenLeft = (): number | null =>
    tokenEnds === null ? null : Math.max(0, Math.round((tokenEnds - deps.now()) / 1000));
  const registration = createRegistration((change) =>
    events.registration({ ...change, tokenLeftSeconds: tokenLeft() }),
  );
  const on = (line: Line | null): TwilioLeg[] =>
    [...legs.values()].filter((leg) => leg.line() === line && leg.phase() !== 'closed');
  const idle = (): boolean => on(primary).length === 0;
  const carries = (line: Line): boolean => on(line).some((leg) => leg.phase() !== 'pending');

  /** Of the SDK's analysis; null = not known. */
  let analysing: boolean | null = null;
  let turning = false;
  /**
   * Between calls its sources may be collected, and the speaker is not held open. One turn at a time: Chromium forgets a
   * `suspend` that comes while a `resume` is under way, and the context runs on.
   */
  function analyse(): void {
    const context = deps.analysis();
    const talking = [...legs.values()].some((leg) => leg.phase() === 'open');
    if (context === undefined || turning || talking === analysing) return;
    turning = true;
    const turned = (): void => {
      turning = false;
      analysing = talking;
      analyse();
    };
    (talking ? context.resume() : context.suspend()).then(turned, turned);
  }
  function told(leg: TwilioLeg, event: LegEvent): void {
    if (event.t === 'closed') legs.delete(leg.callId);
    if (event.t === 'open' || event.t === 'closed') analyse();
    if (event.t === 'closed') {
      const line = leg.line();
      if (line !== null && spares.has(line)) {
        spares.delete(line);
        line.end();
      } else if (line !== null && line === primary && event.why === 'zombie') stale = true;
      events.leg(leg, event);
      // After the SDK has finished with the call that told of it.
      queueMicrotask(() => {
        void line?.device.audio?.unsetInputDevice().catch(() => undefined);
        settle();
      });
    } else events.leg(leg, event);
  }

  /** What waited for the end of a call. */
  function settle(): void {
    if (!idle() || token === null) return;
    if (stale) return rebuild(held ?? token);
    if (held !== null) change(held);
  }
  function took(fresh: string): void {
    token = fresh;
    held = null;
    const seconds = lifetimeOf(fresh);
    tokenEnds = seconds === null ? null : deps.now() + seconds * 1000;
    stopTimer();
    // Trap 3: the SDK's own notice can go missing for ever, so this timer asks; the notice is a hint beside it.
    if (seconds !== null)
      stopTimer = deps.later(Math.max(1000, seconds * 1000 - mustRefresh), () => {
        if (held !== null) change(held);
        else registration.again();
      });
  }
  /** Trap 2: during a call this makes the SDK invite it anew, so it is only done when the token is about to end. */
  function change(fresh: string): void {
    took(fresh);
    for (const line of [primary, ...spares]) line?.device.updateToken(fresh);
  }
  function rebuild(fresh: string): void {
    primary?.end();
    stale = false;
    took(fresh);
    registration.begins();
    const line: Line = createLine(deps, fresh, gateway, () => output, {
      incoming: (call) => (line === primary ? incoming(call, line) : call.ignore()),
      registering: () => (line === primary ? registration.registering() : undefined),
      registered: () => (line === primary ? registration.registered() : undefined),
      unregistered: () => (line === primary ? registration.unregistered() : undefined),
      error(code) {
        if (line !== primary) return;
        // Trap 4: after this one the SDK stops registering for good and goes on saying that it is registered.
        if (code === 20104) stale = true;
        registration.error(code);
      },
      tokenWillExpire() {
        if (line !== primary) return;
        tokenEnds = Math.min(tokenEnds ?? Infinity, deps.now() + hintBefore);
        registration.again();
      },
    });
    primary = line;
    analyse();
    // Trap 8: with the gateway down this neither resolves nor rejects and goes on trying. It is never called again.
    line.device.register().catch(() => undefined);
  }

  function incoming(call: SdkCall, line: Line): void {
    const callId = call.customParameters.get('callId') ?? '';
    if (!callIdShape.test(callId)) {
      call.reject();
      return events.strayRing();
    }
    const known = legs.get(callId);
    if (known !== undefined && known.phase() !== 'pending') return call.ignore();
    if (known === undefined && legs.size >= mostLegs) return call.ignore();
    if (known !== undefined) {
      // The same call rings anew, after its first ring's connection broke for one: the newest ring counts.
      known.call()?.ignore();
      known.attach(call, line, 'pending');
      return events.leg(known, { t: 'facts' });
    }
    const leg = createTwilioLeg(callId, true, told, deps.later);
    leg.attach(call, line, 'pending');
    legs.set(callId, leg);
    events.ring(leg);
  }

  /** Its own line for one call: never registered, gone with the call. */
  function spare(with_: string, at: Gateway): Line {
    const line = createLine(deps, with_, at, () => output, {
      incoming: (call) => call.ignore(),
      registering: () => undefined,
      registered: () => undefined,
      unregistered: () => undefined,
      error: () => undefined,
      tokenWillExpire: () => undefined,
    });
    spares.add(line);
    return line;
  }
  const drop = (line: Line): void => {
    if (!spares.delete(line)) return;
    line.end();
  };

  /** Opens a call for this leg on `line`; a call that is made too late is ended again. */
  async function open(
    leg: TwilioLeg,
    line: Line,
    options: { params?: Record<string, string>; connectToken?: string },
  ): Promise<void> {
    let late = false;
    const made = line.device.connect(options);
    let stop = (): void => undefined;
    const tooLong = new Promise<never>((_, reject) => {
      stop = deps.later(connectWithin, () => reject(new SoftphoneError('not-registered')));
    });
    try {
      const call = await Promise.race([made, tooLong]);
      if (leg.phase() === 'closed') {
        call.disconnect();
        drop(line);
        throw new SoftphoneError('no-call');
      }
      leg.attach(call, line, 'connecting');
    } catch (error) {
      late = true;
      drop(line);
      throw error instanceof SoftphoneError ? error : new SoftphoneError('error');
    } finally {
      stop();
      void made.then(
        (call) => (late ? call.disconnect() : undefined),
        () => undefined,
      );
    }
  }
  /** The first line takes a new call only when it is wholly free: connecting ignores whatever rings on it. */
  const freeLine = (): Line => {
    if (token === null) throw new SoftphoneError('not-registered');
    return primary !== null && !stale && idle() && registration.sound() ? primary : spare(token, gateway);
  };
  async function begin(callId: string, options: Parameters<typeof open>[2], muted: boolean): Promise<Leg> {
    if (legs.has(callId) || legs.size >= mostLegs) throw new SoftphoneError('busy');
    const line = freeLine();
    const leg = createTwilioLeg(callId, false, told, deps.later);
    legs.set(callId, leg);
    if (muted) leg.mute(true);
    try {
      await open(leg, line, options);
    } catch (error) {
      legs.delete(callId);
      throw error;
    }
    if (muted) leg.mute(true);
    return leg;
  }

  return {
    register(fresh, at) {
      if (primary === null || at !== gateway || registration.state() === 'none') {
        gateway = at;
        if (primary === null || idle()) return rebuild(fresh);
        stale = true;
      }
      if (stale && idle()) return rebuild(fresh);
      if (fresh === token) return registration.again();
      const left = tokenLeft();
      const urgent = stale || (left !== null && left * 1000 < mustRefresh);
      const inCall = [primary, ...spares].some((line) => line !== null && carries(line));
      if (inCall && !urgent) held = fresh;
      else change(fresh);
      if (held === null) registration.again();
    },
    unregister() {
      stopTimer();
      held = null;
      registration.ended();
      // A line with a call on it must live on: destroying it would hang up.
      if (idle()) {
        primary?.end();
        primary = null;
      } else void primary?.device.unregister().catch(() => undefined);
    },
    async accept(given) {
      const leg = legs.get(given.callId);
      if (leg === undefined || leg.phase() !== 'pending') throw new SoftphoneError('no-call');
      const line = leg.line();
      const call = leg.call();
      if (call === null || line === null) throw new SoftphoneError('no-call');
      if (!leg.adrift() && !carries(line)) {
        leg.begin();
        return call.accept();
      }
      // Trap 6: accepting a second call on one device hangs up the first. Another device takes this one up by its
      // token; only then is the ring that the first device holds let go, which tells the carrier nothing.
      const connectToken = call.connectToken;
      if (connectToken === undefined || token === null) throw new SoftphoneError('busy');
      await open(leg, spare(token, gateway), { connectToken });
      call.ignore();
    },
    connect: (callId) => begin(callId, { params: { callId } }, false),
    resume: (callId, connectToken, muted) => begin(callId, { connectToken }, muted),
    async probe(fresh, at, tell) {
      const leg = createTwilioLeg(
        'probe',
        false,
        (which, event) => {
          const line = which.line();
          tell(event);
          if (event.t === 'closed' && line !== null) queueMicrotask(() => drop(line));
        },
        deps.later,
      );
      await open(leg, spare(fresh, at), { params: { preflight: '1' } });
      return leg;
    },
    async setInput(deviceId) {
      for (const line of [primary, ...spares]) {
        const audio = line?.device.audio;
        if (!line || !audio || !carries(line)) continue;
        const id = deviceId ?? [...audio.availableInputDevices.keys()][0];
        if (id !== undefined) await audio.setInputDevice(id);
      }
    },
    async setOutput(deviceId) {
      output = deviceId;
      for (const line of [primary, ...spares]) {
        const speakers = line?.device.audio;
        const id = deviceId ?? 'default';
        if (speakers?.availableOutputDevices.has(id)) await speakers.speakerDevices.set(id);
      }
    },
    doubt() {
      if (primary === null || token === null) return;
      stale = true;
      settle();
    },
  };
}
