// The patient room in this desk: its FHIR client, its two stores in the vault, and what the status bar says of the EHR.
import type { Account } from '#shared/domain/accounts/account.ts';
import { isReasonCode, type ReasonCode } from '#shared/domain/accounts/reason.ts';
import type { StatusValue } from '#shared/contract/status.ts';
import { noRules } from '#shared/domain/booking/visit.ts';
import { setTimeout as wait } from 'node:timers/promises';
import { fail } from '#shared/domain/result.ts';
import { findCall } from '../calls/store.ts';
import { createFhirClient, type FhirClient, type FhirOptions } from '../fhir/client.ts';
import { hasDraft } from '../messages/drafts.ts';
import type { Sealer } from '../messages/sealer.ts';
import type { RoomHandlers } from '../router/context.ts';
import type { DeskClock } from '../session/clock.ts';
import type { Vault } from '../vault/session.ts';
import { createOwnContacts, reasonLabelOf } from './own-contacts.ts';
import { createPatientRoom, type PatientRoom, type PatientRoomParts } from './room.ts';
import { type CardCache, createCardCache, createVerificationStore } from './store.ts';

export interface PatientParts {
  /** No EHR is set up, or this is a practice desk, which has none. */
  init: { practice: boolean; fhir: { url: string; token: string | null } | null };
  session: { vault(): Pick<Vault, 'core' | 'patients'> | null };
  clock: Pick<DeskClock, 'now'>;
  /** What signs in to the record; without it the fixed token goes with each request. */
  record?: { token: FhirOptions['token']; onRefused(): void; onExchange(ok: boolean): void };
  changed(...topics: string[]): void;
  /** Whose numbers of departments and contacts are known to be a practice's. */
  oncall: {
    accounts(): readonly Pick<Account, 'departments' | 'contacts'>[];
    accountOf?(id: string): Pick<Account, 'booking' | 'reasons'> | null;
  };
  /** Messages that name nobody from the record are read with it. */
  sealer?: Sealer;
  /** Emergency access: its id, while this record may be shown by it to whoever sits here. */
  glass?: PatientRoomParts['glass'];
  /** A patient was put up for verification on this call. */
  chosen?: (contextId: string) => void;
  /** The server asked for a pause, ms. */
  paused?: (ms: number) => void;
}

export function createPatients({
  init,
  session,
  clock,
  record,
  changed,
  oncall,
  sealer,
  chosen,
  paused,
  glass,
}: PatientParts): {
  handlers: RoomHandlers<'patient'>;
  state(): StatusValue['ehr'];
  /** At lock: nothing that was only remembered stays. */
  forget(): void;
  /** For rooms that act for a patient: the record, and whether they may. */
  client: FhirClient | null;
  gate: PatientRoom['gate'];
  /** For what is asked for ahead. */
  people: PatientRoom['people'];
  cache: CardCache;
} {
  const fhir = init.practice ? null : init.fhir;
  let ehr: StatusValue['ehr'] = { state: fhir === null ? 'none' : 'unknown', since: null };
  const client =
    fhir === null
      ? null
      : createFhirClient({
          base: fhir.url,
          token: record?.token ?? (() => fhir.token),
          ...(record && { onRefused: record.onRefused }),
          fetch,
          wait: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
          nowMs: () => performance.now(),
          // Known from the work itself; nobody is asked only to fill the status bar.
          // A refusal comes from the EHR too; something unreadable with status 200 is a log-in page or the like.
          onExchange({ status, ok, waitMs }) {
            if (waitMs !== null) paused?.(waitMs);
            record?.onExchange(ok);
            const state = ok || (status !== null && status >= 400) ? 'online' : 'offline';
            if (ehr.state === state) return;
            ehr = { state, since: clock.now() };
            changed('status.changed');
          },
        });
  const core = () => {
    const db = session.vault()?.core;
    if (db === undefined) throw new Error('patient room without a vault');
    return db;
  };
  const cache = createCardCache(() => session.vault()?.patients ?? null);
  const store = createVerificationStore(core);
  const accountOf = (id: string) => oncall.accountOf?.(id) ?? null;
  const { forget, gate, choose, people, ...rest } = createPatientRoom({
    fhir: () => client,
    cache,
    store,
    glass,
    clock: clock.now,
    zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    locale: () => 'en-US',
    dialled(contextId) {
      const call = findCall(core(), contextId);
      const talking = call?.state === 'active' || call?.state === 'held';
      return talking && call.direction === 'outgoing' ? call.number : null;
    },
    knownNumbers: () =>
      oncall.accounts().flatMap((a) => [...a.departments, ...a.contacts].map((x) => x.number)),
    own: {
      contacts: createOwnContacts({
        core,
        sealer,
        store,
        reasonLabel: (accountId, code) => reasonLabelOf(accountOf(accountId), code),
      }),
      rules(contextId) {
        const about = findCall(core(), contextId) ?? hasDraft(core(), contextId);
        return (about === null ? null : accountOf(about.accountId))?.booking ?? noRules;
      },
    },
    later: (ms, task) => void setTimeout(task, ms).unref(),
  });
  /** Evidence belongs to a call or a message that is there: "three wrong answers" must not start anew with an invented id. */
  const inHand = (contextId: string): boolean =>
    findCall(core(), contextId) !== null || hasDraft(core(), contextId) !== null;
  /**
   * What a call is about is the desk's own to know, where it was stated: a page that leaves it out, or says something else,
   * isn't shown more for it (C18).
   */
  const stated = (contextId: string): ReasonCode | null => {
    const code = findCall(core(), contextId)?.reasonCode ?? null;
    return code === null ? null : isReasonCode(code) ? code : 'general';
  };
  return {
    handlers: {
      ...rest,
      card: (input, context) =>
        rest.card({ ...input, reason: stated(input.contextId) ?? input.reason }, context),
      cards: (input, context) =>
        rest.cards({ ...input, reason: stated(input.contextId) ?? input.reason }, context),
      reveal: (input, context) =>
        rest.reveal({ ...input, reason: stated(input.contextId) ?? input.reason }, context),
      choose(input, context) {
        if (!inHand(input.contextId)) return fail('no-call', 'context');
        const done = choose(input, context);
        chosen?.(input.contextId);
        return done;
      },
    },
    state: () => ehr,
    forget,
    client,
    gate,
    people,
    cache,
  };
}
