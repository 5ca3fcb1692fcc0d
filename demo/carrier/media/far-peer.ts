// The other end for tests that need no browser: a WebRTC peer that does as Chromium does (its SDP has no candidates, it
// goes to the carrier's), says a tone and keeps what it hears.
import {
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
  usePCMU,
} from 'werift';
import { decodeMuLaw, encodeMuLaw } from '../sound/g711.ts';
import { Listening } from '../sound/listening.ts';
import { frameMs, frameSamples } from '../sound/sounds.ts';
import { openSource, silentFrame, type Source } from '../sound/source.ts';
import { stayHome } from './peer.ts';
import { withoutCandidates } from './relay.ts';
import { openTicker } from './ticker.ts';

const eventPayload = 126;
const eventKeys = '0123456789*#ABCD';
const eventCodec = new RTCRtpCodecParameters({
  mimeType: 'audio/telephone-event',
  clockRate: 8000,
  channels: 1,
  payloadType: eventPayload,
});

export class FarPeer {
  readonly heard = new Listening();
  packets = 0;
  readonly #connection = new RTCPeerConnection({
    iceServers: [],
    iceUseIpv6: false,
    iceAdditionalHostAddresses: ['127.0.0.1'],
    iceInterfaceAddresses: { udp4: '127.0.0.1' },
    codecs: {
      audio: [usePCMU(), eventCodec],
    },
  });
  readonly #track = new MediaStreamTrack({ kind: 'audio' });
  readonly #transceiver;
  readonly #ticker;
  #source: Source | null = null;
  #sequence = 0;
  #timestamp = 0;

  constructor(now: () => number) {
    this.#transceiver = this.#connection.addTransceiver(this.#track, { direction: 'sendrecv' });
    stayHome(this.#connection);
    this.#connection.onTrack.subscribe((track) => {
      track.onReceiveRtp.subscribe((packet) => {
        this.packets += 1;
        if (packet.header.payloadType === 0) this.heard.push(decodeMuLaw(packet.payload), now() - frameMs);
      });
    });
    this.#ticker = openTicker(now, () => this.#say());
    this.#ticker.run();
  }

  get connected(): boolean {
    return this.#connection.connectionState === 'connected';
  }

  get localSdp(): string {
    return this.#connection.localDescription?.sdp ?? '';
  }

  /** Null: silence, in packets all the same. */
  tone(hz: number | null): void {
    this.#source = hz === null ? null : openSource({ kind: 'tone', hz, ms: 3_600_000 });
  }

  async offer(): Promise<string> {
    await this.#connection.setLocalDescription(await this.#connection.createOffer());
    return withoutCandidates(this.#connection.localDescription?.sdp ?? '');
  }

  async accept(sdp: string): Promise<void> {
    await this.#connection.setRemoteDescription({ type: 'answer', sdp });
  }

  async answer(sdp: string): Promise<string> {
    await this.#connection.setRemoteDescription({ type: 'offer', sdp });
    await this.#connection.setLocalDescription(await this.#connection.createAnswer());
    return withoutCandidates(this.#connection.localDescription?.sdp ?? '');
  }

  /** Presses a key the way a browser does: telephone events, the same one several times. */
  key(key: string): void {
    const event = eventKeys.indexOf(key);
    this.#timestamp += frameSamples;
    for (const ended of [0, 0, 0x80, 0x80])
      this.#send(eventPayload, Buffer.from([event, ended | 10, 5, 0]), this.#timestamp);
  }

  async close(): Promise<void> {
    this.#ticker.rest();
    await this.#connection.close();
  }

  #say(): void {
    this.#timestamp += frameSamples;
    this.#send(0, encodeMuLaw(this.#source?.() ?? silentFrame), this.#timestamp);
  }

  #send(payloadType: number, payload: Buffer, timestamp: number): void {
    if (!this.connected) return;
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const header = new RtpHeader({
      payloadType,
      sequenceNumber: this.#sequence,
      timestamp,
      ssrc: 77,
      marker: false,
    });
    // The sender puts its codec's payload type on everything: for a key it must believe that it sends events.
    const { sender } = this.#transceiver;
    const voice = sender.codec;
    sender.codec = payloadType === eventPayload ? eventCodec : voice;
    this.#track.writeRtp(new RtpPacket(header, payload));
    sender.codec = voice;
  }
}
