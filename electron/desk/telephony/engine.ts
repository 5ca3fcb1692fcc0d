// The phone engine as the desk knows it: is its page there, is it registered, what was it ordered, what does each of its legs
// say. Connect tokens live here, in memory alone: with one a call outlives a crash of the engine (facts 4.5).
import type { EngineOrder, EngineReport, Quality } from '#shared/domain/telephony/engine.ts';
import type { TelephonyView } from '#shared/contract/telephony.ts';

type Report<K extends EngineReport['kind']> = Extract<EngineReport, { kind: K }>;
type Media = Report<'media'>;

export interface EngineLeg extends Pick<Media, 'state' | 'why' | 'muted' | 'legSid'> {
  quality: Quality | null;
  /** The engine that had it is gone; the next one is to take it up. */
  lost: boolean;
}
interface NumberedOrder {
  n: number;
  order: EngineOrder;
}
interface KeptLeg extends EngineLeg {
  connectToken: string | null;
}
export interface EngineDeps {
  now(): string;
  after(ms: number, run: () => void): () => void;
  /** There is something new to order: the engine is told at once. */
  ordered(): void;
  changed(): void;
  /** A new engine began; what it needs is ordered here. */
  started(): void;
}

/** A question that was asked ahead is answered with nothing after so long, ms: well before its page gives it up. */
export const askedAheadMs = 25_000;
/** Orders that wait at most; an engine that takes none gets no more. */
const mostOrders = 200;
const mostLegs = 50;
/** Of these only the newest counts. */
const replaced: ReadonlySet<EngineOrder['kind']> = new Set([
  'register',
  'devices',
  'meter',
  'echo-test',
  'power',
]);

