// Calls on the desk: control, notes, wrap-up, log, captions (rows 58, 61; product.md 7).
import { z } from 'zod';
import { call, dispositions } from '#shared/domain/calls/call.ts';
import { forCallers, nothing, page, request, topic } from './kinds.ts';

const id = z.strictObject({ callId: z.uuid() });
const everywhere = ['main', 'panel', 'compact', 'phone'] as const;
/** While locked, callers stay served: names and notes are left out, controls work (C4). */
const control = { effect: 'write', when: 'open-or-locked', surfaces: everywhere } as const;
export const caption = z.strictObject({
  at: z.string(),
  text: z.string().max(600),
  from: z.enum(['scenario', 'transcription']),
});
export type Caption = z.infer<typeof caption>;

export const calls = forCallers({
  current: request(nothing, z.array(call), { effect: 'read', when: 'open-or-locked', surfaces: everywhere }),
  answer: request(id, call, { ...control, audit: 'call.answer' }),
  hold: request(id.extend({ on: z.boolean() }), call, { ...control, audit: 'call.hold' }),
  mute: request(id.extend({ on: z.boolean() }), call, { ...control, audit: 'call.mute' }),
  end: request(id, call, { ...control, audit: 'call.end' }),
  note: request(id.extend({ notes: z.string().max(4000) }), z.strictObject({ keptAt: z.string() }), {
    effect: 'write',
    lease: 'free',
    surfaces: ['main', 'compact'],
  }),
  reason: request(id.extend({ reasonCode: z.string().max(60) }), call, {
    effect: 'write',
    lease: 'free',
    audit: 'call.reason',
  }),
  wrapUp: request(id.extend({ disposition: z.enum(dispositions), notes: z.string().max(4000) }), call, {
    effect: 'write',
    lease: 'free',
    audit: 'call.wrap-up',
  }),
  /** Takes a wrap-up back for a minute: a key pressed by mistake must not close a call for good. */
  reopen: request(id, call, { effect: 'write', lease: 'free', audit: 'call.reopen' }),
  read: request(id, call, { effect: 'read', audit: 'call.read' }),
  log: page(nothing, call, { audit: 'call.log' }),
  captions: request(id, z.array(caption), { effect: 'read', lease: 'free' }),
  changed: topic(everywhere),
});
