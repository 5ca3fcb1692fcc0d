// What can be played: named kinds instead of buffers, so that a script, a webhook and a test can all say the same thing.
/** Frames per second of everything in the carrier. */
export const sampleRate = 8000;
export const frameMs = 20;
export const frameSamples = (sampleRate * frameMs) / 1000;

export type Sound =
  | { kind: 'tone'; hz: number; ms: number; /** 0 to 1 of full scale; default 0.25. */ level?: number }
  | { kind: 'silence'; ms: number }
  | { kind: 'pcm'; samples: Int16Array }
  /** Spoken by the installed engine; without one, tones as long as the words would take. */
  | { kind: 'words'; text: string }
  | { kind: 'digits'; digits: string }
  /** Never ends by itself. `hold` has its strongest tone at 523 Hz, `wait` at 392 Hz, `ringback` at 440 + 480 Hz. */
  | { kind: 'music'; tune: 'hold' | 'wait' | 'ringback' }
  | { kind: 'list'; sounds: readonly Sound[] };
