// Every word that leaves by a channel. Generic on purpose: a locked phone, a mail server and a voicemail may all show it.
import type { Notice } from './channel.ts';

export const smsText = (n: Notice): string =>
  `Careline: a message is waiting for you. Reference ${n.reference}. Open: ${n.link}`;

export const mailSubject = (n: Notice): string => `Careline: a message is waiting for you (${n.reference})`;
export const mailText = (n: Notice): string =>
  [
    'A message is waiting for you.',
    '',
    `Reference ${n.reference}. Open it here:`,
    n.link,
    '',
    'The link is for you alone and works for 24 hours. Please do not forward it.',
  ].join('\n');

/** Letters and digits apart, so that a machine's voice can be understood. */
export const voiceText = (n: Notice): string =>
  `This is the answering service with a message for you. Your reference is ${[...n.reference].join(', ')}. ` +
  'Please open the secure link that was sent to you, or call the answering service.';
export const voiceKey = 'To say that you take it, press 1. If you cannot take it, press 2.';
export const voiceThanks = {
  taken: 'Thank you. It is noted that you take it.',
  declined: 'It is noted. Goodbye.',
  late: 'Somebody else has taken it already. Goodbye.',
};
