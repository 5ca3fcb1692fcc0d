// Puts a voicemail together from the parts that the desk hands out, since one answer holds at most a megabyte.
import { fail, ok, type Result } from '#shared/domain/result.ts';

type Part = { parts: number; base64: string };
/** Two minutes of telephone sound are two parts; far more is no voicemail. */
const mostParts = 64;

export async function readVoicemail(
  id: string,
  read: (input: { id: string; part: number }) => Promise<Result<Part>>,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const pieces: Uint8Array[] = [];
  let parts = 1;
  for (let part = 0; part < parts; part++) {
    const result = await read({ id, part });
    if (!result.ok) return result;
    if (result.value.parts > mostParts) return fail('invalid-result', 'voicemail');
    parts = result.value.parts;
    pieces.push(Uint8Array.from(atob(result.value.base64), (c) => c.charCodeAt(0)));
  }
  const whole = new Uint8Array(pieces.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return ok(whole);
}

/** Plays it; answers how to stop it. Through Web Audio: the page's policy lets no sound be loaded from an address. */
export async function playSound(
  wav: Uint8Array<ArrayBuffer>,
  onEnded: () => void,
): Promise<Result<() => void>> {
  const context = new AudioContext();
  const close = (): void => void context.close().catch(() => undefined);
  try {
    const source = context.createBufferSource();
    source.buffer = await context.decodeAudioData(wav.buffer);
    source.connect(context.destination);
    source.onended = onEnded;
    source.start();
    return ok(close);
  } catch {
    close();
    return fail('invalid-result', 'voicemail');
  }
}
