// A stand-in for @twilio/voice-sdk with the behaviour that was measured of it, bad habits included: unit tests hold the
// phone's adapter against each of them. The real SDK is exercised in tests/carrier.
import { EventEmitter } from 'node:events';
import type { SdkAudio, SdkCall, SdkDevice, SdkOptions, SdkSample } from '#renderer/phone/sdk-shape.ts';

export class FakeTrack {
  enabled = true;
  kind = 'audio';
  readyState: 'live' | 'ended' = 'live';
  stop(): void {
    this.readyState = 'ended';
  }
}
export class FakeStream {
  tracks = [new FakeTrack()];
  getTracks(): FakeTrack[] {
    return this.tracks;
  }
  getAudioTracks(): FakeTrack[] {
    return this.tracks;
  }
}
export const asStream = (stream: FakeStream): MediaStream => stream as unknown as MediaStream;

export class FakePeer extends EventTarget {
  /** Chromium keeps a connection for ever that is closed while it has yet to tell something. */
  kept = false;
  stopped = false;
  senders: { track: FakeTrack | null }[] = [];
  #state = 'connected';
  #waiting: string[] = [];
  get connectionState(): string {
    return this.#state;
  }
  get signalingState(): string {
    return this.#state === 'closed' ? 'closed' : 'stable';
  }
  getTransceivers(): { stop(): void }[] {
    return [{ stop: () => void (this.stopped = true) }];
  }
  /** Something that it will tell in a task of its own. */
  happens(event: 'connectionstatechange' | 'icegatheringstatechange'): void {
    this.#waiting.push(event);
  }
  tells(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const event of waiting) this.dispatchEvent(new Event(event));
  }
  getSenders(): { track: FakeTrack | null }[] {
    return this.senders;
  }
  getStats(): Promise<Map<string, Record<string, unknown>>> {
    return Promise.resolve(new Map([['o', { type: 'outbound-rtp', packetsSent: 50 }]]));
  }
  close(): void {
    if (this.#waiting.length > 0) this.kept = true;
    this.#state = 'closed';
  }
}

let sids = 0;
const newSid = (): string => `CA${String(++sids).padStart(32, '0')}`;

export class FakeCall extends EventEmitter implements SdkCall {
  parameters: Record<string, string>;
  customParameters: Map<string, string>;
  reconnectToken: string | null;
  state = 'pending';
  local: FakeStream | null = null;
  remote = new FakeStream();
  peer: FakePeer | null = null;
  sent: string[] = [];
  readonly device: FakeDevice;
  constructor(device: FakeDevice, custom: Record<string, string>, token: string | null, sid = newSid()) {
    super();
    this.device = device;
    this.parameters = { CallSid: sid };
    this.customParameters = new Map(Object.entries(custom));
    this.reconnectToken = token;
  }
  get connectToken(): string | undefined {
    return this.reconnectToken === null
      ? undefined
      : JSON.stringify({
          sid: this.parameters['CallSid'],
          token: this.reconnectToken,
          custom: [...this.customParameters],
        });
  }
  status(): string {
    return this.state;
  }
  /** Accepting a second call on one device hangs up the first. */
  accept(): void {
    if (this.state !== 'pending') return;
    const active = this.device.active;
    if (active !== null && active !== this) active.disconnect();
    this.device.active = this;
    this.device.pending.delete(this);
    this.state = 'connecting';
    void this.device.options.getUserMedia({ audio: true }).then(
      (stream) => {
        if (this.state !== 'connecting') return;
        this.local = stream as unknown as FakeStream;
        if (this.device.options.RTCPeerConnection) {
          this.peer = new this.device.options.RTCPeerConnection() as unknown as FakePeer;
          this.peer.senders = this.local.tracks.map((track) => ({ track }));
        }
        this.sent.push('answer');
      },
      () => {
        this.sent.push('hangup');
        this.close();
        this.emit('error', { code: 31402 });
        this.emit('disconnect');
      },
    );
  }
  /** The carrier's answer. */
  opened(): void {
    this.state = 'open';
    this.emit('accept');
  }
  reject(): void {
    if (this.state !== 'pending') return;
    this.sent.push('reject');
    this.state = 'closed';
    this.device.pending.delete(this);
    this.emit('reject');
  }
  ignore(): void {
    if (this.state !== 'pending') return;
    this.state = 'closed';
    this.device.pending.delete(this);
  }
  disconnect(): void {
    if (!['open', 'connecting', 'reconnecting', 'ringing'].includes(this.state)) return;
    if (this.device.signalling) this.sent.push('hangup');
    this.close();
    this.emit('disconnect');
  }
  hangup(code?: number): void {
    if (code !== undefined) this.emit('error', { code });
    this.close();
    this.emit('disconnect');
  }
  /** A connection that failed for good: the end comes first, its error after it. */
  failed(code: number): void {
    this.close();
    this.emit('disconnect');
    this.emit('error', { code });
  }
  cancel(): void {
    this.state = 'closed';
    this.device.pending.delete(this);
    this.emit('cancel');
  }
  private close(): void {
    this.state = 'closed';
    if (this.device.active === this) this.device.active = null;
    this.peer?.close();
    this.local?.tracks.forEach((track) => track.stop());
  }
  /** Told before the status changes; without a token the call is "closed" and its sound goes on. */
  transportClosed(): void {
    this.device.signalling = false;
    this.emit('transportClose');
    if (this.reconnectToken === null) this.state = 'closed';
    else {
      this.state = 'reconnecting';
      this.emit('reconnecting', { code: 53001 });
    }
  }
  transportBack(token: string | null): void {
    this.device.signalling = true;
    this.reconnectToken = token;
    this.state = 'open';
    this.emit('reconnected');
  }
  mute(on: boolean): void {
    this.local?.tracks.forEach((track) => (track.enabled = !on));
    this.emit('mute', on);
  }
  sendDigits(digits: string): void {
    this.sent.push(`dtmf ${digits}`);
  }
  sample(sample: Partial<SdkSample>): void {
    this.emit('sample', { mos: 4.4, rtt: 20, jitter: 2, packetsLostFraction: 0, ...sample });
  }
  getLocalStream(): MediaStream | undefined {
    return this.local === null ? undefined : asStream(this.local);
  }
  getRemoteStream(): MediaStream | undefined {
    return asStream(this.remote);
  }
}

