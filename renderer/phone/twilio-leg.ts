// One leg as the engine knows it, whichever call of the SDK carries it at the moment: a second call, or one whose
// connection broke while it rang, is taken over by another device and stays the same leg.
import { createDigits } from './digits.ts';
import type { Line } from './line.ts';
import { warningOf } from './quality.ts';
import type { SdkCall, SdkError, SdkSample } from './sdk-shape.ts';
import type { ClosedWhy, Leg, LegCounters, LegEvent, LegFacts } from './softphone.ts';

type Phase = 'pending' | 'connecting' | 'open' | 'closed';
export interface TwilioLeg extends Leg {
  phase(): Phase;
  /** It can only be taken over by another device: the connection it rang on is gone. */
  adrift(): boolean;
  call(): SdkCall | null;
  line(): Line | null;
  attach(call: SdkCall, line: Line, phase: 'pending' | 'connecting'): void;
  begin(): void;
  end(why: ClosedWhy): void;
}

/** Errors of the carrier that say why a leg ended. */
const whys: Readonly<Record<number, ClosedWhy>> = {
  31401: 'microphone',
  31402: 'microphone',
  53405: 'network',
};
const sidShape = /^CA[0-9a-f]{32}$/;
const longestToken = 8000;

export function createTwilioLeg(
  callId: string,
  incoming: boolean,
  tell: (leg: TwilioLeg, event: LegEvent) => void,
  later: (ms: number, task: () => void) => () => void,
): TwilioLeg {
  let call: SdkCall | null = null;
  let line: Line | null = null;
  let phase: Phase = incoming ? 'pending' : 'connecting';
  let adrift = false;
  /** The signalling is away: nothing we say reaches the carrier. */
  let unheard = false;
  let wanted = false;
  let asked = false;
  let errorWhy: ClosedWhy | null = null;
  let known: LegFacts | null = null;
  const keys = createDigits(
    (run) => call?.sendDigits(run),
    later,
    () =>
      line
        ?.peers()
        .at(-1)
        ?.getSenders()
        .some(({ dtmf }) => (dtmf?.toneBuffer ?? '') !== '') ?? false,
  );

  const tracks = (): MediaStreamTrack[] => {
    const sent =
      line
        ?.peers()
        .at(-1)
        ?.getSenders()
        .flatMap(({ track }) => track ?? []) ?? [];
    return sent.length > 0 ? sent : (call?.getLocalStream()?.getAudioTracks() ?? []);
  };
  const facts = (): LegFacts => {
    if (phase === 'closed' && known !== null) return known;
    const mine = phase === 'open' ? tracks() : [];
    const token = call?.connectToken ?? null;
    const sid = call?.parameters['CallSid'] ?? '';
    return {
      // The track's real state, not what was asked for: a button that lies is what agents complain of most.
      muted: mine.length === 0 ? wanted : mine.every((t) => !t.enabled || t.readyState === 'ended'),
      connectToken: token !== null && token.length <= longestToken ? token : null,
      legSid: sidShape.test(sid) ? sid : null,
    };
  };
  const noticed = (): void => {
    const now = facts();
    const same =
      known !== null &&
      known.muted === now.muted &&
      known.connectToken === now.connectToken &&
      known.legSid === now.legSid;
    known = now;
    if (!same && phase !== 'closed') tell(leg, { t: 'facts' });
  };
  const end = (why: ClosedWhy): void => {
    if (phase === 'closed') return;
    known = facts();
    phase = 'closed';
    keys.end();
    tell(leg, { t: 'closed', why });
    call = null;
    line = null;
  };
  /**
   * Trap 1: without a token to come back by, a lost connection makes the call "closed" while its sound goes on both
   * ways, and `disconnect` does nothing. So the sound is cut here by the stream's own tracks and the connection is
   * closed; the line is thrown away, and the server is asked to end the leg (why `zombie`).
   */
  const cut = (): void => {
    call?.mute(true);
    for (const stream of [call?.getLocalStream(), call?.getRemoteStream()])
      for (const track of stream?.getTracks() ?? []) track.stop();
    for (const peer of line?.peers() ?? []) peer.close();
  };

  function lost(mine: SdkCall): void {
    if (call !== mine || phase === 'closed') return;
    if (phase === 'pending') {
      // The SDK would neither accept it nor tell of it again; with a token another device takes it up.
      if (mine.connectToken !== undefined) adrift = true;
      else end('network');
    } else if (mine.status() === 'closed') {
      cut();
      end('zombie');
    } else unheard = true;
  }

  function listen(mine: SdkCall): void {
    /** Of a call that still carries this leg. */
    const ours =
      <G extends unknown[]>(listener: (...given: G) => void) =>
      (...given: G): void => {
        if (call === mine && phase !== 'closed') listener(...given);
      };
    mine.on(
      'accept',
      ours(() => {
        phase = 'open';
        if (wanted) mine.mute(true);
        tell(leg, { t: 'open' });
        known = facts();
      }),
    );
    mine.on(
      'ringing',
      ours(() => tell(leg, { t: 'ringing' })),
    );
    mine.on('mute', ours(noticed));
    mine.on(
      'reconnecting',
      ours((error?: SdkError) => {
        if (phase === 'pending') return;
        unheard ||= error?.code === 53001;
        tell(leg, { t: 'reconnecting' });
      }),
    );
    mine.on(
      'reconnected',
      ours(() => {
        unheard = false;
        // Each answer of the carrier brings a new token; the old one resumes nothing.
        tell(leg, { t: 'reconnected' });
        noticed();
      }),
    );
    mine.on(
      'sample',
      ours((s: SdkSample) => {
        noticed();
        const of = (value: unknown): number | null =>
          typeof value === 'number' && Number.isFinite(value) ? value : null;
        tell(leg, {
          t: 'sample',
          sample: {
            mos: of(s.mos),
            rttMs: of(s.rtt),
            jitterMs: of(s.jitter),
            lossPercent: of(s.packetsLostFraction),
          },
        });
      }),
    );
    const warn = (name: string, isOn: boolean): void => {
      const warning = warningOf(name);
      if (warning !== null) tell(leg, { t: 'warning', warning, on: isOn });
    };
    mine.on(
      'warning',
      ours((name: string) => warn(name, true)),
    );
    mine.on(
      'warning-cleared',
      ours((name: string) => warn(name, false)),
    );
    mine.on(
      'error',
      ours((error?: SdkError) => {
        errorWhy = whys[error?.code ?? 0] ?? 'error';
        if (mine.status() === 'closed') end(errorWhy);
      }),
    );
    mine.on(
      'cancel',
      ours(() => end('cancelled')),
    );
    mine.on(
      'reject',
      ours(() => end('rejected')),
    );
    mine.on(
      'disconnect',
      ours(() => {
        if (asked) return end('agent');
        // Of a connection that failed for good the error is told after the end it made.
        queueMicrotask(() => (call === mine ? end(errorWhy ?? 'remote') : undefined));
      }),
    );
    // The SDK tells first and changes the call's status afterwards.
    mine.on('transportClose', () => queueMicrotask(() => lost(mine)));
  }

  const leg: TwilioLeg = {
    callId,
    incoming,
    phase: () => phase,
    adrift: () => adrift,
    call: () => call,
    line: () => line,
    attach(next, on, into) {
      call = next;
      line = on;
      phase = into;
      adrift = false;
      unheard = false;
      listen(next);
    },
    begin: () => void (phase = 'connecting'),
    end,
    facts,
    mute(on) {
      wanted = on;
      call?.mute(on);
      // Belt and braces: whatever the SDK believes, the track that is sent is what counts.
      if (phase === 'open') for (const track of tracks()) track.enabled = !on;
      noticed();
    },
    digits: keys.type,
    hangUp() {
      if (phase === 'closed') return;
      if (phase === 'pending') {
        call?.reject();
        // Nothing is told when its connection is gone.
        return end('rejected');
      }
      asked = true;
      const silent = unheard;
      call?.disconnect();
      // The SDK sends no hang-up while the signalling is away: the other side would wait in silence.
      if (silent) {
        cut();
        end('zombie');
      } else end('agent');
    },
    sound: () => ({ local: call?.getLocalStream() ?? null, remote: call?.getRemoteStream() ?? null }),
    async counters(): Promise<LegCounters> {
      const track = tracks()[0];
      const counters: LegCounters = {
        packetsSent: null,
        packetsReceived: null,
        inputEnergy: null,
        track: track === undefined ? 'none' : track.readyState,
      };
      const stats = await line?.peers().at(-1)?.getStats();
      stats?.forEach((row: Record<string, unknown>) => {
        const n = (key: string): number | null => (typeof row[key] === 'number' ? row[key] : null);
        if (row['type'] === 'outbound-rtp') counters.packetsSent = n('packetsSent');
        if (row['type'] === 'inbound-rtp') counters.packetsReceived = n('packetsReceived');
        if (row['type'] === 'media-source') counters.inputEnergy = n('totalAudioEnergy');
      });
      return counters;
    },
  };
  return leg;
}
