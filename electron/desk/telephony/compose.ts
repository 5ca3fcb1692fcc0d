// Which line this desk has: the live one where a phone and a backend were set up, the practice line in a demo without one and
// on a practice desk, else none. The composition root asks here and knows nothing else of telephony.
import { randomUUID } from 'node:crypto';
import type { GlobalKey, Init, PagePort, PowerEvent } from '#host/link.ts';
import type { Host } from '#host/host.ts';
import type { StatusValue } from '#shared/contract/status.ts';
import type { ContactFlag } from '#shared/domain/telephony/outbound.ts';
import type Database from 'better-sqlite3';
import type { LiveControl } from '../calls/live-control.ts';
import type { Person, RoomHandlers } from '../router/context.ts';
import type { DeskClock } from '../session/clock.ts';
import { createGlobalKeys, type GlobalKeys } from './global-keys.ts';
import { handlersWithoutLine } from './handlers-none.ts';
import { telephonyHandlers } from './handlers.ts';
import { liveControl } from './live-calls.ts';
import { createRoom, type RoomDeps } from './room.ts';

export interface TelephonyDeps extends Pick<RoomDeps, 'core' | 'after' | 'aheadMs' | 'topics' | 'log'> {
  clock: DeskClock;
  init: Pick<Init, 'phone' | 'practice' | 'demo'>;
  client: RoomDeps['client'] | null;
  locked(): boolean;
  host: Pick<Host, 'showWindow'> | null;
  /** To the parent: keys that would do something while another program has the focus. */
  callKeys(keys: GlobalKey[]): void;
  contactFlags(number: string): readonly ContactFlag[];
  practiceNumbers(): readonly string[];
}
export interface Telephony {
  handlers: RoomHandlers<'telephony'>;
  /** Null without a live line. */
  calls: LiveControl | null;
  status(): StatusValue['phone']['state'];
  attached(port: PagePort): void;
  opened(db: Database.Database): void;
  seated(who: Person | null): void;
  locked(): void;
  power(event: PowerEvent): void;
  globalKey: GlobalKeys['told'];
  /** Nobody else can sit here until it is over. */
  inCall(): boolean;
  stop(): void;
}

/** `127.0.0.1:PORT` of a carrier on this computer; null = the real one. */
const gatewayOf = (phone: Exclude<Init['phone'], undefined>): string | null =>
  phone === null || phone === 'twilio' ? null : phone.carrier.slice('ws://'.length);

export function createTelephony(deps: TelephonyDeps): Telephony {
  const { init, client, core } = deps;
  const ignore = (): void => undefined;
  if (init.practice || (init.phone ?? null) === null || client === null) {
    const line = init.practice || init.demo !== null ? 'practice-line' : 'none';
    return {
      handlers: handlersWithoutLine(line, deps.clock.now()),
      calls: null,
      status: () => line,
      attached: ignore,
      opened: ignore,
      seated: ignore,
      locked: ignore,
      power: ignore,
      globalKey: ignore,
      inCall: () => false,
      stop: ignore,
    };
  }
  const { clock } = deps;
  const { topics } = deps;
  const room = createRoom({
    ...deps,
    topics: {
      publish(topic, ids, when) {
        topics.publish(topic, ids, when);
        if (topic === 'calls.changed') keys.look();
      },
    },
    client,
    gateway: gatewayOf(init.phone ?? null),
    now: clock.now,
    monotonic: clock.monotonic,
    random: Math.random,
    uuid: randomUUID,
  });
  const calls = liveControl(room, { core });
  const keys = createGlobalKeys({
    core,
    now: clock.now,
    person: room.person,
    current: room.log.current,
    muted: (callId) => room.engine.leg(callId)?.muted ?? false,
    calls,
    tell: deps.callKeys,
    trouble: (callId, what, code) => room.asked.trouble({ callId, what, act: null }, code),
    log: deps.log,
  });
  return {
    handlers: telephonyHandlers(room, {
      locked: deps.locked,
      host: deps.host,
      core,
      contactFlags: deps.contactFlags,
      practiceNumbers: deps.practiceNumbers,
    }),
    calls,
    status: room.status,
    attached: room.attached,
    opened: room.opened,
    seated(who) {
      room.seated(who);
      keys.look();
    },
    locked: room.locked,
    power: room.power,
    globalKey: keys.told,
    inCall: room.inCall,
    stop: room.stop,
  };
}
