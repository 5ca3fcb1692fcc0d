// One device of the SDK with its own connection to the carrier. A line carries one open call at a time; the first line
// is registered and rings, more are made for a second call and end with it.
import { quietlyClosed } from './peer.ts';
import type { MakeDevice, SdkCall, SdkDevice, SdkError } from './sdk-shape.ts';
import type { Gateway, OpenMicrophone } from './softphone.ts';

export interface LineEvents {
  incoming(call: SdkCall): void;
  registering(): void;
  registered(): void;
  unregistered(): void;
  error(code: number | null): void;
  tokenWillExpire(): void;
}
export interface LineDeps {
  makeDevice: MakeDevice;
  /** All 15 by name, from this page's own origin. */
  sounds: Record<string, string>;
  openMicrophone: OpenMicrophone;
  /** Absent in tests without a browser. */
  Peer: typeof RTCPeerConnection | undefined;
  later(ms: number, task: () => void): () => void;
}
export interface Line {
  readonly device: SdkDevice;
  /** Connections made by this line that are not closed, the newest last. */
  peers(): RTCPeerConnection[];
  /** Ends everything of it, also what the SDK leaves behind. */
  end(): void;
}

/** Of a token's end, told by the SDK so long before it (ms); only a hint, see trap 3. */
export const hintBefore = 60_000;

export function createLine(
  deps: LineDeps,
  token: string,
  gateway: Gateway,
  output: () => string | null,
  events: LineEvents,
): Line {
  const made: RTCPeerConnection[] = [];
  const open = (): RTCPeerConnection[] => made.filter((peer) => peer.connectionState !== 'closed');
  const device = deps.makeDevice(token, {
    ...(gateway === null ? {} : { chunderw: gateway }),
    // With publishing on, numbers and timings of every call would go to the carrier's analytics.
    publishEvents: false,
    // The page has a warning of its own, in words of ours.
    closeProtection: false,
    allowIncomingWhileBusy: true,
    enableImprovedSignalingErrorPrecision: true,
    // As long as the carrier allows for coming back to a call (the default asks for none).
    maxCallSignalingTimeoutMs: 30_000,
    tokenRefreshMs: hintBefore,
    // The SDK writes numbers and parameters of calls into the console.
    logLevel: 'silent',
    sounds: deps.sounds,
    getUserMedia: deps.openMicrophone,
    ...(deps.Peer === undefined
      ? {}
      : { RTCPeerConnection: watched(quietlyClosed(deps.Peer, deps.later), made) }),
  });
  // Our own ringtone plays on the ringer's device and can be silenced; the SDK's can't (facts of other desktops).
  device.audio?.incoming(false);
  device.audio?.outgoing(false);
  device.audio?.disconnect(false);
  const applyOutput = (): void => {
    const id = output();
    if (id !== null && device.audio?.availableOutputDevices.has(id))
      device.audio.speakerDevices.set(id).catch(() => undefined);
  };
  applyOutput();
  device.on('incoming', (call: SdkCall) => {
    applyOutput();
    events.incoming(call);
  });
  device.on('registering', () => events.registering());
  device.on('registered', () => events.registered());
  device.on('unregistered', () => events.unregistered());
  device.on('tokenWillExpire', () => events.tokenWillExpire());
  device.on('error', (error?: SdkError) => events.error(typeof error?.code === 'number' ? error.code : null));
  return {
    device,
    peers: open,
    end() {
      device.destroy();
      // Trap 1: destroying the device leaves the connection up, and the caller is still heard.
      for (const peer of open()) peer.close();
    },
  };
}

/** Remembers each connection it makes: statistics and a sure end need it, and the SDK keeps it to itself. */
function watched(Plain: typeof RTCPeerConnection, made: RTCPeerConnection[]): typeof RTCPeerConnection {
  return class extends Plain {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made.push(this);
      // Those that are closed are let go when the next one is made: 200 calls must not keep 200 of them.
      for (let i = made.length - 1; i >= 0; i--) if (made[i]?.connectionState === 'closed') made.splice(i, 1);
    }
  };
}
