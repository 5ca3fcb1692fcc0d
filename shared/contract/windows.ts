// Windows beside the main one, and links that other programs sent here. A link waits in the desk's memory until the main
// page takes it: what it carries (a number) may be a patient's, so nothing writes it down.
import { z } from 'zod';
import { incomingLink } from '../domain/links/incoming.ts';
import { everybody, nothing, request, staff, surfaces, topic } from './kinds.ts';

export const windowState = z.strictObject({
  /** Surfaces whose page is there now. */
  open: z.array(z.enum(surfaces)),
  /** A link waits to be taken. */
  link: z.boolean(),
  /** How often someone started the app while it ran already, since this desk started. */
  startedAgain: z.int().min(0),
});
export type WindowState = z.infer<typeof windowState>;

/** What was copied is taken off the clipboard after so long, ms (C32). */
export const clearCopiedMs = 30_000;
/** What is copied, for the log: never the text itself. */
export const copied = ['number', 'report', 'script', 'scenario', 'key', 'selection'] as const;
export type Copied = (typeof copied)[number];

const beside = ['panel', 'compact', 'trainer'] as const;
const everywhere = ['main', ...beside] as const;
const control = {
  effect: 'control',
  lease: 'free',
  when: 'always',
  roles: 'any',
  surfaces: everywhere,
} as const;

export const windows = {
  /**
   * Opens the window of a surface or brings it to the front. `host-cannot` where the page has to open it itself, for a
   * practice desk that asks for another than the trainer's, and for the live desk that asks for the trainer's.
   */
  open: request(z.strictObject({ surface: z.enum(everywhere) }), nothing, control),
  close: request(z.strictObject({ surface: z.enum(beside) }), nothing, control),
  state: request(nothing, windowState, control),
  /** Gives the waiting link once; null when there is none. */
  takeLink: request(nothing, z.strictObject({ link: incomingLink.nullable() }), {
    ...control,
    when: 'open',
    roles: staff,
    surfaces: ['main'],
    audit: 'link.take',
  }),
  /** Puts a text on the clipboard for half a minute. `page`: this host can't, the page may do it itself. */
  copy: request(
    z.strictObject({ what: z.enum(copied), text: z.string().min(1).max(400_000) }),
    z.strictObject({ by: z.enum(['host', 'page']) }),
    { ...control, when: 'open', roles: everybody, audit: 'clipboard.copy' },
  ),
  changed: topic(everywhere),
};
