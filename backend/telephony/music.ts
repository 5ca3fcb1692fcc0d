// Music for who waits: made here by arithmetic, so that it has no owner and no licence. A slow arpeggio over C, soft.
const rate = 8000;
const noteMs = 750;
/** C major and A minor in turns, each beginning on C (523 Hz). */
const notes = [523.25, 659.26, 783.99, 659.26, 523.25, 659.26, 880, 659.26];
const rounds = 5;

const muLaw = (sample: number): number => {
  const sign = sample < 0 ? 0x80 : 0;
  const size = Math.min(32_635, Math.abs(sample)) + 132;
  const exponent = Math.max(0, 24 - Math.clz32(size));
  return ~(sign | (exponent << 4) | ((size >> (exponent + 3)) & 0x0f)) & 0xff;
};

/** WAV, G.711 mu-law, one channel, 8 kHz. */
export function musicWav(): Buffer {
  const perNote = (rate * noteMs) / 1000;
  const sound = Buffer.alloc(perNote * notes.length * rounds);
  for (let i = 0; i < sound.length; i++) {
    const hz = notes[Math.floor(i / perNote) % notes.length] ?? 523.25;
    const t = (i % perNote) / rate;
    const swell = Math.min(1, t / 0.03) * Math.min(1, (noteMs / 1000 - t) / 0.05) * Math.exp(-t * 1.2);
    sound[i] = muLaw(Math.round(5_000 * swell * Math.sin(2 * Math.PI * hz * t)));
  }
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + sound.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(7, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(sound.length, 40);
  return Buffer.concat([head, sound]);
}
