// The whole bridge. A room is one file; its names are `room.request` on the wire.
import { access } from './access.ts';
import { acts } from './acts.ts';
import { admin } from './admin.ts';
import { assist } from './assist.ts';
import { authoring } from './authoring.ts';
import { backups } from './backups.ts';
import { audit } from './audit.ts';
import { booking } from './booking.ts';
import { calls } from './calls.ts';
import { certificates } from './certificates.ts';
import { accounts, emergency } from './content.ts';
import { demo } from './demo.ts';
import { dispatch } from './dispatch.ts';
import { ehr } from './ehr.ts';
import { handover } from './handover.ts';
import { incidents } from './incidents.ts';
import { intake } from './intake.ts';
import { kept } from './kept.ts';
import { knowledge } from './knowledge.ts';
import type { Spec } from './kinds.ts';
import { messages } from './messages.ts';
import { oncall } from './oncall.ts';
import { outbox } from './outbox.ts';
import { patient } from './patient.ts';
import { practice } from './practice.ts';
import { reviews } from './reviews.ts';
import { scripts } from './scripts.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { signin } from './signin.ts';
import { speech } from './speech.ts';
import { status } from './status.ts';
import { telephony } from './telephony.ts';
import { training } from './training.ts';
import { updates } from './updates.ts';
import { windows } from './windows.ts';
import { work } from './work.ts';

export const contract = {
  access,
  accounts,
  acts,
  admin,
  assist,
  audit,
  authoring,
  backups,
  booking,
  calls,
  certificates,
  demo,
  dispatch,
  ehr,
  emergency,
  handover,
  incidents,
  intake,
  kept,
  knowledge,
  messages,
  oncall,
  outbox,
  patient,
  practice,
  reviews,
  scripts,
  session,
  settings,
  signin,
  speech,
  status,
  telephony,
  training,
  updates,
  windows,
  work,
} as const;
export type Contract = typeof contract;

const byName = new Map<string, Spec>(
  Object.entries(contract).flatMap(([room, entries]) =>
    Object.entries(entries).map(([name, spec]): [string, Spec] => [`${room}.${name}`, spec]),
  ),
);
/** The declaration behind a name on the wire, or null. */
export const specOf = (name: string): Spec | null => byName.get(name) ?? null;
export const allSpecs = (): ReadonlyMap<string, Spec> => byName;
