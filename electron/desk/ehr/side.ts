// Everything in this desk that stands on the practice's record (EHR), put together in one place: the patient room,
// booking and the other acts. A room that needs the record adds its line here, not in the composition root.
import { createActs } from '../acts/compose.ts';
import { createBooking, type BookingParts } from '../booking/compose.ts';
import { createPatients, type PatientParts } from '../patient/compose.ts';

export interface EhrParts {
  init: PatientParts['init'];
  session: PatientParts['session'];
  core: BookingParts['core'];
  sealer: BookingParts['sealer'];
  night: BookingParts['night'];
  oncall: PatientParts['oncall'] & BookingParts['oncall'];
  clock: PatientParts['clock'];
  topics: BookingParts['topics'];
  log: BookingParts['log'];
  changed: PatientParts['changed'];
  /** A patient was put up for verification on this call. */
  chosen?: PatientParts['chosen'];
}

export function createEhrSide(parts: EhrParts) {
  const patients = createPatients({
    ...parts,
    changed(...topics) {
      parts.changed(...topics);
      if (patients.state().state === 'online') acts.back();
    },
  });
  const booking = createBooking({ ...parts, patients });
  const acts = createActs({ ...parts, patients });
  return {
    handlers: { acts: acts.handlers, patient: patients.handlers, booking: booking.handlers },
    state: patients.state,
    /** The vault was opened or unlocked. */
    opened(): void {
      void booking.opened();
      void acts.opened();
    },
    /** At lock: nothing that was only remembered stays. */
    locked(): void {
      patients.forget();
      booking.locked();
    },
    /** The desk ends. */
    stop(): void {
      acts.stop();
      patients.forget();
    },
  };
}
