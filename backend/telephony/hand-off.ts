// A payment hand-off (C24, C25): a call goes to a queue that takes card data only once its recorder has said that it is
// paused, and what was paused for that goes on when the call is handed on from there, or did not go after all. Without the
// recorder's word the call stays where it is.
import type { Act } from '#shared/domain/telephony/acts.ts';
import { no, type Acts, type Said } from './acts.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { paymentHandOff } from './recording.ts';
import { callOf, isHere, ownParty, type CallRow } from './store.ts';

type Handing = 'transfer' | 'transfer-complete' | 'transfer-cancel';
const takesPayments = (parts: VoiceParts, queueId: string | null): boolean =>
  parts.voice.config.queues.some((queue) => queue.id === queueId && queue.payments);

async function go(parts: VoiceParts, callId: string, on: boolean): Promise<void> {
  const given = await paymentHandOff(parts, callId, on);
  if (given.work !== null) await given.work;
}
const callNow = (parts: VoiceParts, callId: string): Promise<CallRow | null> =>
  callOf(parts.pool, orgOf(parts), callId);
async function pausedForIt(parts: VoiceParts, callId: string): Promise<boolean> {
  const found = await parts.pool.query(
    `select 1 from voice_recording where org_id = $1 and call_id = $2 and by_hand_off and wanted = 'paused'`,
    [orgOf(parts), callId],
  );
  return (found.rowCount ?? 0) > 0;
}
const isSilent = (call: CallRow | null): boolean =>
  call?.recording.state === 'paused' || call?.recording.state === 'off';

/** Where the caller is, waits, or is being handed to. */
function isAtPayments(parts: VoiceParts, call: CallRow | null): boolean {
  if (call === null) return false;
  const { transfer, wait_queue: waits, queue_id: at } = call;
  const open = transfer?.state === 'ringing' || transfer?.state === 'consulting';
  return [waits, at, open ? transfer.toQueue : null].some((queue) => takesPayments(parts, queue));
}

type Transfer = Extract<Act, { kind: 'transfer' }>;
async function transfer(
  parts: VoiceParts,
  person: string,
  { callId, target, how }: Transfer,
  hand: () => Promise<Said>,
): Promise<Said> {
  const own = await ownParty(parts.pool, orgOf(parts), callId, person);
  // Whoever is not in the call is refused by the transfer, and pauses nothing before.
  if (own === null || !isHere(own)) return hand();
  const to = takesPayments(parts, target.kind === 'queue' ? target.queueId : null);
  const before = await pausedForIt(parts, callId);
  if (to) {
    await go(parts, callId, true);
    if (!isSilent(await callNow(parts, callId))) return no('carrier-silent');
  }
  const said = await hand();
  // An answer that was lost says nothing: the row tells whether it went there all the same.
  const stayed = to && said.refused !== null && !before && !isAtPayments(parts, await callNow(parts, callId));
  // A colleague, or a number outside, may go on with the payment: they resume when it is over. A queue begins anew.
  const handedOn = !to && how === 'blind' && target.kind === 'queue' && said.refused === null;
  if (stayed || handedOn) await go(parts, callId, false);
  return said;
}

/** A consultation that ends: from payments to elsewhere when it is completed, from elsewhere to payments when it is not. */
async function consultationOver(
  parts: VoiceParts,
  callId: string,
  completed: boolean,
  hand: () => Promise<Said>,
): Promise<Said> {
  const queue = (await callNow(parts, callId))?.transfer?.toQueue ?? null;
  const to = takesPayments(parts, queue);
  const said = await hand();
  const elsewhere = completed ? queue !== null && !to : to;
  if (said.refused === null && elsewhere) await go(parts, callId, false);
  return said;
}

/** The same acts, with the recorder paused while card data may be said. */
export function withPayments(acts: Pick<Acts, Handing>): Pick<Acts, Handing> {
  return {
    transfer: (parts, person, act, id) =>
      transfer(parts, person, act, () => acts.transfer(parts, person, act, id)),
    'transfer-complete': (parts, person, act, id) =>
      consultationOver(parts, act.callId, true, () => acts['transfer-complete'](parts, person, act, id)),
    'transfer-cancel': (parts, person, act, id) =>
      consultationOver(parts, act.callId, false, () => acts['transfer-cancel'](parts, person, act, id)),
  };
}
