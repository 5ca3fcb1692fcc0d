// Makes the phone's sounds: small WAVs of plain tones, so that nothing is fetched from anywhere and nobody's recording
// is shipped. Run by hand when a tone is to change: `node scripts/run.mjs scripts/make-sounds.ts`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeWav } from '#demo/carrier/sound/wav.ts';

const rate = 8000;
/** Frequencies in Hz that sound together, how long (ms), and how loud (0 to 1). */
interface Part {
  hz: readonly number[];
  ms: number;
  loud?: number;
}
const silence = (ms: number): Part => ({ hz: [], ms });

/** ITU-T Q.23: each key is a row and a column. */
const rows = [697, 770, 852, 941];
const columns = [1209, 1336, 1477];
const key = (name: string): readonly number[] => {
  const at = '123456789*0#'.indexOf(name);
  return [rows[Math.floor(at / 3)] ?? 0, columns[at % 3] ?? 0];
};

const ring: Part[] = [0, 1].flatMap(() => [
  { hz: [440, 554], ms: 320, loud: 0.55 },
  { hz: [554, 659], ms: 320, loud: 0.55 },
  silence(260),
]);
/** By the names that the SDK knows, and our own: `ring`, `waiting`, `test`. */
const sounds: Readonly<Record<string, readonly Part[]>> = {
  ring: [...ring, silence(1200)],
  /** During a call: short, quiet, and not more often than every four seconds. */
  waiting: [
    { hz: [440], ms: 180, loud: 0.25 },
    silence(120),
    { hz: [440], ms: 180, loud: 0.25 },
    silence(3500),
  ],
  test: [
    { hz: [440, 554], ms: 500, loud: 0.5 },
    { hz: [554, 659], ms: 500, loud: 0.5 },
  ],
  incoming: [silence(100)],
  outgoing: [silence(100)],
  disconnect: [silence(100)],
  ...Object.fromEntries(
    [...'0123456789'].map((digit) => [`dtmf${digit}`, [{ hz: key(digit), ms: 120, loud: 0.25 }]]),
  ),
  dtmfs: [{ hz: key('*'), ms: 120, loud: 0.25 }],
  dtmfh: [{ hz: key('#'), ms: 120, loud: 0.25 }],
};

/** 16-bit mono; each part fades in and out over 8 ms so that it does not click. */
function samples(parts: readonly Part[]): Int16Array {
  const fade = rate * 0.008;
  return Int16Array.from(
    parts.flatMap(({ hz, ms, loud = 0.5 }) => {
      const length = Math.round((rate * ms) / 1000);
      return Array.from({ length }, (_, i) => {
        const edge = Math.min(1, i / fade, (length - i) / fade);
        const sum = hz.reduce((all, f) => all + Math.sin((2 * Math.PI * f * i) / rate), 0);
        return hz.length === 0 ? 0 : Math.round((sum / hz.length) * loud * edge * 32_767);
      });
    }),
  );
}

const folder = join(import.meta.dirname, '..', 'renderer', 'phone', 'sounds');
mkdirSync(folder, { recursive: true });
for (const [name, parts] of Object.entries(sounds))
  writeFileSync(join(folder, `${name}.wav`), encodeWav([samples(parts)], rate));