export function createEngine(deps: EngineDeps) {
  const ports = new Set<number>();
  const legs = new Map<string, KeptLeg>();
  let orders: NumberedOrder[] = [];
  /** Taken by the engine, the newest hundred: a refusal names its order by number. */
  let given: NumberedOrder[] = [];
  let last = 0;
  let heard = false;
  let registration: Pick<Report<'registration'>, 'state' | 'why'> = { state: 'none', why: null };
  let audio: TelephonyView['engine']['audio'] = 'unknown';
  let since = deps.now();
  /** Answers the question that was asked ahead, with what there is. */
  let tellWaiting: (() => void) | null = null;

  const state = (): TelephonyView['engine']['state'] =>
    ports.size === 0 ? 'absent' : heard ? registration.state : 'starting';
  function become(change: () => void): void {
    const before = state();
    change();
    if (state() !== before) since = deps.now();
    deps.changed();
  }
  function order(next: EngineOrder): boolean {
    if (ports.size === 0) return false;
    if (replaced.has(next.kind)) orders = orders.filter((o) => o.order.kind !== next.kind);
    if (orders.length >= mostOrders) return false;
    orders.push({ n: ++last, order: next });
    tellWaiting?.();
    deps.ordered();
    return true;
  }
  /**
   * What comes after number `after`. A desk that was started again begins above what its engine took before: orders are
   * numbered from 1 in each life of the engine, not of the desk.
   */
  function ordersAfter(after: number): NumberedOrder[] {
    if (after > last) {
      orders = orders.map(({ order: kept }, i) => ({ n: after + 1 + i, order: kept }));
      last = after + orders.length;
    }
    const taken = orders.filter((o) => o.n <= after);
    given = [...given, ...taken].slice(-100);
    orders = orders.filter((o) => o.n > after);
    return orders.slice(0, 100);
  }
  /** The same, asked ahead: where there is none it is answered with the next, so that an order goes one way only. */
  async function nextOrders(after: number, signal: AbortSignal): Promise<NumberedOrder[]> {
    // The page asks one question at a time: an older one is nobody's any more.
    tellWaiting?.();
    const now = ordersAfter(after);
    if (now.length > 0 || signal.aborted) return now;
    return new Promise((resolve) => {
      const tell = (): void => {
        cancel();
        signal.removeEventListener('abort', tell);
        if (tellWaiting === tell) tellWaiting = null;
        resolve(orders.filter((o) => o.n > after).slice(0, 100));
      };
      const cancel = deps.after(askedAheadMs, tell);
      signal.addEventListener('abort', tell);
      tellWaiting = tell;
    });
  }
  function takeMedia(report: Media): void {
    const before = legs.get(report.callId);
    if (before === undefined && legs.size >= mostLegs)
      for (const [id, leg] of legs) if (leg.state === 'closed') legs.delete(id);
    if (before === undefined && legs.size >= mostLegs) return;
    const { state: media, why, muted, legSid, connectToken } = report;
    legs.set(report.callId, {
      state: media,
      why,
      muted,
      legSid: legSid ?? before?.legSid ?? null,
      // Nothing is taken up again once it is over.
      connectToken: media === 'closed' ? null : (connectToken ?? before?.connectToken ?? null),
      quality: media === 'closed' ? null : (before?.quality ?? null),
      lost: false,
    });
  }

  return {
    attached(port: number): void {
      become(() => ports.add(port));
    },
    detached(port: number): void {
      become(() => {
        ports.delete(port);
        if (ports.size > 0) return;
        heard = false;
        registration = { state: 'none', why: null };
        audio = 'unknown';
        orders = [];
        for (const leg of legs.values()) leg.lost ||= leg.state !== 'closed';
      });
    },
    /** False = nobody is there to take it, or too much waits. */
    order,
    orders: ordersAfter,
    nextOrders,
    /** The order of that number, once: what was refused. */
    refused(n: number): EngineOrder | null {
      const found = [...given, ...orders].find((o) => o.n === n);
      given = given.filter((o) => o.n !== n);
      orders = orders.filter((o) => o.n !== n);
      return found?.order ?? null;
    },
    take(report: Report<'started' | 'audio' | 'registration' | 'media' | 'quality'>): void {
      if (report.kind === 'media') return takeMedia(report);
      if (report.kind === 'quality') {
        const leg = legs.get(report.callId);
        if (leg !== undefined && leg.state !== 'closed') leg.quality = report.quality;
        return;
      }
      become(() => {
        heard = true;
        if (report.kind === 'started') {
          orders = [];
          given = [];
          last = 0;
          registration = { state: 'none', why: null };
          ({ audio } = report);
          for (const leg of legs.values()) leg.lost ||= leg.state !== 'closed';
          return;
        }
        if (report.kind === 'audio') return void (audio = report.state);
        registration = { state: report.state, why: report.why };
        if (report.why === 'audio-blocked') audio = 'suspended';
        else if (report.state === 'registered') audio = 'running';
      });
      if (report.kind === 'started') deps.started();
    },
    /** Orders to take up what the engine before had, for a new engine that has been given a token. */
    resume(): void {
      for (const [callId, leg] of legs) {
        if (!leg.lost) continue;
        if (leg.connectToken === null) continue;
        order({ kind: 'resume', callId, connectToken: leg.connectToken, muted: leg.muted });
      }
    },
    /** Legs that rang, or were being called from here, when their engine was lost. */
    lostRings: (): string[] =>
      [...legs].filter(([, leg]) => leg.lost && leg.state === 'ringing').map(([callId]) => callId),
    /** Legs that were lost with their engine and can't be taken up: their calls' sound is gone. */
    hopeless: (): { callId: string; legSid: string | null }[] =>
      [...legs]
        .filter(([, leg]) => leg.lost && leg.connectToken === null)
        .map(([callId, { legSid }]) => ({ callId, legSid })),
    leg: (callId: string): EngineLeg | null => {
      const leg = legs.get(callId);
      if (leg === undefined) return null;
      const { state: media, why, muted, legSid, quality, lost } = leg;
      return { state: media, why, muted, legSid, quality, lost };
    },
    callIds: (): string[] => [...legs.keys()],
    /** A leg that can't come back, or whose call is over and told. */
    close(callId: string): void {
      const leg = legs.get(callId);
      if (leg !== undefined)
        legs.set(callId, {
          ...leg,
          state: 'closed',
          why: leg.state === 'closed' ? leg.why : 'network',
          connectToken: null,
          lost: false,
        });
    },
    forget: (callId: string): void => void legs.delete(callId),
    /** Somebody talks or is being connected. */
    busy: (): boolean => [...legs.values()].some((leg) => leg.state !== 'closed'),
    present: (): boolean => ports.size > 0,
    heard: (): boolean => heard,
    registered: (): boolean => state() === 'registered' && audio !== 'suspended',
    view: (): TelephonyView['engine'] => ({ state: state(), why: registration.why, since, audio }),
  };
}
export type Engine = ReturnType<typeof createEngine>;
