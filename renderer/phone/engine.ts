// The phone engine: carries out the desk's orders on a softphone and says what became of them. It knows call ids and
// sound; whose call it is, it never learns.
import type { EngineOrder, EngineReport } from '#shared/domain/telephony/engine.ts';
import { settleAfter, type Devices } from './devices.ts';
import type { EchoTest } from './echo-test.ts';
import type { Meter } from './meter.ts';
import type { Microphone } from './microphone.ts';
import type { PreflightTest } from './preflight.ts';
import { cleaned, qualityOf } from './quality.ts';
import type { Ringtone } from './ringtone.ts';
import {
  SoftphoneError,
  type Gateway,
  type Leg,
  type LegEvent,
  type Sample,
  type SampleWarning,
} from './softphone.ts';
import type { Softphone, SoftphoneEvents } from './softphone.ts';
import { unwatched, watch, type WatchState } from './watchdog.ts';

type Media = Extract<EngineReport, { kind: 'media' }>;
interface Call {
  leg: Leg | null;
  state: Media['state'];
  warnings: Set<SampleWarning>;
  watched: WatchState;
  watchdog: SampleWarning[];
  sample: Sample | null;
  quality: string;
  /** Ended before the carrier had answered. */
  dropped: boolean;
  /** Its microphone went away, and another was asked for. */
  switching: boolean;
}
export interface EngineDeps {
  /** Loads the softphone for this carrier; called once, at the first order that needs it. */
  softphone(gateway: Gateway, events: SoftphoneEvents): Promise<Softphone>;
  microphone: Microphone;
  devices: Devices;
  ringtone: Ringtone;
  meter: Meter;
  echo: EchoTest;
  preflight(probe: Softphone['probe']): PreflightTest;
  report(report: EngineReport): void;
  audio(): 'running' | 'suspended';
  later(ms: number, task: () => void): () => void;
  /** How many calls are open changed. */
  calls(open: number): void;
}
export interface Engine {
  take(n: number, order: EngineOrder): void;
  /** Everything that stands, for a desk that knows nothing of this page yet. */
  standing(): EngineReport[];
  /** Sound of the call that is open, for the meter. */
  sound(): { local: MediaStream | null; remote: MediaStream | null };
  /** Chosen devices take effect, also in an open call. */
  useInput(id: string | null): void;
  useOutput(id: string | null): void;
  /** The browser told of another list of devices, or of another answer about the microphone. */
  devicesChanged(): void;
  /** The network went or is back: what the softphone believes of its connection may be wrong. */
  network(): void;
  busy(): boolean;
}
/** Strangers that ring more often than this in ten seconds are not told of each time. */
const mostStrays = 20;

