// A program that writes WAV to a pipe cannot go back and fill in how long it is. The lengths are set to what came.

const text = (bytes: Buffer, at: number): string => bytes.toString('latin1', at, at + 4);

/** The same file with true lengths; null when it is no WAV with samples in it. */
export function mendedWav(bytes: Buffer): Buffer | null {
  if (bytes.length < 44 || text(bytes, 0) !== 'RIFF' || text(bytes, 8) !== 'WAVE') return null;
  let at = 12;
  let formatted = false;
  while (at + 8 <= bytes.length) {
    if (text(bytes, at) === 'fmt ') formatted = true;
    if (text(bytes, at) === 'data') {
      const size = bytes.length - at - 8;
      if (!formatted || size < 2) return null;
      const mended = Buffer.from(bytes);
      mended.writeUInt32LE(bytes.length - 8, 4);
      mended.writeUInt32LE(size, at + 4);
      return mended;
    }
    at += 8 + bytes.readUInt32LE(at + 4);
  }
  return null;
}
