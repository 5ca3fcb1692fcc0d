// The demo drawer: rings, really stops things, shifts the clock. The router refuses all of it outside a demo profile.
import type { DemoState } from '#shared/contract/demo.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { PracticeLine } from '../calls/practice-line.ts';
import type { RoomHandlers } from '../router/context.ts';
import type { SessionState } from '#shared/contract/session.ts';
import type { DeskClock } from '../session/clock.ts';
import type { SignIn } from '../signin/room.ts';
import type { CarrierCalls } from './carrier-calls.ts';
import type { DemoControl } from './control.ts';
import { runProof, type ProofDeps } from './proof.ts';

export interface DemoDeps {
  control: DemoControl | null;
  line: PracticeLine;
  /** Calls go there while it answers; null: the practice line takes them (no carrier, or no phone engine is ready). */
  carrier(): CarrierCalls | null;
  clock: DeskClock;
  /** Of the session. */
  state(): SessionState;
  asPerson: SignIn['asPerson'];
  passphrase: string;
  /** The slots that the passphrase opens. */
  opens(): Promise<readonly string[]>;
  standIns: readonly string[];
  uuid(): string;
  proof(): ProofDeps | null;
  /** The clocks say that the read-lease is over. False: there is none. */
  endLease(): boolean;
  /** Ends this process at once, as a crash would. */
  kill(): void;
  /** After the demo's backend was emptied: this device enrols with the new code and sends everything again. */
  reset(enrolCode: string): Promise<void>;
}

/** As a caller says it. Captions are the scenario's words, English like the scenarios. */
export function saidFacts(relation: string, facts: { fullName: string; birthDate: string }): string {
  const born = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${facts.birthDate}T00:00:00Z`),
  );
  return relation === 'self'
    ? `My full name is ${facts.fullName}. I was born ${born}.`
    : `It is about ${facts.fullName}, born ${born}.`;
}

export function demoHandlers(deps: DemoDeps): RoomHandlers<'demo'> {
  const state = async (): Promise<Result<DemoState>> => {
    const [told, opens] = await Promise.all([deps.control?.state() ?? null, deps.opens()]);
    const up = told?.ok ? told.value : null;
    return ok({
      backend: up?.backend ?? 'unknown',
      ehr: up?.ehr ?? 'unknown',
      clock: deps.clock.shifted() ? deps.clock.now() : null,
      passphrase: deps.passphrase,
      opens: [...opens],
      standIns: [...deps.standIns],
    });
  };
  return {
    state,
    async signIn({ personId, for: purpose }) {
      const done = await deps.asPerson(personId, purpose);
      return done.ok ? ok(deps.state()) : done;
    },
    async ring({ kind, seed }) {
      if (deps.control === null) return fail('demo-only');
      const asked = { kind, ...(seed === null ? {} : { seed }) };
      const carrier = deps.carrier();
      if (carrier !== null) return carrier.ring(asked);
      const made = await deps.control.ring(asked);
      if (!made.ok) return made;
      const callId = deps.uuid();
      const { number, dnis, accountId, waitedSeconds, captions, relation, facts } = made.value;
      deps.line.ring({
        callId,
        number,
        dnis,
        accountId,
        waitedSeconds,
        captions,
        facts: saidFacts(relation, facts),
      });
      return ok({ callId });
    },
    async backend({ on }, context) {
      if (deps.control === null) return fail('demo-only');
      const done = await deps.control.backend(on);
      context.changed('demo.changed');
      return done.ok ? state() : done;
    },
    async endLease(_input, context) {
      if (deps.control === null) return fail('demo-only');
      const stopped = await deps.control.backend(false);
      context.changed('demo.changed');
      if (!stopped.ok) return stopped;
      return deps.endLease() ? state() : fail('not-found', 'lease');
    },
    async ehr({ on }, context) {
      if (deps.control === null) return fail('demo-only');
      const done = await deps.control.ehr(on);
      context.changed('demo.changed');
      return done.ok ? state() : done;
    },
    killDesk() {
      deps.kill();
      return ok({});
    },
    clock({ time, zone, workday, date }, context) {
      try {
        deps.clock.shiftTo(time, { zone, workday, date });
      } catch {
        return fail('invalid-input', 'zone');
      }
      for (const topic of ['demo.changed', 'session.changed', 'status.changed', 'work.changed'])
        context.changed(topic);
      return state();
    },
    async reset(_input, context) {
      if (deps.control === null) return fail('demo-only');
      const done = await deps.control.reset();
      if (!done.ok) return done;
      await deps.reset(done.value.enrolCode);
      for (const topic of [
        'demo.changed',
        'work.changed',
        'messages.changed',
        'calls.changed',
        'status.changed',
      ])
        context.changed(topic);
      return state();
    },
    async proof({ check }) {
      const proof = deps.proof();
      return proof === null ? fail('vault-closed') : runProof(proof, check);
    },
  };
}
