// One WebRTC peer connection of the carrier: PCMU both ways and telephone events, on 127.0.0.1 only, behind a relay.
import {
  CipherContext,
  MediaStreamTrack,
  RTCCertificate,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
  usePCMU,
} from 'werift';
import { decodeMuLaw, encodeMuLaw } from '../sound/g711.ts';
import { frameSamples } from '../sound/sounds.ts';
import {
  loopbackPort,
  openRelay,
  withCandidate,
  withoutCandidates,
  type Impairment,
  type Relay,
} from './relay.ts';
import type { MediaCounters } from './switchboard.ts';

export interface PeerParts {
  impairment: Readonly<Impairment>;
  random(): number;
  onFrame(samples: Int16Array): void;
  onKey(digit: string): void;
  onState(state: MediaCounters['state']): void;
}

const keysOfEvents = '0123456789*#ABCD';
const muLaw = 0;
const eventPayload = 126;
/** sha256 (4) by ECDSA (3) on P-256 (23), as DTLS numbers them. */
const certificateOf = { signature: 3, hash: 4 } as const;
const namedCurve = 23;

export interface Traffic {
  packets: number;
  bytes: number;
}

export class Peer {
  readonly received: Traffic = { packets: 0, bytes: 0 };
  readonly sent: Traffic = { packets: 0, bytes: 0 };
  readonly #parts: PeerParts;
  readonly #connection: RTCPeerConnection;
  readonly #track = new MediaStreamTrack({ kind: 'audio' });
  #relay: Relay | null = null;
  #sequence: number;
  #timestamp: number;
  readonly #ssrc: number;
  #lastEvent = -1;
  #closed = false;

  private constructor(parts: PeerParts, certificate: RTCCertificate | null) {
    this.#parts = parts;
    this.#sequence = Math.floor(parts.random() * 30_000);
    this.#timestamp = Math.floor(parts.random() * 1_000_000);
    this.#ssrc = 1 + Math.floor(parts.random() * 0x7fff_fffe);
    this.#connection = new RTCPeerConnection({
      iceServers: [],
      iceUseIpv6: false,
      iceAdditionalHostAddresses: ['127.0.0.1'],
      iceInterfaceAddresses: { udp4: '127.0.0.1' },
      codecs: {
        audio: [
          usePCMU(),
          new RTCRtpCodecParameters({
            mimeType: 'audio/telephone-event',
            clockRate: 8000,
            channels: 1,
            payloadType: eventPayload,
          }),
        ],
      },
      ...(certificate === null ? {} : { certificates: [certificate] }),
    });
    this.#connection.addTransceiver(this.#track, { direction: 'sendrecv' });
    stayHome(this.#connection);
    this.#connection.onTrack.subscribe((track) => {
      track.onReceiveRtp.subscribe((packet) => this.#take(packet));
    });
    this.#connection.connectionStateChange.subscribe((state) => {
      if (this.#closed) return;
      parts.onState(state === 'disconnected' || state === 'failed' ? 'lost' : state);
    });
  }

  /** `ownCertificate`: a browser that goes on with its own peer connection only shakes hands anew when ours is another. */
  static async open(parts: PeerParts, ownCertificate: boolean): Promise<Peer> {
    return new Peer(parts, ownCertificate ? await newCertificate() : null);
  }

  get connected(): boolean {
    return this.#connection.connectionState === 'connected';
  }

  async offer(): Promise<string> {
    await this.#connection.setLocalDescription(await this.#connection.createOffer());
    return this.#shown();
  }

  /** Throws when the SDP is not an answer to what was offered. */
  async accept(answer: string): Promise<void> {
    requireAudio(answer);
    await this.#connection.setRemoteDescription({ type: 'answer', sdp: withoutCandidates(answer) });
  }

  /** Throws when the SDP is not an offer with audio that this peer speaks. */
  async answer(offer: string): Promise<string> {
    requireAudio(offer);
    // The one who waits for the handshake is ready at once; as its beginner werift waits 100 ms first.
    const sdp = withoutCandidates(offer).replace(/^a=setup:actpass/gmu, 'a=setup:active');
    await this.#connection.setRemoteDescription({ type: 'offer', sdp });
    await this.#connection.setLocalDescription(await this.#connection.createAnswer());
    return this.#shown();
  }

  /** 20 ms of sound; nothing is sent while there is no connection. */
  send(frame: Int16Array): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#timestamp = (this.#timestamp + frameSamples) >>> 0;
    if (this.#closed || !this.connected) return;
    const payload = encodeMuLaw(frame);
    const header = new RtpHeader({
      payloadType: muLaw,
      sequenceNumber: this.#sequence,
      timestamp: this.#timestamp,
      ssrc: this.#ssrc,
      marker: false,
    });
    this.#track.writeRtp(new RtpPacket(header, payload));
    this.sent.packets += 1;
    this.sent.bytes += payload.length;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#track.stop();
    this.#relay?.close();
    await this.#connection.close();
  }

  async #shown(): Promise<string> {
    const sdp = this.#connection.localDescription?.sdp ?? '';
    const port = loopbackPort(sdp);
    if (port === null) throw new Error('no loopback candidate');
    this.#relay ??= await openRelay(port, this.#parts.impairment, () => this.#parts.random());
    if (this.#closed) this.#relay.close();
    return withCandidate(sdp, this.#relay.port);
  }

  #take(packet: RtpPacket): void {
    if (this.#closed) return;
    this.received.packets += 1;
    this.received.bytes += packet.payload.length;
    const type = packet.header.payloadType;
    if (type === muLaw) return this.#parts.onFrame(decodeMuLaw(packet.payload));
    // RFC 4733: the same event comes in many packets that share the time at which the key went down.
    if (packet.payload.length !== 4 || packet.header.timestamp === this.#lastEvent) return;
    const key = keysOfEvents[packet.payload[0] ?? 255];
    if (type !== eventPayload || key === undefined) return;
    this.#lastEvent = packet.header.timestamp;
    this.#parts.onKey(key);
  }
}

/** With no ICE server named, werift asks a public one for this computer's address: nothing here may leave loopback. */
export function stayHome(connection: RTCPeerConnection): void {
  for (const transport of connection.iceTransports) transport.connection.stunServer = undefined;
}

/** werift takes an empty description without a word and then waits for ever. */
function requireAudio(sdp: string): void {
  if (!/^m=audio [1-9]/mu.test(sdp) || !/^a=ice-ufrag:\S/mu.test(sdp) || !/^a=fingerprint:\S/mu.test(sdp))
    throw new Error('no audio in the description');
}

async function newCertificate(): Promise<RTCCertificate> {
  const made = await CipherContext.createSelfSignedCertificateWithKey(certificateOf, namedCurve);
  return new RTCCertificate(made.keyPem, made.certPem, made.signatureHash);
}
