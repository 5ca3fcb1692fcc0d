// WAV in and out: recordings leave the carrier as WAV, and the speech engine hands its words over as one.
import { decodeMuLaw } from './g711.ts';
import { sampleRate } from './sounds.ts';

/** 16 bit PCM; all channels must be equally long (the shorter are filled with silence). */
export function encodeWav(channels: readonly Int16Array[], rate = sampleRate): Buffer {
  const count = Math.max(1, channels.length);
  const length = Math.max(0, ...channels.map((samples) => samples.length));
  const data = length * count * 2;
  const wav = Buffer.alloc(44 + data);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + data, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(count, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * count * 2, 28);
  wav.writeUInt16LE(count * 2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(data, 40);
  channels.forEach((samples, channel) => {
    for (let i = 0; i < samples.length; i += 1)
      wav.writeInt16LE(samples[i] ?? 0, 44 + (i * count + channel) * 2);
  });
  return wav;
}

export interface Wav {
  rate: number;
  channels: Int16Array[];
}

/** Null when it is neither 16 bit PCM nor G.711 mu-law of one channel. A data chunk that claims more than there is (a stream) is read to its end. */
export function decodeWav(bytes: Buffer): Wav | null {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'RIFF') return null;
  if (bytes.toString('latin1', 8, 12) !== 'WAVE') return null;
  let format: { channels: number; rate: number; muLaw: boolean } | null = null;
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = bytes.toString('latin1', at, at + 4);
    const body = at + 8;
    const length = Math.min(bytes.readUInt32LE(at + 4), bytes.length - body);
    if (id === 'fmt ' && length >= 16) {
      const muLaw = bytes.readUInt16LE(body) === 7;
      if (!muLaw && (bytes.readUInt16LE(body) !== 1 || bytes.readUInt16LE(body + 14) !== 16)) return null;
      format = { channels: bytes.readUInt16LE(body + 2), rate: bytes.readUInt32LE(body + 4), muLaw };
      if (muLaw && format.channels !== 1) return null;
      if (format.channels < 1 || format.channels > 8 || format.rate < 1) return null;
    }
    if (id === 'data') {
      if (format === null) return null;
      const { channels: count, rate } = format;
      if (format.muLaw) return { rate, channels: [decodeMuLaw(bytes.subarray(body, body + length))] };
      const samples = Math.floor(length / (count * 2));
      const channels = Array.from({ length: count }, () => new Int16Array(samples));
      for (let i = 0; i < samples * count; i += 1) {
        const channel = channels[i % count];
        if (channel !== undefined) channel[Math.floor(i / count)] = bytes.readInt16LE(body + i * 2);
      }
      return { rate, channels };
    }
    at = body + length + (length % 2);
  }
  return null;
}

/** To the carrier's rate: the mean of what falls into each sample's time, which is filter enough for speech. */
export function toCarrierRate(samples: Int16Array, rate: number): Int16Array {
  if (rate === sampleRate) return samples;
  const length = Math.floor((samples.length * sampleRate) / rate);
  const out = new Int16Array(length);
  for (let i = 0; i < length; i += 1) {
    const from = Math.floor((i * rate) / sampleRate);
    const to = Math.max(from + 1, Math.floor(((i + 1) * rate) / sampleRate));
    let sum = 0;
    for (let j = from; j < to; j += 1) sum += samples[j] ?? 0;
    out[i] = Math.round(sum / (to - from));
  }
  return out;
}
