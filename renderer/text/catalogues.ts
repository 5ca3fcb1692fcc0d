// Every English catalogue by the name of its room: the one list that gives `t()` its keys. A new room adds one import and
// one entry (or, for a page that is fetched late, a line below and a file in `late/`); a new sentence only touches its
// JSON file.
import access from './en/access.json' with { type: 'json' };
import acts from './en/acts.json' with { type: 'json' };
import app from './en/app.json' with { type: 'json' };
import assist from './en/assist.json' with { type: 'json' };
import booking from './en/booking.json' with { type: 'json' };
import caller from './en/caller.json' with { type: 'json' };
import calls from './en/calls.json' with { type: 'json' };
import compact from './en/compact.json' with { type: 'json' };
import demo from './en/demo.json' with { type: 'json' };
import dispatch from './en/dispatch.json' with { type: 'json' };
import ehr from './en/ehr.json' with { type: 'json' };
import emergency from './en/emergency.json' with { type: 'json' };
import errors from './en/errors.json' with { type: 'json' };
import failure from './en/failure.json' with { type: 'json' };
import handover from './en/handover.json' with { type: 'json' };
import intake from './en/intake.json' with { type: 'json' };
import lease from './en/lease.json' with { type: 'json' };
import messages from './en/messages.json' with { type: 'json' };
import oncall from './en/oncall.json' with { type: 'json' };
import outbox from './en/outbox.json' with { type: 'json' };
import palette from './en/palette.json' with { type: 'json' };
import panel from './en/panel.json' with { type: 'json' };
import patient from './en/patient.json' with { type: 'json' };
import patientCards from './en/patient-cards.json' with { type: 'json' };
import phone from './en/phone.json' with { type: 'json' };
import practice from './en/practice.json' with { type: 'json' };
import script from './en/script.json' with { type: 'json' };
import session from './en/session.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import speech from './en/speech.json' with { type: 'json' };
import status from './en/status.json' with { type: 'json' };
import telephony from './en/telephony.json' with { type: 'json' };
import tour from './en/tour.json' with { type: 'json' };
import ui from './en/ui.json' with { type: 'json' };
import updates from './en/updates.json' with { type: 'json' };
import windows from './en/windows.json' with { type: 'json' };
import work from './en/work.json' with { type: 'json' };

export const catalogues = {
  access,
  acts,
  app,
  assist,
  booking,
  caller,
  calls,
  compact,
  demo,
  dispatch,
  ehr,
  emergency,
  errors,
  failure,
  handover,
  intake,
  lease,
  messages,
  oncall,
  outbox,
  palette,
  panel,
  patient,
  'patient-cards': patientCards,
  phone,
  practice,
  script,
  session,
  settings,
  speech,
  status,
  telephony,
  tour,
  ui,
  updates,
  windows,
  work,
};

/**
 * Rooms whose pages are fetched when they are first shown: their texts come with them (`late/<room>.ts`, imported by
 * such a page; tests/unit/first-page.test.ts), so that the first page stays small.
 */
export interface LateCatalogues {
  admin: typeof import('./en/admin.json');
  backups: typeof import('./en/backups.json');
  trainer: typeof import('./en/trainer.json');
  'scenario-editor': typeof import('./en/scenario-editor.json');
  'script-editor': typeof import('./en/script-editor.json');
  certificates: typeof import('./en/certificates.json');
  debrief: typeof import('./en/debrief.json');
  proof: typeof import('./en/proof.json');
  reviews: typeof import('./en/reviews.json');
  audit: typeof import('./en/audit.json');
  authoring: typeof import('./en/authoring.json');
  office: typeof import('./en/office.json');
  knowledge: typeof import('./en/knowledge.json');
  'sign-in': typeof import('./en/sign-in.json');
}

type Catalogues = typeof catalogues & LateCatalogues;

/** `room.key` for every sentence there is: `messages.saved` is the key `saved` of `en/messages.json`. */
export type TextKey = {
  [Room in keyof Catalogues & string]: `${Room}.${keyof Catalogues[Room] & string}`;
}[keyof Catalogues & string];