export function createEngine(deps: EngineDeps): Engine {
  const calls = new Map<string, Call>();
  let phone: Softphone | null = null;
  let loading: Promise<Softphone> | null = null;
  let preflight: PreflightTest | null = null;
  let registered: Extract<EngineReport, { kind: 'registration' }> = {
    kind: 'registration',
    state: 'none',
    why: null,
    code: null,
    tokenLeftSeconds: null,
  };
  let lastRegister: { token: string; gateway: Gateway } | null = null;
  let strays = 0;
  let watching = false;
  /** Orders are begun in their order, each when the softphone is there. */
  let turn: Promise<unknown> = Promise.resolve();

  const open = (call: Call): boolean => call.state === 'open' || call.state === 'reconnecting';
  const rings = (call: Call): boolean => call.state === 'ringing' && call.leg?.incoming === true;
  const mediaOf = (callId: string, call: Call, why: Media['why'] = null): Media => ({
    kind: 'media',
    callId,
    state: call.state,
    why,
    ...(call.leg?.facts() ?? { muted: false, connectToken: null, legSid: null }),
  });
  function became(callId: string, call: Call, state: Media['state'], why: Media['why'] = null): void {
    call.state = state;
    deps.report(mediaOf(callId, call, why));
    if (!rings(call)) deps.ringtone.stop(callId);
    if (state === 'closed') calls.delete(callId);
    const all = [...calls.values()];
    deps.ringtone.inCall(all.some((each) => !rings(each)));
    if (!all.some((each) => rings(each) || each.state === 'connecting')) deps.microphone.release();
    deps.calls(all.length);
    look();
  }

  /** Registered, but nobody would hear it ring. */
  const registration = (): typeof registered =>
    registered.state === 'registered' && deps.audio() === 'suspended'
      ? { ...registered, why: 'audio-blocked' }
      : registered;

  const events: SoftphoneEvents = {
    registration(change) {
      registered = { kind: 'registration', ...change };
      deps.report(registration());
    },
    ring(leg) {
      const call = fresh(leg, 'ringing');
      calls.set(leg.callId, call);
      deps.report({ kind: 'ring', callId: leg.callId });
      became(leg.callId, call, 'ringing');
      deps.ringtone.ring(leg.callId);
      // Opened now, so that the answer does not wait for it.
      void checkMicrophone(false);
    },
    strayRing() {
      if (strays++ === 0) deps.later(10_000, () => void (strays = 0));
      if (strays <= mostStrays) deps.report({ kind: 'ring', callId: null });
    },
    leg: (leg, event) => heard(leg, event),
  };
  const fresh = (leg: Leg | null, state: Media['state']): Call => ({
    leg,
    state,
    warnings: new Set(),
    watched: unwatched,
    watchdog: [],
    sample: null,
    quality: '',
    dropped: false,
    switching: false,
  });

  function heard(leg: Leg, event: LegEvent): void {
    const { callId } = leg;
    const call = calls.get(callId);
    if (call === undefined) return;
    call.leg = leg;
    switch (event.t) {
      case 'ringing':
        return became(callId, call, 'ringing');
      case 'open':
      case 'reconnected':
        return became(callId, call, 'open');
      case 'reconnecting':
        return became(callId, call, 'reconnecting');
      case 'facts':
        return deps.report(mediaOf(callId, call));
      case 'closed':
        return became(callId, call, 'closed', event.why);
      case 'warning':
        if (event.on) call.warnings.add(event.warning);
        else call.warnings.delete(event.warning);
        return quality(callId, call);
      case 'sample':
        call.sample = cleaned(event.sample);
        return quality(callId, call);
    }
  }
  function quality(callId: string, call: Call): void {
    const none: Sample = { mos: null, rttMs: null, jitterMs: null, lossPercent: null };
    const now = qualityOf(call.sample ?? none, [...call.warnings, ...call.watchdog]);
    const text = JSON.stringify(now);
    if (text === call.quality) return;
    call.quality = text;
    deps.report({ kind: 'quality', callId, quality: now });
  }

  /** Once a second while a call is open. */
  function look(): void {
    if (watching || ![...calls.values()].some(open)) return;
    watching = true;
    deps.later(1000, () => {
      watching = false;
      void Promise.all([...calls].map(([callId, call]) => lookAt(callId, call))).then(look);
    });
  }
  async function lookAt(callId: string, call: Call): Promise<void> {
    if (call.state !== 'open' || call.leg === null) return;
    const counters = await call.leg.counters().catch(() => null);
    if (counters === null || call.state !== 'open') return;
    const before = call.watchdog;
    const seen = watch(call.watched, counters, call.leg.facts().muted);
    call.watched = seen.state;
    call.watchdog = seen.warnings;
    if (before.join() !== seen.warnings.join()) quality(callId, call);
    if (seen.microphone !== 'ok') {
      deps.devices.microphone(seen.microphone);
      if (seen.microphone === 'lost') await another(call);
    } else {
      call.switching = false;
      if (deps.devices.last().microphone !== 'ready') deps.devices.microphone('ready');
    }
  }

  /** Its device is gone: the call goes on with the next one. Asked for once a loss; the watchdog sees what became of it. */
  async function another(call: Call): Promise<void> {
    if (call.switching) return;
    call.switching = true;
    await deps.devices.refresh();
    await phone?.setInput(deps.devices.input()).catch(() => undefined);
  }

  /** True when a microphone could be opened. `letGo`: it was only looked at. */
  async function checkMicrophone(letGo: boolean): Promise<boolean> {
    const state = await deps.microphone.prepare();
    const needed = [...calls.values()].some((call) => rings(call) || call.state === 'connecting');
    if (letGo || !needed) deps.microphone.release();
    deps.devices.microphone(state);
    // Names of devices are shown to a page only once it was allowed the microphone.
    if (state === 'ready') void deps.devices.refresh();
    return state === 'ready';
  }
  const needLeg = (callId: string): { call: Call; leg: Leg } => {
    const call = calls.get(callId);
    const leg = call?.leg ?? null;
    if (call === undefined || leg === null) throw new SoftphoneError('no-call');
    return { call, leg };
  };

  async function place(callId: string, make: (with_: Softphone) => Promise<Leg>): Promise<void> {
    if (calls.has(callId)) throw new SoftphoneError('busy');
    if (phone === null) throw new SoftphoneError('not-registered');
    const call = fresh(null, 'connecting');
    calls.set(callId, call);
    deps.calls(calls.size);
    const ready = await checkMicrophone(false);
    if (call.dropped) return;
    if (!ready) {
      calls.delete(callId);
      deps.calls(calls.size);
      throw new SoftphoneError('microphone');
    }
    try {
      const leg = await make(phone);
      call.leg = leg;
      if (call.dropped) return leg.hangUp();
      if (call.state === 'connecting') became(callId, call, 'connecting');
    } catch (error) {
      if (calls.get(callId) === call) became(callId, call, 'closed', 'error');
      throw error;
    }
  }
  async function accept(callId: string): Promise<void> {
    const { call, leg } = needLeg(callId);
    if (phone === null || !rings(call)) throw new SoftphoneError('no-call');
    deps.ringtone.stop(callId);
    // Trap 7: looked at before, because answering without a microphone would hang up on the caller.
    if (!(await checkMicrophone(false))) throw new SoftphoneError('microphone');
    if (!rings(call)) throw new SoftphoneError('no-call');
    became(callId, call, 'connecting');
    try {
      await phone.accept(leg);
    } catch (error) {
      // It still rings at the carrier; the server offers it to somebody else when its time is over.
      if (calls.get(callId) === call) became(callId, call, 'ringing');
      throw error;
    }
  }
  async function load(gateway: Gateway): Promise<Softphone> {
    loading ??= deps.softphone(gateway, events);
    try {
      phone = await loading;
      return phone;
    } catch (error) {
      loading = null;
      throw error;
    }
  }

  /** Resolves when the order was begun; what takes longer is waited for in `whole`. */
  async function begin(order: EngineOrder): Promise<{ whole?: Promise<unknown> }> {
    switch (order.kind) {
      case 'register':
        lastRegister = { token: order.token, gateway: order.gateway };
        (await load(order.gateway)).register(order.token, order.gateway);
        return { whole: calls.size > 0 ? Promise.resolve() : checkMicrophone(true) };
      case 'unregister':
        lastRegister = null;
        phone?.unregister();
        return {};
      case 'accept':
        return { whole: accept(order.callId) };
      case 'connect':
        return { whole: place(order.callId, (p) => p.connect(order.callId)) };
      case 'resume': {
        const known = calls.get(order.callId);
        if (known !== undefined) {
          deps.report(mediaOf(order.callId, known));
          return {};
        }
        return { whole: place(order.callId, (p) => p.resume(order.callId, order.connectToken, order.muted)) };
      }
      case 'reject':
        needLeg(order.callId).leg.hangUp();
        return {};
      case 'hang-up': {
        const call = calls.get(order.callId);
        if (call === undefined) throw new SoftphoneError('no-call');
        if (call.leg !== null) call.leg.hangUp();
        else {
          call.dropped = true;
          became(order.callId, call, 'closed', 'agent');
        }
        return {};
      }
      case 'mute': {
        const { call, leg } = needLeg(order.callId);
        leg.mute(order.on);
        // Told even when nothing changed: the desk waits for the track's own word.
        deps.report(mediaOf(order.callId, call));
        return {};
      }
      case 'dtmf':
        needLeg(order.callId).leg.digits(order.digits);
        return {};
      case 'devices':
        deps.ringtone.volume(order.ringVolume);
        deps.devices.choose({ input: order.input, output: order.output, ringer: order.ringer });
        return {};
      case 'silence-ring':
        deps.ringtone.stop(order.callId);
        return {};
      case 'meter':
        if (order.on) deps.meter.on();
        else deps.meter.off();
        return {};
      case 'echo-test':
        if (order.on) void deps.echo.start();
        else deps.echo.stop();
        return {};
      case 'ring-test':
        return { whole: deps.ringtone.test() };
      case 'preflight': {
        if (!order.on) {
          preflight?.cancel();
          return {};
        }
        const ready = await load(order.gateway);
        preflight ??= deps.preflight((...given) => ready.probe(...given));
        void preflight.run(order.token, order.gateway);
        return {};
      }
      case 'power':
        if (order.event === 'suspend') {
          if (calls.size === 0) phone?.unregister();
        } else if (lastRegister !== null && registered.state === 'none')
          phone?.register(lastRegister.token, lastRegister.gateway);
        else phone?.doubt();
        return {};
    }
  }

  return {
    take(n, order) {
      const refuse = (error: unknown): void =>
        deps.report({ kind: 'refused', n, why: error instanceof SoftphoneError ? error.why : 'error' });
      const begun = turn.then(() => begin(order));
      turn = begun.catch(() => undefined);
      void begun
        .then(({ whole }) => whole)
        .then(() => deps.report({ kind: 'done', n }))
        .catch(refuse);
    },
    standing: () => [
      { kind: 'started', audio: deps.audio() },
      registration(),
      { ...deps.devices.last(), switched: null },
      ...[...calls].map(([callId, call]) => mediaOf(callId, call)),
    ],
    sound() {
      const heardNow =
        [...calls.values()].find((call) => call.state === 'open') ?? [...calls.values()].find(open);
      return heardNow?.leg?.sound() ?? { local: null, remote: null };
    },
    useInput: (id) => void phone?.setInput(id).catch(() => deps.devices.microphone('lost')),
    useOutput: (id) => void phone?.setOutput(id).catch(() => undefined),
    devicesChanged() {
      deps.devices.changed();
      // One was plugged in, or allowed: an idle phone without a microphone looks again.
      const { microphone } = deps.devices.last();
      if (lastRegister !== null && calls.size === 0 && microphone !== 'ready')
        deps.later(settleAfter * 2, () => (calls.size === 0 ? void checkMicrophone(true) : undefined));
    },
    network: () => phone?.doubt(),
    busy: () => calls.size > 0,
  };
}
