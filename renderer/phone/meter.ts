// How loud the microphone and the other side really are, measured on the tracks themselves: a muted or dead microphone
// shows nothing.

/** Readings a second. A hidden page draws no frames, so a timer drives it. */
const everyMs = 100;

export interface MeterDeps {
  /** Made anew for each use and closed after it: as long as one runs, Chromium keeps every source that it had. */
  context(): AudioContext;
  later(ms: number, task: () => void): () => void;
  /** Of an open call, where there is one. */
  sound(): { local: MediaStream | null; remote: MediaStream | null };
  /** Without a call: opens the microphone for the meter. */
  open(): Promise<MediaStream>;
  /** 0 to 1 each. */
  tell(input: number, output: number): void;
}
export interface Meter {
  on(): void;
  off(): void;
  /** Another microphone is used from now on: the one opened for the meter is let go, and the next is opened. */
  changed(): void;
}

/** From the samples' root mean square: -60 dB and less is 0, full scale 1. */
export function loudness(samples: Float32Array): number {
  const sum = samples.reduce((all, value) => all + value * value, 0);
  const rms = Math.sqrt(sum / Math.max(1, samples.length));
  return rms === 0 ? 0 : Math.min(1, Math.max(0, 1 + (20 * Math.log10(rms)) / 60));
}

interface Ear {
  stream: MediaStream;
  read(): number;
  end(): void;
}
function listen(context: AudioContext, stream: MediaStream): Ear {
  const source = context.createMediaStreamSource(stream);
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    stream,
    read() {
      analyser.getFloatTimeDomainData(samples);
      return loudness(samples);
    },
    end: () => source.disconnect(),
  };
}

export function createMeter(deps: MeterDeps): Meter {
  let running = 0;
  let own: MediaStream | null = null;
  /** Counts changes of the microphone, for one that happens while it is being opened. */
  let choice = 0;
  let ears: { local: Ear | null; remote: Ear | null } = { local: null, remote: null };
  let context: AudioContext | null = null;

  const ear = (known: Ear | null, stream: MediaStream | null): Ear | null => {
    if (known?.stream === stream) return known;
    known?.end();
    return stream === null || stream.getAudioTracks().length === 0
      ? null
      : listen((context ??= deps.context()), stream);
  };
  const letGo = (): void => {
    own?.getTracks().forEach((track) => track.stop());
    own = null;
  };
  async function loop(mine: number): Promise<void> {
    if (mine !== running) return;
    const { local, remote } = deps.sound();
    if (local !== null || own?.getAudioTracks().every((track) => track.readyState === 'ended')) letGo();
    if (local === null && own === null) {
      const was = choice;
      const opened = await deps.open().catch(() => null);
      const other = was !== choice;
      if (mine !== running || other) opened?.getTracks().forEach((track) => track.stop());
      if (mine !== running) return;
      own = other ? null : opened;
    }
    ears = { local: ear(ears.local, local ?? own), remote: ear(ears.remote, remote) };
    deps.tell(ears.local?.read() ?? 0, ears.remote?.read() ?? 0);
    deps.later(everyMs, () => void loop(mine));
  }
  return {
    on: () => void loop(++running),
    changed() {
      choice++;
      letGo();
    },
    off() {
      running++;
      letGo();
      ears.local?.end();
      ears.remote?.end();
      ears = { local: null, remote: null };
      void context?.close().catch(() => undefined);
      context = null;
    },
  };
}
