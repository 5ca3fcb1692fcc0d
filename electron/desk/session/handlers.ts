// The session room's answers: opening, locking, sitting down. What they decide stands in session.ts.
import type { SessionState } from '#shared/contract/session.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Context, Person, RoomHandlers } from '../router/context.ts';
import { keepPeople, keepSitting, keptPeople } from './people.ts';
import type { Session } from './session.ts';

export interface SessionHandlerDeps {
  session: Session;
  state(): SessionState;
  /** The only people there are when no backend tells any; null = ask the backend. */
  fixedPeople: readonly Person[] | null;
  fetchPeople(): Promise<Result<Person[]>>;
  enrol(code: string): Promise<Result<null>>;
  /** Somebody is on the line at this seat: it can't change hands, for the caller would go over to whoever sits down. */
  inCall(): boolean;
}

export function sessionHandlers(deps: SessionHandlerDeps): RoomHandlers<'session'> {
  const { session } = deps;
  const answer = (done: Result<unknown>): Result<SessionState> => (done.ok ? ok(deps.state()) : done);
  const announce = (context: Context): void => {
    context.changed('session.changed');
    context.changed('status.changed');
  };

  async function people(): Promise<Person[]> {
    if (deps.fixedPeople !== null) return [...deps.fixedPeople];
    const db = session.vault()?.core;
    if (db === undefined) return [];
    const told = await deps.fetchPeople();
    if (told.ok) keepPeople(db, told.value);
    return keptPeople(db);
  }

  return {
    state: () => ok(deps.state()),
    async create({ passphrase, keystore }, context) {
      const done = await session.create(passphrase, keystore);
      announce(context);
      return answer(done);
    },
    async open({ passphrase }, context) {
      const done = await session.open(passphrase);
      announce(context);
      return answer(done);
    },
    async openByKeystore(_input, context) {
      const done = await session.openByKeystore();
      announce(context);
      return answer(done);
    },
    recheck(_input, context) {
      session.recheck();
      announce(context);
      return ok(deps.state());
    },
    lock(_input, context) {
      session.lock();
      announce(context);
      return ok(deps.state());
    },
    async unlock({ passphrase }, context) {
      const done = await session.unlock(passphrase);
      announce(context);
      return answer(done);
    },
    async enrol({ code }, context) {
      const done = await deps.enrol(code);
      announce(context);
      return answer(done);
    },
    people: async () => ok(await people()),
    async sit({ personId }, context) {
      const who = (await people()).find((p) => p.id === personId);
      const db = session.vault()?.core;
      if (who === undefined || db === undefined) return fail('not-found', 'person');
      if (deps.inCall() && session.person()?.id !== who.id) return fail('seat-in-call');
      keepSitting(db, who.id);
      session.sit(who);
      announce(context);
      return ok(deps.state());
    },
    setSecret: () => fail('sign-in-needed'),
    leave(_input, context) {
      if (deps.inCall()) return fail('seat-in-call');
      const db = session.vault()?.core;
      if (db !== undefined) keepSitting(db, null);
      session.sit(null);
      announce(context);
      return ok(deps.state());
    },
    hide({ on }, context) {
      session.hiding.hide(on);
      announce(context);
      return ok(deps.state());
    },
    active() {
      session.active();
      return ok({ locksAt: session.locksAt() });
    },
  };
}
