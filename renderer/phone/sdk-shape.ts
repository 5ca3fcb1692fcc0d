// What is used of the SDK, written down: the real one is held against it where it is loaded (twilio.ts), and tests bring
// a fake of this shape. Nothing of the SDK that is not here may be relied on.

export interface SdkSample {
  mos: number | null;
  rtt: number;
  jitter: number;
  packetsLostFraction: number;
}
export interface SdkError {
  code?: number;
}
export interface SdkCall {
  readonly customParameters: Map<string, string>;
  readonly connectToken?: string | undefined;
  readonly parameters: Record<string, string>;
  accept(): void;
  reject(): void;
  ignore(): void;
  disconnect(): void;
  mute(on: boolean): void;
  sendDigits(digits: string): void;
  status(): string;
  getLocalStream(): MediaStream | undefined;
  getRemoteStream(): MediaStream | undefined;
  on(event: 'sample', listener: (sample: SdkSample) => void): unknown;
  on(event: 'warning' | 'warning-cleared', listener: (name: string) => void): unknown;
  on(event: 'error' | 'reconnecting', listener: (error?: SdkError) => void): unknown;
  on(event: SdkCallEvent, listener: () => void): unknown;
}
type SdkCallEvent =
  | 'accept'
  | 'cancel'
  | 'disconnect'
  | 'mute'
  | 'reconnected'
  | 'reject'
  | 'ringing'
  | 'transportClose';
export interface SdkAudio {
  incoming(on: boolean): boolean;
  outgoing(on: boolean): boolean;
  disconnect(on: boolean): boolean;
  setInputDevice(id: string): Promise<void>;
  unsetInputDevice(): Promise<void>;
  speakerDevices: { set(id: string): Promise<void> };
  availableInputDevices: Map<string, MediaDeviceInfo>;
  availableOutputDevices: Map<string, MediaDeviceInfo>;
}
export interface SdkDevice {
  readonly state: string;
  readonly isBusy: boolean;
  readonly audio: SdkAudio | null;
  register(): Promise<void>;
  unregister(): Promise<void>;
  updateToken(token: string): void;
  connect(options: { params?: Record<string, string>; connectToken?: string }): Promise<SdkCall>;
  destroy(): void;
  on(event: 'incoming', listener: (call: SdkCall) => void): unknown;
  on(event: 'error', listener: (error?: SdkError) => void): unknown;
  on(event: SdkDeviceEvent, listener: () => void): unknown;
}
type SdkDeviceEvent = 'registering' | 'registered' | 'unregistered' | 'tokenWillExpire';
/** Also options that the SDK takes but does not declare. */
export interface SdkOptions {
  chunderw?: string;
  publishEvents: false;
  closeProtection: false;
  allowIncomingWhileBusy: true;
  enableImprovedSignalingErrorPrecision: true;
  maxCallSignalingTimeoutMs: number;
  tokenRefreshMs: number;
  logLevel: 'silent';
  sounds: Record<string, string>;
  getUserMedia(constraints?: MediaStreamConstraints): Promise<MediaStream>;
  RTCPeerConnection?: typeof RTCPeerConnection;
}
export type MakeDevice = (token: string, options: SdkOptions) => SdkDevice;
