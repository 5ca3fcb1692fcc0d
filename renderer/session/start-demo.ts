// What one press of a first card does: the hour, the vault, the person, and what is promised on the card.
import type { Role } from '#shared/contract/kinds.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import type { Failure } from '#shared/domain/result.ts';
import { fail } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { moveSession, readSession, useSession } from '../app/session-store.ts';

export type Seat =
  | 'agent'
  | 'after-hours'
  | 'nurse'
  | 'supervisor'
  | 'second-supervisor'
  | 'auditor'
  | 'administrator';
/** When the first caller of a seat rings, ms. */
const firstRingAfter = 10_000;
/** Somebody is on the line then, or the desk does not answer: how often it is tried again, ms, and for how long. */
const ringAgainAfter = 4000;
const ringWithin = 120_000;
const afterHoursClock = '22:40';
const daytimeClock = '10:40';
const peopleWithin = 15_000;
const signInWithin = 30_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What the practice's own wall says: `Sun` and 22 at 22:40. */
export function wallIn(zone: string, now: Date): { day: string; hour: number } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    hour: 'numeric',
    hourCycle: 'h23',
  });
  const parts = new Map(format.formatToParts(now).map((part) => [part.type, part.value]));
  return { day: parts.get('weekday') ?? '', hour: Number(parts.get('hour')) };
}

export interface SeatClock {
  time: string | null;
  zone?: string;
  workday?: boolean;
}
/** The hour a seat starts at, on the practice's wall: night for one; for the other the real hour, unless it is closed. */
export function clockFor(seat: Seat, zone: string, now: Date): SeatClock {
  if (seat === 'after-hours') return { time: afterHoursClock, zone };
  const { day, hour } = wallIn(zone, now);
  const open = hour >= 9 && hour < 16 && day !== 'Sat' && day !== 'Sun';
  return open ? { time: null } : { time: daytimeClock, zone, workday: true };
}

/** The zone of the practices; this computer's when they can't be read. */
async function zoneOfPractice(): Promise<string> {
  const accounts = await careline.accounts.list();
  const zone = accounts.ok ? accounts.value[0]?.zone : undefined;
  return zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Opens, or makes, the vault of the demo; nobody sits down by that. */
export async function openVault(passphrase: string): Promise<Failure | null> {
  const phase = useSession.getState().state?.phase;
  if (phase === 'first-run')
    return moveSession(careline.session.create({ passphrase }, { sureWithin: 30_000 }));
  if (phase === 'closed') return moveSession(careline.session.open({ passphrase }, { sureWithin: 30_000 }));
  return null;
}

/**
 * The backend tells who works here and whether they sign in; right after a first start it may need a moment. Whoever has a
 * secret on this computer sits by it, without network too; anybody else signs in at the organisation's provider, with the
 * demo's control as their browser, and chooses the demo's passphrase.
 */
export async function sitAs(
  role: Role,
  nth = 0,
  secret: string | null = null,
  own: OwnSecret = () => undefined,
): Promise<Failure | null> {
  const until = performance.now() + peopleWithin;
  for (;;) {
    const people = await careline.session.people();
    const person = people.ok ? people.value.filter((p) => p.role === role)[nth] : undefined;
    if (person) return sit(person.id, secret, own);
    if (performance.now() > until) return people.ok ? fail('not-found', 'person') : people;
    await pause(400);
  }
}
async function sit(personId: string, secret: string | null, own: OwnSecret): Promise<Failure | null> {
  await readSession();
  const state = useSession.getState().state;
  if (state === null || state.signIn.mode === 'names' || secret === null)
    return moveSession(careline.session.sit({ personId }, { sureWithin: 10_000 }));
  const slot = state.slots.find((one) => one.person?.id === personId);
  const demo = slot === undefined ? null : await careline.demo.state();
  if (slot !== undefined && demo?.ok === true && !demo.value.opens.includes(slot.id)) {
    own(personId);
    return null;
  }
  if (slot !== undefined)
    return moveSession(careline.session.sit({ personId, secret }, { sureWithin: 10_000 }));
  const signedIn = await moveSession(
    careline.demo.signIn({ personId, for: 'sit' }, { sureWithin: signInWithin }),
  );
  if (signedIn || useSession.getState().state?.needsSecret !== true) return signedIn;
  return moveSession(careline.session.setSecret({ secret, kind: 'passphrase' }, { sureWithin: 10_000 }));
}

/** This person has chosen a secret of their own since: it is theirs to type. */
export type OwnSecret = (personId: string) => void;

/** Starts a seat of the demo. The clock comes first: the day that the demo fills in is relative to it. */
export async function startSeat(
  seat: Seat,
  passphrase: string,
  now: Date,
  own: OwnSecret,
): Promise<Failure | null> {
  const clock = await careline.demo.clock(clockFor(seat, await zoneOfPractice(), now));
  if (!clock.ok) return clock;
  if (seat !== 'after-hours' && clock.value.backend === 'down') await careline.demo.backend({ on: true });
  const failed =
    (await openVault(passphrase)) ??
    // What one supervisor wrote another one approves.
    (seat === 'second-supervisor'
      ? await sitAs('supervisor', 1, passphrase, own)
      : await sitAs(seat, 0, passphrase, own));
  if (failed) return failed;
  await readSession();
  // Nobody rings where no call shows.
  if (seat === 'auditor' || seat === 'administrator') return null;
  const left = await callsLeft();
  setTimeout(() => void ringFirst(left), firstRingAfter);
  if (seat !== 'after-hours') return null;
  const off = await careline.demo.backend({ on: false });
  return off.ok ? null : off;
}

/** Whether a caller needs the agent's ears now. A wrap-up does not: it may have been left by who sat here before. */
export const isBusy = (calls: readonly Pick<Call, 'state'>[]): boolean =>
  calls.some((c) => c.state === 'ringing' || c.state === 'active' || c.state === 'held');

/** Ids of the calls that whoever sat here before left open. */
async function callsLeft(): Promise<readonly string[]> {
  const current = await careline.calls.current();
  return current.ok ? current.value.map((call) => call.id) : [];
}

/** Once nobody is on the line; not when nobody sits here any more, or another call came meanwhile. */
async function ringFirst(left: readonly string[]): Promise<void> {
  const until = performance.now() + ringWithin;
  do {
    const session = useSession.getState().state;
    if (session?.phase !== 'open' || session.person === null) return;
    const current = await careline.calls.current();
    if (current.ok && current.value.some((call) => !left.includes(call.id))) return;
    if (current.ok && !isBusy(current.value)) {
      await beAvailable();
      const rung = await careline.demo.ring({ kind: 'worried', seed: null });
      if (rung.ok) return;
    }
    await pause(ringAgainAfter);
  } while (performance.now() < until);
}

/** At the carrier a caller waits until somebody is available: the demo's agent is, once the phone is there. */
async function beAvailable(): Promise<void> {
  const view = await careline.telephony.view();
  if (!view.ok || view.value.line !== 'live' || view.value.engine.state !== 'registered') return;
  const { agent } = view.value;
  if (agent?.state !== 'offline' || agent.missed !== null) return;
  await careline.telephony.act({ kind: 'state', wanted: { state: 'available', reason: null } });
}

/** The practice desk of a demo opens by itself: nothing in it is real. */
export async function startPractice(passphrase: string): Promise<Failure | null> {
  return (await openVault(passphrase)) ?? sitAs('trainer');
}
