// Which microphone, headset and ringer a person chose, kept in the vault (a device's name may be a person's), and what the
// engine says of them now. Ids change with the page's origin, so a device is found again by its label (facts 8).
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { DevicesView } from '#shared/contract/telephony.ts';
import {
  audioDevice,
  type AudioDevice,
  type EngineOrder,
  type EngineReport,
} from '#shared/domain/telephony/engine.ts';
import { noDevices } from './handlers-none.ts';

type Report<K extends EngineReport['kind']> = Extract<EngineReport, { kind: K }>;
const kept = z.strictObject({
  input: audioDevice.nullable(),
  output: audioDevice.nullable(),
  ringer: audioDevice.nullable(),
  ringVolume: z.number().min(0).max(1),
});
type Kept = z.infer<typeof kept>;
const key = 'phone-devices';
const nothingKept: Kept = { input: null, output: null, ringer: null, ringVolume: 1 };

function readKept(db: Database.Database | null): Kept {
  const row = db
    ?.prepare<[string], { value: string }>('SELECT value FROM settings_core WHERE key = ?')
    .get(key);
  if (row === undefined) return nothingKept;
  try {
    return kept.parse(JSON.parse(row.value));
  } catch {
    return nothingKept;
  }
}
export interface Choice {
  input: string | null;
  output: string | null;
  ringer: string | null;
  ringVolume: number;
}

/** The id by which the wanted device goes now; null = the system's own choice. */
export function idNow(wanted: AudioDevice | null, there: readonly AudioDevice[]): string | null {
  if (wanted === null) return null;
  if (there.some((d) => d.id === wanted.id)) return wanted.id;
  const named = there.filter((d) => d.label === wanted.label && wanted.label !== '');
  return named.length === 1 ? (named[0]?.id ?? null) : null;
}

export function createDevices(core: () => Database.Database | null) {
  let shown: DevicesView = noDevices;
  let levels = { input: 0, output: 0 };

  const orderNow = (): Extract<EngineOrder, { kind: 'devices' }> => {
    const { input, output, ringer, ringVolume } = readKept(core());
    // Before the engine has listed what is there, the kept ids are the best guess.
    const id = (d: AudioDevice | null, list: readonly AudioDevice[]): string | null =>
      list.length === 0 ? (d?.id ?? null) : idNow(d, list);
    return {
      kind: 'devices',
      input: id(input, shown.inputs),
      output: id(output, shown.outputs),
      ringer: id(ringer, shown.outputs),
      ringVolume,
    };
  };
  return {
    /** True when the kept devices go by other ids now than the engine uses: it has to be told. */
    take(report: Report<'devices' | 'level' | 'echo-test' | 'preflight'>): boolean {
      if (report.kind === 'level') {
        levels = { input: report.input, output: report.output };
        return false;
      }
      if (report.kind === 'echo-test') shown = { ...shown, echo: report.state };
      else if (report.kind === 'preflight') shown = { ...shown, preflight: report.preflight };
      else {
        const { inputs, outputs, input, output, ringer, microphone, switched } = report;
        const devices = { inputs, outputs, input, output, ringer, microphone, switched };
        const listed = shown.inputs.length + shown.outputs.length > 0;
        shown = { ...shown, ...devices };
        const wanted = orderNow();
        const other =
          (wanted.input !== null && wanted.input !== devices.input) ||
          (wanted.output !== null && wanted.output !== devices.output) ||
          (wanted.ringer !== null && wanted.ringer !== devices.ringer);
        return !listed && other;
      }
      return false;
    },
    /**
     * Called within a write. What is in use now was not chosen anew: with the headset unplugged another device is, and the
     * headset stays the one that is wanted.
     */
    choose(choice: Choice): DevicesView {
      const before = readKept(core());
      const label = (id: string | null, there: readonly AudioDevice[]): AudioDevice | null =>
        id === null ? null : { id, label: there.find((d) => d.id === id)?.label ?? '' };
      const value: Kept = {
        input: choice.input === shown.input ? before.input : label(choice.input, shown.inputs),
        output: choice.output === shown.output ? before.output : label(choice.output, shown.outputs),
        ringer: choice.ringer === shown.ringer ? before.ringer : label(choice.ringer, shown.outputs),
        ringVolume: choice.ringVolume,
      };
      core()
        ?.prepare(
          'INSERT INTO settings_core (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        )
        .run(key, JSON.stringify(value));
      shown = { ...shown, ...choice, switched: null };
      return shown;
    },
    order: orderNow,
    view: (): DevicesView => ({ ...shown, ringVolume: readKept(core()).ringVolume }),
    levels: () => levels,
    /** What runs of the tests that nobody can stop or see any more. */
    tests: (): ('echo' | 'preflight')[] => [
      ...(shown.echo === 'recording' || shown.echo === 'playing' ? (['echo'] as const) : []),
      ...(shown.preflight?.state === 'running' ? (['preflight'] as const) : []),
    ],
    /** A silent one is told to the agent, who may have switched it off at the headset; it doesn't keep calls away. */
    microphone: (): boolean => shown.microphone === 'ready' || shown.microphone === 'silent',
    /** The engine is gone: what it said of devices is no longer known. */
    gone(): void {
      shown = { ...noDevices, ringVolume: shown.ringVolume };
      levels = { input: 0, output: 0 };
    },
  };
}
export type Devices = ReturnType<typeof createDevices>;
