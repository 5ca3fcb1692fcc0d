// Whether the bytes that came are a whole WAV file: the carrier's copy is deleted once they are kept. Pure.

/** A head that was written before the end was known says nothing of its sizes. */
const unknownSize = (size: number): boolean => size === 0 || size === 0xff_ff_ff_ff;

export type WavCheck = 'whole' | 'not-whole' | 'not-wav';

/** @param ended whether the transfer itself says where it ends: then a head without sizes is enough. */
export function checkWav(bytes: Buffer, ended: boolean): WavCheck {
  const word = (at: number): string => bytes.toString('latin1', at, at + 4);
  if (word(0) !== 'RIFF' || word(8) !== 'WAVE') return 'not-wav';
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4);
    if (word(at) === 'data') {
      const isWhole = unknownSize(size) ? ended : at + 8 + size <= bytes.length;
      return isWhole ? 'whole' : 'not-whole';
    }
    // A chunk begins at an even place.
    at += 8 + size + (size % 2);
  }
  return 'not-whole';
}
