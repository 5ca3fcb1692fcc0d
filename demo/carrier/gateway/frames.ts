// What a Device may send, as far as this gateway reads it. Anything else in a frame is left alone, as Twilio does.
import { z } from 'zod';

const callSid = z.string().min(1).max(80);
const sdp = z.string().max(60_000);

const frame = <T extends string, P extends z.ZodType>(type: T, payload: P) =>
  z.looseObject({ type: z.literal(type), payload });

export const deviceFrame = z.discriminatedUnion('type', [
  frame('listen', z.looseObject({ token: z.string(), reconnectTimeout: z.number().optional() })),
  frame('register', z.looseObject({ media: z.looseObject({ audio: z.boolean() }) })),
  frame(
    'invite',
    z.looseObject({
      callsid: callSid,
      sdp,
      reconnect: z.string().max(200).optional(),
      twilio: z.looseObject({ params: z.string().max(20_000).optional() }).optional(),
    }),
  ),
  frame('answer', z.looseObject({ callsid: callSid, sdp })),
  frame('reinvite', z.looseObject({ callsid: callSid, sdp })),
  frame('reject', z.looseObject({ callsid: callSid })),
  frame('hangup', z.looseObject({ callsid: callSid, message: z.unknown().optional() })),
  frame('dtmf', z.looseObject({ callsid: callSid, dtmf: z.string().regex(/^[0-9*#A-Dw]{1,100}$/u) })),
  frame(
    'message',
    z.looseObject({
      callsid: callSid,
      content: z.unknown(),
      contenttype: z.string().max(200).optional(),
      messagetype: z.string().max(200).optional(),
      voiceeventsid: z.string().max(80),
    }),
  ),
]);
export type DeviceFrame = z.infer<typeof deviceFrame>;
export type InviteFrame = Extract<DeviceFrame, { type: 'invite' }>['payload'];
export type MessageFrame = Extract<DeviceFrame, { type: 'message' }>['payload'];

/** Null when it isn't JSON, has another shape or another type. */
export function readFrame(text: string): DeviceFrame | null {
  try {
    const read = deviceFrame.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Which ICE session an SDP belongs to: the same one after a dropped socket, another one after a restart or a crash. */
export const iceUser = (sdp: string): string | null => /^a=ice-ufrag:(\S+)/mu.exec(sdp)?.[1] ?? null;
