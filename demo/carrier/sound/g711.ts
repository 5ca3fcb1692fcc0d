// G.711 mu-law, the codec the SDK prefers and every telephone network speaks: one byte per sample.
const bias = 0x84;
const clip = 32_635;

const toLinear = Int16Array.from({ length: 256 }, (_, code) => {
  const inverted = ~code & 0xff;
  const magnitude = ((((inverted & 0x0f) << 3) + bias) << ((inverted >> 4) & 7)) - bias;
  return inverted & 0x80 ? -magnitude : magnitude;
});

function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(clip, Math.abs(sample)) + bias;
  let exponent = 7;
  for (let mask = 0x4000; (magnitude & mask) === 0 && exponent > 0; mask >>= 1) exponent -= 1;
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
}

const toCode = Uint8Array.from({ length: 65_536 }, (_, index) => encodeSample(index - 32_768));

export function encodeMuLaw(samples: Int16Array): Buffer {
  const bytes = Buffer.allocUnsafe(samples.length);
  for (let i = 0; i < samples.length; i += 1) bytes[i] = toCode[(samples[i] ?? 0) + 32_768] ?? 0xff;
  return bytes;
}

export function decodeMuLaw(bytes: Uint8Array): Int16Array {
  const samples = new Int16Array(bytes.length);
  for (let i = 0; i < bytes.length; i += 1) samples[i] = toLinear[bytes[i] ?? 0xff] ?? 0;
  return samples;
}
