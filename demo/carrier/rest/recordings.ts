// Recordings of an account, a call or a conference: look, pause, go on, stop, take away.
import type { Account } from '../account/account.ts';
import type { Recording } from '../account/recordings.ts';
import type { Form } from './form.ts';
import { badInput, notFound } from './problem.ts';

/** Whose: of everything, of a call, of a conference. */
export interface Of {
  callSid?: string;
  conferenceSid?: string;
}
export function listRecordings(account: Account, of: Of): Recording[] {
  return account.recordings
    .list()
    .filter(
      (r) =>
        (of.callSid === undefined || r.callSid === of.callSid) &&
        (of.conferenceSid === undefined || r.conferenceSid === of.conferenceSid),
    );
}

/** `Twilio.CURRENT` = the one that runs. */
export function findRecording(account: Account, sid: string, of: Of = {}): Recording {
  const found = listRecordings(account, of).find((r) =>
    sid === 'Twilio.CURRENT' ? r.seconds === null : r.sid === sid,
  );
  if (!found) throw notFound(`/Recordings/${sid}.json`);
  return found;
}

export function updateRecording(account: Account, recording: Recording, form: Form): Recording {
  const status = form.need('Status');
  if (status !== 'paused' && status !== 'in-progress' && status !== 'stopped')
    throw badInput(20_001, 'Invalid Status');
  const behaviour = form.text('PauseBehavior') === 'skip' ? 'skip' : 'silence';
  if (!account.recordings.change(recording, status, behaviour))
    throw badInput(21_220, 'The recording is over');
  return recording;
}
