// Practice aloud: what the caller says as sound, by a speech program that is installed on this computer, and what the trainee
// says as words, by a listener that the site has set up. Both run beside the desk as programs of their own; captions are
// there in any case. On the live desk every request is refused.
import { z } from 'zod';
import { langs } from '../domain/script/languages.ts';
import { nothing, request, topic } from './kinds.ts';

/** As long as a caller's line gets; the page says longer ones sentence by sentence. */
export const longestSpoken = 400;
/** Of one answer, in bytes of WAV: 1 MB crosses the bridge, and Base64 makes a third more of it. */
export const largestSpoken = 690_000;

export const speechState = z.strictObject({
  /** The installed program's name; null = none was found. */
  engine: z.string().max(40).nullable(),
  /** `none`: nothing was set up; `wrong`: what was set up can't be read or isn't there. */
  dictation: z.enum(['ready', 'none', 'wrong']),
  listening: z.boolean(),
});
export type SpeechState = z.infer<typeof speechState>;

export const speech = {
  state: request(nothing, speechState, { effect: 'control', lease: 'free' }),
  /** The words as a WAV file, Base64. */
  say: request(
    z.strictObject({ text: z.string().trim().min(1).max(longestSpoken), lang: z.enum(langs) }),
    z.strictObject({ wav: z.string().max(950_000) }),
    { effect: 'control', lease: 'free' },
  ),
  /** Starts to listen, until `heard` or a minute has passed. Nothing of the sound is kept. */
  listen: request(z.strictObject({ lang: z.enum(langs) }), speechState, { effect: 'control', lease: 'free' }),
  /** Ends it: what was understood, to be read and changed before it is said. Empty = nothing. */
  heard: request(nothing, z.strictObject({ text: z.string().max(1000) }), {
    effect: 'control',
    lease: 'free',
  }),
  changed: topic(['main']),
};
