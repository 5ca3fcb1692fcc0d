// Puts the engine together from the browser's own parts. The page and the contract tests' harness start it here; only
// where reports go differs.
import type { EngineReport } from '#shared/domain/telephony/engine.ts';
import { createDevices } from './devices.ts';
import { createEchoTest, playOn, recordWith } from './echo-test.ts';
import { createEngine, type Engine } from './engine.ts';
import { createMeter } from './meter.ts';
import { createMicrophone } from './microphone.ts';
import { watchNetwork } from './network.ts';
import { shownAfter, type PageState, type ShownCall } from './page-state.ts';
import { createPreflight } from './preflight.ts';
import { createReporter, type Reporter } from './reporter.ts';
import { createRingtone } from './ringtone.ts';
import { isLocalGateway, shimmedSocket } from './socket-shim.ts';
import { ownSounds, sdkSounds } from './sounds.ts';

export interface StartDeps {
  send(reports: EngineReport[]): Promise<boolean>;
  show(change: Partial<PageState>): void;
}
export interface Started {
  engine: Engine;
  reporter: Reporter;
  /** To be called from a click. */
  allowSound(): void;
  later(ms: number, task: () => void): () => void;
}

export function startEngine({ send, show }: StartDeps): Started {
  const later = (ms: number, task: () => void): (() => void) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  };
  const now = (): number => performance.now();
  const context = new AudioContext();
  const audio = (): 'running' | 'suspended' => (context.state === 'running' ? 'running' : 'suspended');
  const reporter = createReporter({ send, later, standing: () => engine.standing() });
  let shownCalls: readonly ShownCall[] = [];
  const report = (said: EngineReport): void => {
    if (said.kind === 'registration') show({ registration: said.state });
    const after = shownAfter(shownCalls, said, new Date().toISOString());
    if (after !== shownCalls) show({ shown: (shownCalls = after) });
    reporter.report(said);
  };
  const sounds = ownSounds();
  const ringtone = createRingtone({
    player: new Audio(),
    sounds,
    blocked: () => show({ audio: 'suspended' }),
  });
  const echoPlayer = new Audio();

  const microphone = createMicrophone({
    getUserMedia: (constraints) => navigator.mediaDevices.getUserMedia(constraints),
    chosen: () => devices.input(),
    fellBack: () => devices.fellBack(),
  });
  const devices = createDevices({
    enumerate: () => navigator.mediaDevices.enumerateDevices(),
    later,
    report,
    use(what, id) {
      if (what === 'input') {
        meter.changed();
        engine.useInput(id);
      } else if (what === 'output') engine.useOutput(id);
      else void ringtone.device(id).catch(() => undefined);
    },
  });
  const meter = createMeter({
    context: () => new AudioContext(),
    later,
    sound: () => engine.sound(),
    open: () => microphone.open(),
    tell: (input, output) => report({ kind: 'level', input, output }),
  });
  const engine: Engine = createEngine({
    async softphone(gateway, events) {
      // Before the SDK's code loads: it keeps the constructor that it finds then.
      if (gateway !== null && isLocalGateway(gateway))
        globalThis.WebSocket = shimmedSocket(globalThis.WebSocket, gateway);
      const { createTwilio } = await import('./twilio.ts');
      return createTwilio(
        {
          sounds: sdkSounds(),
          openMicrophone: microphone.open,
          Peer: globalThis.RTCPeerConnection,
          now,
          later,
        },
        events,
      );
    },
    microphone,
    devices,
    ringtone,
    meter,
    echo: createEchoTest({
      open: () => microphone.open(),
      record: recordWith,
      play: (sound, stopped) => playOn(context, echoPlayer, devices.last().output, sound, stopped),
      tell: (state) => report({ kind: 'echo-test', state }),
    }),
    preflight: (probe) =>
      createPreflight({
        async microphone() {
          const state = await microphone.prepare();
          return state === 'ready';
        },
        outputs: () => devices.last().outputs.length,
        probe,
        now,
        later,
        tell(preflight) {
          if (preflight.state !== 'running' && !engine.busy()) microphone.release();
          report({ kind: 'preflight', preflight });
        },
      }),
    report,
    audio,
    later,
    calls: (calls) => show({ calls }),
  });

  const shown = (): void => {
    show({ audio: audio() });
    if (audio() === 'running') ringtone.allowed();
    report({ kind: 'audio', state: audio() });
  };
  show({ audio: audio() });
  context.addEventListener('statechange', shown);
  navigator.mediaDevices.addEventListener('devicechange', () => engine.devicesChanged());
  // A browser tells when somebody changes their mind about the microphone.
  void navigator.permissions
    .query({ name: 'microphone' })
    .then((answer) => answer.addEventListener('change', () => engine.devicesChanged()))
    .catch(() => undefined);
  watchNetwork({ events: window, later, changed: () => engine.network() });
  void devices.refresh();
  return { engine, reporter, allowSound: () => void context.resume(), later };
}
