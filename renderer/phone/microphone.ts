// The one place that opens a microphone. It is held only while it is needed: from the ring to the call's end. One that
// stays open all day keeps Bluetooth headsets in their worst sound and lets nobody see when it is really on.

export type MicrophoneState = 'ready' | 'denied' | 'missing' | 'lost';
export interface MicrophoneDeps {
  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream>;
  /** The agent's choice; null = the system's. */
  chosen(): string | null;
  /** The chosen one can't be had and another was taken. */
  fellBack(): void;
}
export interface Microphone {
  /** Opens it ahead of the answer, or says why it can't be (trap 7). What is open waits for `open` or `release`. */
  prepare(): Promise<MicrophoneState>;
  /** For the SDK, and for meters: what is prepared, else a fresh one. Rejects as `getUserMedia` does. */
  open(constraints?: MediaStreamConstraints): Promise<MediaStream>;
  /** No call rings any more: lets go of what was prepared. */
  release(): void;
}

const processing = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
export const stopAll = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

export function stateOf(error: unknown): MicrophoneState {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  // It is there and gives nothing: another program holds it, or it was pulled out in this moment.
  return name === 'NotReadableError' || name === 'AbortError' ? 'lost' : 'missing';
}
const deviceOf = ({ audio }: MediaStreamConstraints): ConstrainDOMString | undefined =>
  typeof audio === 'object' ? audio.deviceId : undefined;

export function createMicrophone(deps: MicrophoneDeps): Microphone {
  let prepared: { device: string | null; stream: Promise<MediaStream> } | null = null;

  const ask = (deviceId?: ConstrainDOMString): Promise<MediaStream> =>
    deps.getUserMedia({ audio: { ...processing, ...(deviceId === undefined ? {} : { deviceId }) } });
  async function choice(): Promise<MediaStream> {
    const chosen = deps.chosen();
    if (chosen === null) return ask();
    try {
      return await ask({ exact: chosen });
    } catch (error) {
      if (stateOf(error) === 'denied') throw error;
      const other = await ask();
      deps.fellBack();
      return other;
    }
  }
  const live = (stream: MediaStream): boolean => stream.getTracks().some((t) => t.readyState === 'live');
  const release = (): void => {
    void prepared?.stream.then(stopAll, () => undefined);
    prepared = null;
  };
  return {
    async prepare() {
      const device = deps.chosen();
      if (prepared !== null && prepared.device !== device) release();
      prepared ??= { device, stream: choice() };
      const mine = prepared;
      try {
        if (live(await mine.stream)) return 'ready';
        if (prepared === mine) prepared = null;
        return 'lost';
      } catch (error) {
        if (prepared === mine) prepared = null;
        return stateOf(error);
      }
    },
    async open(constraints = {}) {
      const asked = deviceOf(constraints);
      if (asked !== undefined) return ask(asked);
      const mine = prepared;
      if (mine === null || mine.device !== deps.chosen()) return choice();
      prepared = null;
      const stream = await mine.stream;
      return live(stream) ? stream : choice();
    },
    release,
  };
}
