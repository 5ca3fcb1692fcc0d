/// <reference types="vite/client" />
// The page under test: the engine as the phone's page starts it, with its reports handed to the test instead of a desk.
import { startEngine } from '#renderer/phone/start-engine.ts';
import type { EngineOrder, EngineReport } from '#shared/domain/telephony/engine.ts';

declare global {
  interface Window {
    /** Put there by the rig. */
    deskReport?: (reports: EngineReport[]) => Promise<void>;
    harness: {
      take(n: number, order: EngineOrder): void;
      standing(): EngineReport[];
      /** The strongest tone of what the other side sends, and how loud (root mean square), after `ms` of listening. */
      tone(ms: number): Promise<{ hz: number; rms: number; context: string } | null>;
      /** Ends what the microphone gives, as a cable that is pulled out does. */
      unplug(): void;
      track(): { enabled: boolean; state: string } | null;
      refused: string[];
      errors: string[];
    };
  }
}
const refused: string[] = [];
const errors: string[] = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
  refused.push(`${effectiveDirective} ${blockedURI}`),
);
window.addEventListener('error', ({ message }) => errors.push(message));

const { engine, later } = startEngine({
  async send(reports) {
    // Also on the console: a call of a binding counts as nothing, a test that evaluates counts as a click.
    await window.deskReport?.(reports);
    return true;
  },
  show: () => undefined,
});
window.harness = {
  take: (n, order) => engine.take(n, order),
  standing: () => engine.standing(),
  async tone(ms) {
    const { remote } = engine.sound();
    if (remote === null) return null;
    const context = new AudioContext();
    const source = context.createMediaStreamSource(remote);
    const analyser = context.createAnalyser();
    analyser.fftSize = 8192;
    analyser.smoothingTimeConstant = 0;
    source.connect(analyser);
    await new Promise<void>((resolve) => void later(ms, () => resolve()));
    const bins = new Float32Array(analyser.frequencyBinCount);
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatFrequencyData(bins);
    analyser.getFloatTimeDomainData(samples);
    const { state } = context;
    await context.close();
    const best = bins.reduce((at, value, i) => (value > (bins[at] ?? -Infinity) ? i : at), 1);
    const rms = Math.sqrt(samples.reduce((all, value) => all + value * value, 0) / samples.length);
    return { hz: Math.round((best * context.sampleRate) / analyser.fftSize), rms, context: state };
  },
  unplug: () =>
    engine
      .sound()
      .local?.getAudioTracks()
      .forEach((track) => track.stop()),
  track() {
    const track = engine.sound().local?.getAudioTracks()[0];
    return track === undefined ? null : { enabled: track.enabled, state: track.readyState };
  },
  refused,
  errors,
};
// A start without a hand in it, for the rules of autoplay: the token is in the address.
const given = new URLSearchParams(window.location.search);
const token = given.get('token');
if (token !== null) engine.take(1, { kind: 'register', token, gateway: given.get('gateway') });
