// Turns a named sound into frames of 20 ms, without making more than the next frame at a time.
import { frameSamples, sampleRate, type Sound } from './sounds.ts';

/** The next 160 samples; null when it has come to its end. The last frame is filled with silence. */
export type Source = () => Int16Array | null;

/** A sound whose words are already samples. */
export type PlainSound =
  | Exclude<Sound, { kind: 'words' } | { kind: 'list' }>
  | { kind: 'list'; sounds: readonly PlainSound[] };

const fullScale = 32_767;
const defaultLevel = 0.25;
const keyMs = 160;
const keyGapMs = 80;
/** `w` in digits, as Twilio reads it. */
const waitMs = 500;

const rows = [697, 770, 852, 941];
const columns = [1209, 1336, 1477, 1633];
const pad = ['123A', '456B', '789C', '*0#D'];

export const silentFrame = new Int16Array(frameSamples);

/** The two tones of a key; null for what isn't one. */
export function keyTones(key: string): readonly [number, number] | null {
  for (let row = 0; row < pad.length; row += 1) {
    const column = key.length === 1 ? (pad[row] ?? '').indexOf(key) : -1;
    if (column >= 0) return [rows[row] ?? 0, columns[column] ?? 0];
  }
  return null;
}

interface Part {
  hz: number;
  level: number;
}

/** A chord; the phases go on from frame to frame so that no click falsifies what is heard. */
function chord(parts: readonly Part[], samples: number): Source {
  let done = 0;
  return () => {
    if (done >= samples) return null;
    const frame = new Int16Array(frameSamples);
    const count = Math.min(frameSamples, samples - done);
    for (let i = 0; i < count; i += 1) {
      let value = 0;
      for (const part of parts)
        value += part.level * Math.sin((2 * Math.PI * part.hz * (done + i)) / sampleRate);
      frame[i] = Math.round(value * fullScale);
    }
    done += count;
    return frame;
  };
}

const samplesOf = (ms: number): number => Math.max(0, Math.round((ms * sampleRate) / 1000));
const quiet = (ms: number): Source => chord([], samplesOf(ms));

function pcm(samples: Int16Array): Source {
  let at = 0;
  return () => {
    if (at >= samples.length) return null;
    const frame = new Int16Array(frameSamples);
    frame.set(samples.subarray(at, at + frameSamples));
    at += frameSamples;
    return frame;
  };
}

function sequence(next: () => Source | null): Source {
  let current: Source | null = null;
  return () => {
    for (let empty = 0; empty < 1000; empty += 1) {
      current ??= next();
      if (current === null) return null;
      const frame = current();
      if (frame !== null) return frame;
      current = null;
    }
    return null;
  };
}

function list(sources: readonly (() => Source)[]): Source {
  let index = 0;
  return sequence(() => {
    const make = sources[index];
    index += 1;
    return make === undefined ? null : make();
  });
}

function digits(keys: string): Source {
  const sources = [...keys].flatMap((key): (() => Source)[] => {
    if (key === 'w') return [() => quiet(waitMs)];
    const tones = keyTones(key);
    if (tones === null) return [];
    return [
      () =>
        chord(
          tones.map((hz) => ({ hz, level: 0.2 })),
          samplesOf(keyMs),
        ),
      () => quiet(keyGapMs),
    ];
  });
  return list(sources);
}

/** Bars of a tune: [tones, ms]. The strongest tone is the one that tests listen for. */
const tunes: Record<'hold' | 'wait' | 'ringback', readonly (readonly [readonly Part[], number])[]> = {
  hold: [
    [[{ hz: 523, level: 0.2 }], 600],
    [
      [
        { hz: 523, level: 0.18 },
        { hz: 784, level: 0.03 },
      ],
      600,
    ],
    [[{ hz: 523, level: 0.15 }], 600],
  ],
  wait: [
    [[{ hz: 392, level: 0.2 }], 700],
    [
      [
        { hz: 392, level: 0.16 },
        { hz: 587, level: 0.03 },
      ],
      700,
    ],
  ],
  ringback: [
    [
      [
        { hz: 440, level: 0.14 },
        { hz: 480, level: 0.09 },
      ],
      2000,
    ],
    [[], 4000],
  ],
};

function music(tune: 'hold' | 'wait' | 'ringback'): Source {
  const bars = tunes[tune];
  let index = 0;
  return sequence(() => {
    const bar = bars[index % bars.length];
    index += 1;
    return bar === undefined ? null : chord(bar[0], samplesOf(bar[1]));
  });
}

export function openSource(sound: PlainSound): Source {
  switch (sound.kind) {
    case 'tone':
      return chord([{ hz: sound.hz, level: sound.level ?? defaultLevel }], samplesOf(sound.ms));
    case 'silence':
      return quiet(sound.ms);
    case 'pcm':
      return pcm(sound.samples);
    case 'digits':
      return digits(sound.digits);
    case 'music':
      return music(sound.tune);
    case 'list':
      return list(sound.sounds.map((one) => () => openSource(one)));
  }
}
