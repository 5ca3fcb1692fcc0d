import { expect, test } from 'vitest';
import { allSpecs } from '#shared/contract/index.ts';

// Typed by hand (C10). Whatever else an open desk answers goes on after the read-lease has ended; of the messages rooms,
// which stay free, the desk itself shows no body that it can't open.
const closed = `
  access.breakGlass
  acts.again acts.begin acts.message acts.offered acts.open acts.poll acts.settle acts.standing acts.verify acts.withdraw
  booking.again booking.ask booking.book booking.cancel booking.clinics booking.move booking.open booking.readBack
  booking.settle booking.slots booking.standing booking.visits
  calls.log calls.read
  ehr.register ehr.signIn
  handover.accept handover.batch handover.batches handover.delivered handover.exportCsv handover.open
  intake.create intake.look intake.message
  kept.read
  patient.caller patient.candidates patient.card patient.cards patient.check patient.choose patient.reveal
  patient.unchoose patient.verification
  reviews.decide reviews.list
  telephony.callbacks telephony.voicemailSound telephony.voicemails
  work.done work.list
`;

test('what reads patients waits for the backend once the lease has ended; what is needed to take a message does not', () => {
  const needed: string[] = [];
  for (const [name, spec] of allSpecs())
    if (spec.kind !== 'topic' && spec.when === 'open' && spec.lease === 'needed') needed.push(name);
  expect(needed.toSorted()).toEqual(closed.trim().split(/\s+/).toSorted());
});
