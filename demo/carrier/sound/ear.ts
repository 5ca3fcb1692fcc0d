// What somebody heard, as a test and the control API read it: parts with a tone and a level instead of samples.
/** `fromMs` and `toMs` are instants of the carrier's clock; `hz` is the strongest tone, null when there is none. */
export interface HeardPart {
  fromMs: number;
  toMs: number;
  hz: number | null;
  /** Every tone of at least a quarter of the strongest, strongest first. */
  tones: readonly number[];
  /** RMS, 0 to 32767. */
  level: number;
}

export interface Heard {
  /** Silence and sound in the order they were heard; neighbouring windows of 100 ms with the same tones are one part. */
  parts(sinceMs?: number): readonly HeardPart[];
  /** RMS of the last `ms` (at most 3000). */
  level(ms?: number): number;
  /** Amplitude (0 to 32767) of one frequency in the last `ms`. */
  toneLevel(hz: number, ms?: number): number;
  /** The last instant at which a frame of 20 ms was louder than `level` (default 200); null when never. */
  lastSoundMs(level?: number): number | null;
  /**
   * When the first frame of 20 ms since then began that was louder than `level` (and, with `hz`, little else than this tone),
   * within the last 3 s; null when none was.
   */
  firstSoundMs(sinceMs: number, level?: number, hz?: number | null): number | null;
}
