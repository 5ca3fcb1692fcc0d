// Records three seconds and plays them on the chosen speaker: the only honest answer to "do they hear me". What was said
// stays in this page's memory and is gone afterwards.

export const recordMs = 3000;
export type EchoState = 'recording' | 'playing' | 'done' | 'failed';

export interface EchoDeps {
  open(): Promise<MediaStream>;
  /** Resolves with what was recorded, or rejects. */
  record(stream: MediaStream, ms: number, stopped: AbortSignal): Promise<Blob>;
  /** Resolves when it was played to its end. */
  play(sound: Blob, stopped: AbortSignal): Promise<void>;
  tell(state: EchoState): void;
}
export interface EchoTest {
  start(): Promise<void>;
  stop(): void;
}
export function createEchoTest(deps: EchoDeps): EchoTest {
  let current: AbortController | null = null;
  const stop = (): void => {
    current?.abort();
    current = null;
  };
  /** Also of one that was stopped, where no other has begun since: it must not seem to go on. */
  const tell = (mine: AbortController, state: EchoState): void => {
    if (current === null || current === mine) deps.tell(state);
  };
  return {
    async start() {
      stop();
      const mine = new AbortController();
      current = mine;
      let stream: MediaStream | null = null;
      try {
        stream = await deps.open();
        if (mine.signal.aborted) return tell(mine, 'done');
        tell(mine, 'recording');
        const sound = await deps.record(stream, recordMs, mine.signal);
        stream.getTracks().forEach((track) => track.stop());
        if (mine.signal.aborted) return tell(mine, 'done');
        tell(mine, 'playing');
        await deps.play(sound, mine.signal);
        tell(mine, 'done');
      } catch {
        tell(mine, mine.signal.aborted ? 'done' : 'failed');
      } finally {
        stream?.getTracks().forEach((track) => track.stop());
        if (current === mine) current = null;
      }
    },
    stop,
  };
}

/** In a browser: records with its own recorder. */
export function recordWith(stream: MediaStream, ms: number, stopped: AbortSignal): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const recorder = new MediaRecorder(stream);
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    recorder.addEventListener('error', () => reject(new Error('recorder')));
    recorder.addEventListener('stop', () => resolve(new Blob(parts, { type: recorder.mimeType })));
    const end = (): void => {
      if (recorder.state !== 'inactive') recorder.stop();
    };
    recorder.start();
    setTimeout(end, ms);
    stopped.addEventListener('abort', end, { once: true });
  });
}
/** Plays through a stream: the page's policy allows no other source than its own files and streams. */
export async function playOn(
  context: AudioContext,
  player: HTMLAudioElement,
  device: string | null,
  sound: Blob,
  stopped: AbortSignal,
): Promise<void> {
  const source = context.createBufferSource();
  source.buffer = await context.decodeAudioData(await sound.arrayBuffer());
  const out = context.createMediaStreamDestination();
  source.connect(out);
  await player.setSinkId(device ?? '').catch(() => undefined);
  player.srcObject = out.stream;
  await player.play();
  await new Promise<void>((resolve) => {
    source.addEventListener('ended', () => resolve(), { once: true });
    stopped.addEventListener('abort', () => resolve(), { once: true });
    if (stopped.aborted) resolve();
    else source.start();
  });
  player.pause();
  player.srcObject = null;
}
