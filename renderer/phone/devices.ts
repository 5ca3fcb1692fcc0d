// Which microphone, speaker and ringer there are and which are used: the agent's choice while it is there, else the
// system's. A device that goes away in use is said so (`switched`), and is used again when it comes back.
import type { AudioDevice, EngineReport } from '#shared/domain/telephony/engine.ts';

export type DevicesReport = Extract<EngineReport, { kind: 'devices' }>;
export type MicrophoneWord = DevicesReport['microphone'];
export type DeviceUse = 'input' | 'output' | 'ringer';
type Choice = Record<DeviceUse, string | null>;

export interface DevicesDeps {
  enumerate(): Promise<readonly Pick<MediaDeviceInfo, 'deviceId' | 'kind' | 'label'>[]>;
  later(ms: number, task: () => void): () => void;
  report(report: DevicesReport): void;
  /** What is used now; null = the system's. Called when it changes, and when an agent chooses. */
  use(what: DeviceUse, id: string | null): void;
}
export interface Devices {
  /** Reads the list again, after the browser told of a change: it tells several times for one. */
  changed(): void;
  refresh(): Promise<void>;
  choose(choice: Choice): void;
  /** The chosen input while it is there; null = the system's. */
  input(): string | null;
  microphone(word: MicrophoneWord): void;
  /** The chosen one could not be opened and another was taken. */
  fellBack(): void;
  /** Everything again, for a desk that was started anew. */
  last(): DevicesReport;
}
/** ms; one cable makes the browser tell three times and more. */
export const settleAfter = 300;

const uses: readonly DeviceUse[] = ['input', 'output', 'ringer'];
const listOf = { input: 'inputs', output: 'outputs', ringer: 'outputs' } as const;

export function createDevices(deps: DevicesDeps): Devices {
  const wanted: Choice = { input: null, output: null, ringer: null };
  let now: DevicesReport = {
    kind: 'devices',
    inputs: [],
    outputs: [],
    input: null,
    output: null,
    ringer: null,
    microphone: 'unknown',
    switched: null,
  };
  let stop = (): void => undefined;
  let told = '';

  const say = (switched: DeviceUse | null): void => {
    now = { ...now, switched: null };
    const text = JSON.stringify(now);
    if (switched === null && text === told) return;
    told = text;
    deps.report({ ...now, switched });
  };
  const has = (use: DeviceUse, id: string | null): boolean =>
    id !== null && now[listOf[use]].some((device) => device.id === id);
  /** Sets what is used; the first that changed by itself is what is said. */
  function settle(byAgent: boolean): void {
    let switched: DeviceUse | null = null;
    for (const use of uses) {
      const next = has(use, wanted[use]) ? wanted[use] : null;
      if (next === now[use]) continue;
      const gone = now[use] !== null && !has(use, now[use]);
      now = { ...now, [use]: next };
      deps.use(use, next);
      if (gone && !byAgent) switched ??= use;
    }
    say(switched);
  }
  async function refresh(): Promise<void> {
    const found = await deps.enumerate().catch(() => []);
    const of = (kind: MediaDeviceKind): AudioDevice[] =>
      found
        .filter((device) => device.kind === kind && device.deviceId !== '' && device.deviceId.length <= 400)
        .slice(0, 50)
        .map(({ deviceId, label }) => ({ id: deviceId, label: label.slice(0, 200) }));
    now = { ...now, inputs: of('audioinput'), outputs: of('audiooutput') };
    // With no microphone in the list none can be opened, whatever was known before.
    if (now.inputs.length === 0 && now.microphone === 'ready') now = { ...now, microphone: 'missing' };
    settle(false);
  }
  return {
    refresh,
    changed() {
      stop();
      stop = deps.later(settleAfter, () => void refresh());
    },
    choose(choice) {
      Object.assign(wanted, choice);
      settle(true);
    },
    input: () => now.input,
    microphone(word) {
      now = { ...now, microphone: word };
      say(null);
    },
    fellBack() {
      now = { ...now, input: null };
      say('input');
    },
    last: () => now,
  };
}
