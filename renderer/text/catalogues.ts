// Every English catalogue by the name of its room: the one list that gives `t()` its keys. A new room adds one
// import and one entry; a new sentence only touches its JSON file.
import acts from './en/acts.json' with { type: 'json' };
import app from './en/app.json' with { type: 'json' };
import assist from './en/assist.json' with { type: 'json' };
import booking from './en/booking.json' with { type: 'json' };
import caller from './en/caller.json' with { type: 'json' };
import calls from './en/calls.json' with { type: 'json' };
import certificates from './en/certificates.json' with { type: 'json' };
import compact from './en/compact.json' with { type: 'json' };
import debrief from './en/debrief.json' with { type: 'json' };
import demo from './en/demo.json' with { type: 'json' };
import dispatch from './en/dispatch.json' with { type: 'json' };
import ehr from './en/ehr.json' with { type: 'json' };
import emergency from './en/emergency.json' with { type: 'json' };
import errors from './en/errors.json' with { type: 'json' };
import failure from './en/failure.json' with { type: 'json' };
import handover from './en/handover.json' with { type: 'json' };
import intake from './en/intake.json' with { type: 'json' };
import knowledge from './en/knowledge.json' with { type: 'json' };
import messages from './en/messages.json' with { type: 'json' };
import oncall from './en/oncall.json' with { type: 'json' };
import outbox from './en/outbox.json' with { type: 'json' };
import palette from './en/palette.json' with { type: 'json' };
import panel from './en/panel.json' with { type: 'json' };
import patient from './en/patient.json' with { type: 'json' };
import patientCards from './en/patient-cards.json' with { type: 'json' };
import phone from './en/phone.json' with { type: 'json' };
import practice from './en/practice.json' with { type: 'json' };
import proof from './en/proof.json' with { type: 'json' };
import scenarioEditor from './en/scenario-editor.json' with { type: 'json' };
import script from './en/script.json' with { type: 'json' };
import scriptEditor from './en/script-editor.json' with { type: 'json' };
import session from './en/session.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import speech from './en/speech.json' with { type: 'json' };
import status from './en/status.json' with { type: 'json' };
import telephony from './en/telephony.json' with { type: 'json' };
import tour from './en/tour.json' with { type: 'json' };
import trainer from './en/trainer.json' with { type: 'json' };
import ui from './en/ui.json' with { type: 'json' };
import updates from './en/updates.json' with { type: 'json' };
import windows from './en/windows.json' with { type: 'json' };
import work from './en/work.json' with { type: 'json' };

export const catalogues = {
  acts,
  app,
  assist,
  booking,
  caller,
  calls,
  certificates,
  compact,
  debrief,
  demo,
  dispatch,
  ehr,
  emergency,
  errors,
  failure,
  handover,
  intake,
  knowledge,
  messages,
  oncall,
  outbox,
  palette,
  panel,
  patient,
  'patient-cards': patientCards,
  phone,
  practice,
  proof,
  'scenario-editor': scenarioEditor,
  script,
  'script-editor': scriptEditor,
  session,
  settings,
  speech,
  status,
  telephony,
  tour,
  trainer,
  ui,
  updates,
  windows,
  work,
};

type Catalogues = typeof catalogues;

/** `room.key` for every sentence there is: `messages.saved` is the key `saved` of `en/messages.json`. */
export type TextKey = {
  [Room in keyof Catalogues & string]: `${Room}.${keyof Catalogues[Room] & string}`;
}[keyof Catalogues & string];
