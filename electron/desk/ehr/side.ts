// Everything in this desk that stands on the practice's record (EHR), put together in one place: the patient room,
// booking and the other acts. A room that needs the record adds its line here, not in the composition root.
import { createActs } from '../acts/compose.ts';
import { findCall } from '../calls/store.ts';
import { createBooking, type BookingParts } from '../booking/compose.ts';
import { createIntake } from '../intake/room.ts';
import { createPatients, type PatientParts } from '../patient/compose.ts';
import { createPrefetch, type PrefetchParts } from '../prefetch/compose.ts';
import type { StatusValue } from '#shared/contract/status.ts';
import type { FhirConfig } from '#host/launch.ts';
import type { Context, Person, RoomHandlers } from '../router/context.ts';
import { startAll } from '../starts.ts';
import { errorFields } from '../log.ts';
import { createRecord, type RecordParts } from './record.ts';

export interface EhrParts {
  init: { practice: boolean; fhir: FhirConfig | null };
  session: PatientParts['session'] & { person(): Person | null };
  core: BookingParts['core'];
  sealer: BookingParts['sealer'];
  night: BookingParts['night'];
  oncall: PatientParts['oncall'] & BookingParts['oncall'];
  clock: PatientParts['clock'] & RecordParts['clock'] & PrefetchParts['clock'];
  after: PrefetchParts['after'];
  /** Opens the record's sign-in; null: the page does. */
  host: RecordParts['host'];
  random: RecordParts['random'];
  uuid: RecordParts['uuid'];
  /** Who will be rung soon is kept ahead; absent where there is no telephony. */
  telephony?: { handlers: Pick<RoomHandlers<'telephony'>, 'callbacks'> };
  topics: BookingParts['topics'];
  log: BookingParts['log'];
  changed: PatientParts['changed'];
  /** A patient was put up for verification on this call. */
  chosen?: PatientParts['chosen'];
  /** Emergency access to a record (C2). */
  guard?: { glass: PatientParts['glass'] };
}

export function createEhrSide(parts: EhrParts) {
  const { init, session } = parts;
  let was: StatusValue['ehr']['state'] = 'unknown';
  const failed = (error: unknown): void =>
    parts.log.error('request.unexpected', { name: 'ehr', ...errorFields(error) });
  const begin = (...tasks: (() => unknown)[]): void => startAll(parts.log, 'ehr', ...tasks);
  const record = createRecord({
    ...parts,
    failed,
    fhir: init.practice ? null : init.fhir,
    person: session.person,
    fetch,
    // What was left because nobody was signed in is looked at again.
    signedIn() {
      begin(booking.opened, acts.back, prefetch.seated);
    },
  });
  const patients = createPatients({
    ...parts,
    glass: parts.guard?.glass,
    record,
    paused: (ms) => prefetch.pause(ms),
    changed(...topics) {
      parts.changed(...topics);
      const { state } = patients.state();
      if (state === 'online') begin(acts.back);
      // Only when it comes back: a look that tells nothing is not repeated with every change.
      if (state === 'online' && was === 'offline') begin(booking.back);
      was = state;
    },
  });
  record.use(patients.client);
  const booking = createBooking({ ...parts, patients });
  const acts = createActs({
    ...parts,
    patients,
    // With its own key or token the desk writes in its own name, whoever sits here.
    signsFor: (personId) => init.fhir?.auth?.kind !== 'launch' || session.person()?.id === personId,
  });
  const intake = createIntake({
    fhir: () => patients.client,
    people: patients.people,
    messages: parts.night.handlers.messages,
    isCall(contextId) {
      const db = parts.core();
      return db !== null && findCall(db, contextId) !== null;
    },
    clock: parts.clock.now,
    zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const prefetch = createPrefetch({
    ...parts,
    patients,
    kept: () => session.vault()?.patients ?? null,
    role: () => session.person()?.role ?? null,
    person: session.person,
    async expected() {
      const asking: Context = {
        surface: 'main',
        person: session.person(),
        now: parts.clock.now(),
        signal: new AbortController().signal,
        progress: () => undefined,
        about: () => undefined,
        changed: () => undefined,
      };
      const due = await parts.telephony?.handlers.callbacks({}, asking);
      return due?.ok === true ? due.value.map((one) => one.number) : [];
    },
  });
  return {
    handlers: {
      acts: acts.handlers,
      booking: booking.handlers,
      ehr: record.handlers,
      intake,
      kept: prefetch.handlers,
      patient: patients.handlers,
    },
    /** For the status bar: signed out and refused come before what was seen of the network. */
    state(): StatusValue['ehr'] {
      if (init.practice) return { state: 'practice', since: null };
      const phase = record.phase();
      if (phase === 'signed-out' || phase === 'signing-in') return { state: 'signed-out', since: null };
      return phase === 'refused' ? { state: 'refused', since: null } : patients.state();
    },
    seated(who: Person | null): void {
      record.seated(who);
      prefetch.seated();
    },
    /** A topic was published. */
    published(topic: string): void {
      if (topic === 'calls.changed') prefetch.disturbed();
    },
    /** The vault was opened or unlocked. */
    opened(): void {
      begin(booking.opened, acts.opened, prefetch.opened);
    },
    /** At lock: nothing that was only remembered stays. */
    locked(): void {
      prefetch.locked();
      record.locked();
      patients.forget();
      booking.locked();
    },
    /** The desk ends. */
    stop(): void {
      prefetch.stop();
      record.stop();
      acts.stop();
      patients.forget();
    },
  };
}
