// /Calls and what hangs on one call: make, look at, lead elsewhere, end, record.
import type { Account } from '../account/account.ts';
import { callStatuses, isOver, type Call } from '../account/call.ts';
import type { Recording } from '../account/recordings.ts';
import type { Start } from '../twiml/context.ts';
import type { Form } from './form.ts';
import { badInput, notFound, RestProblem } from './problem.ts';

const answered = ['completed'] as const;

/** The document that the request names, by address or word for word. */
function startOf(form: Form): Start | null {
  const twiml = form.text('Twiml');
  if (twiml !== null) return { twiml };
  const url = form.url('Url');
  return url === null ? null : { url, method: form.method('Method') };
}

export function createCall(account: Account, form: Form): Call {
  const start = startOf(form);
  if (start === null) throw badInput(21_205, 'Url parameter is required');
  const call = account.place({
    from: form.need('From'),
    to: form.need('To'),
    timeout: form.number('Timeout', 60, 1, 600),
    callback: form.callback('StatusCallback', answered),
    detectMachine: form.text('MachineDetection') !== null,
    machineCallback: form.callback('AsyncAmdStatusCallback', answered),
    timeLimit: form.text('TimeLimit') === null ? null : form.number('TimeLimit', 14_400, 1, 86_400),
  });
  if (call === null) throw badInput(21_211, `The 'To' number is not a valid phone number`);
  const stop = account.calls.onChange((changed) => {
    if (changed !== call || call.status === 'ringing') return;
    stop();
    if (call.status === 'in-progress') account.runner.start(call, start);
  });
  return call;
}

export function findCall(account: Account, sid: string): Call {
  const call = account.calls.find(sid);
  if (!call) throw notFound(`/Calls/${sid}.json`);
  return call;
}

export function updateCall(account: Account, call: Call, form: Form): Call {
  const status = form.text('Status');
  const start = startOf(form);
  if (isOver(call.status)) throw badInput(21_220, 'Call is not in-progress. Cannot redirect.');
  const callback = form.callback('StatusCallback', answered);
  if (callback !== null) call.callback = callback;
  if (status === 'completed') account.calls.end(call);
  else if (status === 'canceled') {
    if (call.status === 'in-progress') throw badInput(21_220, 'Call is in-progress. Cannot cancel.');
    account.calls.end(call, 'cancelled');
  } else if (status !== null) throw badInput(20_001, 'Invalid Status');
  else if (start !== null) {
    if (call.status !== 'in-progress') throw badInput(21_220, 'Call is not in-progress. Cannot redirect.');
    account.conferences.release(call);
    account.runner.start(call, start);
  } else if (callback === null) throw badInput(20_001, 'Nothing to update');
  return call;
}

export function listCalls(account: Account, query: Form): Call[] {
  const status = query.text('Status');
  if (status !== null && !callStatuses.some((s) => s === status)) throw badInput(20_001, 'Invalid Status');
  const [to, from] = [query.text('To'), query.text('From')];
  const after = query.text('StartTime>');
  const before = query.text('StartTime<');
  return account.calls
    .list()
    .filter(
      (c) =>
        (status === null || c.status === status) &&
        (to === null || c.to === to) &&
        (from === null || c.from === from) &&
        (after === null || c.createdAt >= new Date(after)) &&
        (before === null || c.createdAt <= new Date(before)),
    );
}

export function recordCall(account: Account, call: Call, form: Form): Recording {
  if (call.status !== 'in-progress')
    throw badInput(21_220, 'Requested resource is not eligible for recording');
  const running = account.recordings.list().some((r) => r.callSid === call.sid && r.seconds === null);
  if (running) throw new RestProblem(409, 21_220, 'The call is being recorded already');
  return account.recordings.begin({
    source: 'StartCallRecordingAPI',
    callSid: call.sid,
    conferenceSid: null,
    channels: form.text('RecordingChannels') === 'dual' ? 2 : 1,
    callback: form.callback('RecordingStatusCallback', answered),
    recorder: call.leg.record(),
  });
}
