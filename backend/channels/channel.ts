// Ways to reach a clinician. Whatever is sent says that something waits, with a short reference and a link: no name, no
// number and no word of a patient leaves by a channel (C31, row 89).
import type { AttemptMethod, AttemptResult } from '#shared/domain/messages/entry.ts';

export interface Notice {
  /** Number or address. */
  to: string;
  /** Short id that both sides can say on the phone. */
  reference: string;
  /** Page of this one message for this one person. */
  link: string;
}
export interface Sent {
  result: Exclude<AttemptResult, 'dialling' | 'accepted' | 'read'>;
  /** What the channel itself said: its own short words and ids. */
  note: string;
}
export type ChannelName = 'sms' | 'voice' | 'mail' | 'webhook';
export interface Channel {
  /** Never throws for what can go wrong outside: that is a `failed` with its reason. Ends within 100 s. */
  send: (notice: Notice) => Promise<Sent>;
}
export interface Channels {
  get: (name: ChannelName) => Channel | null;
  /** Where `/a/<token>` is reached from outside; no slash at the end. Null = not configured. */
  publicUrl: string | null;
  /** Whether the carrier signed this request about a pressed key; `path` without the public address. */
  signedByCarrier: (path: string, signature: string, fields: Record<string, string>) => boolean;
}

/** A backend that can reach nobody: every attempt says so. */
export const noChannels: Channels = { get: () => null, publicUrl: null, signedByCarrier: () => false };

/** By method and address; null = no channel of this product goes there. */
export function channelFor(method: AttemptMethod | 'patient', to: string): ChannelName | null {
  switch (method) {
    case 'voice':
      return 'voice';
    case 'sms':
      return 'sms';
    case 'email':
      return 'mail';
    case 'webhook':
      return 'webhook';
    case 'app':
      // A secure link goes wherever the person's app or browser gets it.
      if (to.includes('@')) return 'mail';
      return /^\+\d+$/.test(to) ? 'sms' : 'webhook';
    default:
      return null;
  }
}

/** Last six digits of the message's id, upper case. */
export const referenceOf = (messageId: string): string => messageId.slice(-6).toUpperCase();

export const failed = (note: string): Sent => ({ result: 'failed', note: note.slice(0, 300) });
