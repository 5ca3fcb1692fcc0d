// The page of the media tests: the unmodified SDK and nothing of ours around it, so that what is measured is the carrier
// and the SDK. The tests drive `window.phone`.
import { Device, type Call } from '@twilio/voice-sdk';

export interface Happening {
  at: number;
  what: string;
  code?: number | undefined;
  detail?: string | undefined;
}

interface Extra {
  chunderw: string;
  publishEvents: boolean;
}

export interface PageHeard {
  hz: number;
  rms: number;
  /** Decibels below the strongest; Infinity when nothing is heard. */
  belowDb: number;
}

export interface Phone {
  happened: Happening[];
  calls: Call[];
  device: Device | null;
  open(
    token: string,
    gateway: string,
    more?: Partial<Device.Options> & { register?: boolean },
  ): Promise<void>;
  take(call: Call): void;
  /** Without the browser's sound processing: a test's tones are no speech. */
  accept(index: number): void;
  connect(options: Device.ConnectOptions): Promise<void>;
  /** The strongest tone in what this page hears after `ms`, and how far below it `wanted` is. */
  hears(index: number, ms: number, wanted: number): Promise<PageHeard>;
}

const names = ['incoming', 'outgoing', 'disconnect', ...[...'0123456789sh'].map((key) => `dtmf${key}`)];

const plain: MediaStreamConstraints = {
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
};

const phone: Phone = {
  happened: [],
  calls: [],
  device: null,

  async open(token, gateway, { register = true, ...more } = {}) {
    const sounds = Object.fromEntries(names.map((name) => [name, '/sound.wav']));
    // Internal options of the SDK (facts: they are read at run time and missing from its types).
    const extra: Extra = { chunderw: gateway, publishEvents: false };
    const options: Device.Options & Extra = {
      closeProtection: false,
      allowIncomingWhileBusy: true,
      enableImprovedSignalingErrorPrecision: true,
      sounds,
      ...more,
      ...extra,
    };
    const device = new Device(token, options);
    phone.device = device;
    for (const name of ['registered', 'unregistered', 'tokenWillExpire', 'destroyed'] as const)
      device.on(name, () => note(name));
    device.on('error', (error: { code?: number }) => note('error', error.code));
    device.on('incoming', (call: Call) => {
      note('incoming', undefined, call.customParameters.get('callId'));
      phone.take(call);
    });
    if (register) await device.register();
  },

  take(call) {
    const index = phone.calls.push(call) - 1;
    for (const name of ['accept', 'cancel', 'disconnect', 'reject', 'reconnected', 'transportClose'] as const)
      call.on(name, () => note(`${index}:${name}`));
    call.on('ringing', () => note(`${index}:ringing`));
    call.on('reconnecting', (error?: { code?: number }) => note(`${index}:reconnecting`, error?.code));
    call.on('error', (error: { code?: number }) => note(`${index}:error`, error.code));
    call.on('messageReceived', (message: { content: unknown }) =>
      note(`${index}:message`, undefined, JSON.stringify(message.content)),
    );
    call.on('messageSent', () => note(`${index}:sent`));
    call.on('warning', (name: string) => note(`${index}:warning`, undefined, name));
  },

  accept(index) {
    phone.calls[index]?.accept({ rtcConstraints: plain });
  },

  async connect(options) {
    const call = await phone.device?.connect({ ...options, rtcConstraints: plain });
    if (call !== undefined) phone.take(call);
  },

  async hears(index, ms, wanted) {
    const stream = phone.calls[index]?.getRemoteStream();
    const context = Device.audioContext;
    if (!stream || !context) return { hz: 0, rms: 0, belowDb: Infinity };
    const source = context.createMediaStreamSource(stream);
    const analyser = context.createAnalyser();
    analyser.fftSize = 8192;
    analyser.smoothingTimeConstant = 0;
    source.connect(analyser);
    await new Promise((done) => setTimeout(done, ms));
    const spectrum = new Float32Array(analyser.frequencyBinCount);
    const wave = new Float32Array(analyser.fftSize);
    analyser.getFloatFrequencyData(spectrum);
    analyser.getFloatTimeDomainData(wave);
    source.disconnect();
    let best = 1;
    for (let i = 1; i < spectrum.length; i += 1)
      if ((spectrum[i] ?? -Infinity) > (spectrum[best] ?? -Infinity)) best = i;
    const binHz = context.sampleRate / analyser.fftSize;
    const near = spectrum.slice(Math.floor((wanted - 12) / binHz), Math.ceil((wanted + 12) / binHz) + 1);
    const rms = Math.sqrt(wave.reduce((sum, value) => sum + value * value, 0) / wave.length);
    return { hz: Math.round(best * binHz), rms, belowDb: (spectrum[best] ?? 0) - Math.max(...near) };
  },
};

function note(what: string, code?: number, detail?: string): void {
  phone.happened.push({ at: Date.now(), what, code, detail });
}

declare global {
  interface Window {
    phone: Phone;
  }
}
window.phone = phone;