export class FakeDevice extends EventEmitter implements SdkDevice {
  state = 'unregistered';
  active: FakeCall | null = null;
  pending = new Set<FakeCall>();
  signalling = true;
  tokens: string[];
  registers = 0;
  unset = 0;
  inputs: string[] = [];
  outputs: string[] = [];
  readonly options: SdkOptions;
  /** A gateway that is down lets neither of these come to an end. */
  hanging = false;
  constructor(token: string, options: SdkOptions) {
    super();
    this.tokens = [token];
    this.options = options;
    // An 'error' nobody listens to must not end the test's process.
    EventEmitter.prototype.on.call(this, 'error', () => undefined);
  }
  audio: SdkAudio = {
    incoming: () => false,
    outgoing: () => false,
    disconnect: () => false,
    setInputDevice: async (id) => void this.inputs.push(id),
    unsetInputDevice: async () => void this.unset++,
    speakerDevices: { set: async (id) => void this.outputs.push(id) },
    availableInputDevices: new Map([['mic-2', {} as MediaDeviceInfo]]),
    availableOutputDevices: new Map([['out-2', {} as MediaDeviceInfo]]),
  };
  get isBusy(): boolean {
    return this.active !== null;
  }
  register(): Promise<void> {
    this.registers++;
    this.state = 'registering';
    this.emit('registering');
    return this.hanging ? new Promise(() => undefined) : Promise.resolve();
  }
  ready(): void {
    this.state = 'registered';
    this.emit('registered');
  }
  gone(): void {
    this.state = 'unregistered';
    this.emit('unregistered');
  }
  unregister(): Promise<void> {
    this.gone();
    return Promise.resolve();
  }
  updateToken(token: string): void {
    this.tokens.push(token);
  }
  connect(given: { params?: Record<string, string>; connectToken?: string }): Promise<SdkCall> {
    if (this.active !== null) return Promise.reject(new Error('A Call is already active'));
    if (this.hanging) return new Promise(() => undefined);
    for (const call of this.pending) call.ignore();
    const kept =
      given.connectToken === undefined
        ? null
        : (JSON.parse(given.connectToken) as { sid: string; custom: [string, string][] });
    const call = kept
      ? new FakeCall(this, Object.fromEntries(kept.custom), 'next', kept.sid)
      : new FakeCall(this, given.params ?? {}, 'out');
    call.accept();
    return Promise.resolve(call);
  }
  invite(custom: Record<string, string>, token: string | null = 'r1'): FakeCall {
    const call = new FakeCall(this, custom, token);
    this.pending.add(call);
    this.emit('incoming', call);
    return call;
  }
  /** Ends the microphone, but not the connection. */
  destroy(): void {
    for (const call of this.pending) call.reject();
    if (this.active?.state !== 'closed') this.active?.disconnect();
    this.state = 'destroyed';
    this.removeAllListeners();
  }
}

/** Time that a test moves on by hand. */
export function handClock(): {
  now(): number;
  later(ms: number, task: () => void): () => void;
  pass(ms: number): void;
} {
  let time = 0;
  let timers: { at: number; task: () => void }[] = [];
  return {
    now: () => time,
    later(ms, task) {
      const timer = { at: time + ms, task };
      timers.push(timer);
      return () => void (timers = timers.filter((other) => other !== timer));
    },
    pass(ms) {
      const until = time + ms;
      for (;;) {
        const next = timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((other) => other !== next);
        time = next.at;
        next.task();
      }
      time = until;
    },
  };
}
