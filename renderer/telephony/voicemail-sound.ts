// Puts a voicemail together from the parts that the desk hands out, since one answer holds at most a megabyte.
import { fail, ok, type Failure, type Result } from '#shared/domain/result.ts';

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

export type PlaybackState = 'idle' | 'loading' | 'playing';
export interface PlaybackDeps {
  read(): Promise<Result<Uint8Array<ArrayBuffer>>>;
  play(wav: Uint8Array<ArrayBuffer>, onEnded: () => void): Promise<Result<() => void>>;
  became(state: PlaybackState): void;
}
export interface Playback {
  /** What went wrong; null = it plays, or was stopped meanwhile. */
  play(): Promise<Failure | null>;
  /** Also while it is still being fetched: it doesn't begin afterwards. */
  stop(): void;
}
/** One sound behind one button. */
export function createPlayback(deps: PlaybackDeps): Playback {
  let run = 0;
  let end: (() => void) | null = null;
  const stop = (): void => {
    run++;
    end?.();
    end = null;
    deps.became('idle');
  };
  return {
    stop,
    async play() {
      stop();
      const mine = run;
      deps.became('loading');
      const sound = await deps.read();
      if (mine !== run) return null;
      const playing = sound.ok
        ? await deps.play(sound.value, () => (mine === run ? stop() : undefined))
        : sound;
      if (mine !== run) {
        if (playing.ok) playing.value();
        return null;
      }
      if (!playing.ok) {
        deps.became('idle');
        return playing;
      }
      end = playing.value;
      deps.became('playing');
      return null;
    },
  };
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
