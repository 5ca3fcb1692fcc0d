// The session room's answers: opening, locking, sitting down. What they decide stands in session.ts.
import type { SessionState } from '#shared/contract/session.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Context, Person, RoomHandlers } from '../router/context.ts';
import type { Seat } from '../signin/seat.ts';
import type { Still } from '../signin/still.ts';
import { keepPeople, keptPeople } from './people.ts';
import type { Session } from './session.ts';

export interface SessionHandlerDeps {
  session: Session;
  state(): SessionState;
  /** The only people there are when no backend ever told any; null = ask the backend. */
  fixedPeople(): readonly Person[] | null;
  fetchPeople(): Promise<Result<Person[]>>;
  enrol(code: string): Promise<Result<null>>;
  /** Who sits here, and by what proof. */
  seat: Pick<
    Seat,
    'sit' | 'sitBySecret' | 'unlockedBy' | 'setSecret' | 'getUp' | 'mayChange' | 'mayUnlock' | 'begun'
  >;
}

export function sessionHandlers(deps: SessionHandlerDeps): RoomHandlers<'session'> {
  const { session, seat } = deps;
  const answer = (done: Result<unknown>): Result<SessionState> => (done.ok ? ok(deps.state()) : done);
  const announce = (context: Context): void => {
    context.changed('session.changed');
    context.changed('status.changed');
  };

  async function people(): Promise<Person[]> {
    const fixed = deps.fixedPeople();
    if (fixed !== null) return [...fixed];
    const db = session.vault()?.core;
    if (db === undefined) return [];
    const told = await deps.fetchPeople();
    if (told.ok) keepPeople(db, told.value);
    return keptPeople(db);
  }

  const known = (personId: string | undefined): Person | null => {
    const db = session.vault()?.core;
    const all = deps.fixedPeople() ?? (db === undefined ? [] : keptPeople(db));
    return all.find((p) => p.id === personId) ?? null;
  };
  /** Whoever's secret opened it sits here then. */
  async function unlocked(
    { passphrase, personId }: { passphrase: string; personId?: string | undefined },
    by: Session['unlock'],
    context: Context,
  ): Promise<Result<SessionState>> {
    if (personId !== undefined) context.about({ personId });
    if (!seat.mayUnlock(personId ?? null)) return fail('seat-in-call');
    let proved = false;
    const still = seat.begun();
    const opened = await by(passphrase, personId ?? null, () => void (proved = true));
    const who = known(personId);
    if (opened.ok && proved) seat.unlockedBy(who);
    const done = opened.ok && !proved ? await unproved(who, personId, passphrase, still) : opened;
    announce(context);
    return answer(done);
  }
  /** Open already, by whomever: a secret that opened nothing is looked at, and counted, before it says or seats anything. */
  async function unproved(
    who: Person | null,
    personId: string | undefined,
    secret: string,
    still: Still,
  ): Promise<Result<null>> {
    if (who !== null) return seat.sitBySecret(who, secret, still);
    const right = await session.check(personId ?? null, secret);
    return right.ok && personId !== undefined ? fail('not-found', 'person') : right;
  }

  return {
    state: () => ok(deps.state()),
    async create({ passphrase, keystore }, context) {
      const done = await session.create(passphrase, keystore);
      announce(context);
      return answer(done);
    },
    open: (input, context) => unlocked(input, session.open, context),
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
    unlock: (input, context) => unlocked(input, session.unlock, context),
    async enrol({ code }, context) {
      const done = await deps.enrol(code);
      announce(context);
      return answer(done);
    },
    people: async () => ok(await people()),
    async sit({ personId, secret }, context) {
      context.about({ personId });
      // By a secret nobody is asked elsewhere: a night without network can begin.
      const who = secret === undefined ? (await people()).find((p) => p.id === personId) : known(personId);
      if (!who || session.vault() === null) return fail('not-found', 'person');
      const done = secret === undefined ? seat.sit(who) : await seat.sitBySecret(who, secret);
      announce(context);
      return answer(done);
    },
    async setSecret({ secret, kind, old }, context) {
      const done = await seat.setSecret(secret, kind, old);
      announce(context);
      return answer(done);
    },
    leave(_input, context) {
      if (!seat.mayChange(null)) return fail('seat-in-call');
      seat.getUp();
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
