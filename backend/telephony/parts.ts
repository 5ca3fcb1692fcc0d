// What the rooms of telephony are given beside the backend's own parts.
import type { Parts } from '../parts.ts';
import type { Carrier } from './carrier.ts';
import type { TelephonyConfig } from './config.ts';

export interface VoiceParts extends Parts {
  voice: {
    config: TelephonyConfig;
    carrier: Carrier;
    /** UUID version 7: sorted by time. */
    newId: () => string;
  };
}
/** The organisation that this carrier account belongs to. */
export const orgOf = (parts: VoiceParts): string => parts.voice.config.organisation;
