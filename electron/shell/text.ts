// The few words the shell says itself, when there is no page to say them. The product's words are the renderer's.
import type { Leaving } from '#host/link.ts';
import type { LeavingReason } from './leaving.ts';

export const text = {
  pageLost: {
    title: 'Careline cannot show its window',
    message: 'The window stopped several times in a minute.',
    detail:
      'Saved messages are safe on this computer, and drafts are kept. Open it again; if it stops again, tell your IT support.',
    yes: 'Open again',
    no: 'Quit',
  },
  pageHung: {
    title: 'Careline does not answer',
    message: 'The window has not answered for a while.',
    detail:
      'Saved messages are safe on this computer. A draft is kept up to the last moment in which the window still answered. A call goes on.',
    yes: 'Load it anew',
    no: 'Wait',
  },
  leaving: {
    title: 'Leave Careline?',
    message: 'Something is still open.',
    yes: 'Quit anyway',
    no: 'Stay',
  },
  switchTitle: 'Careline does not start this way',
  switch:
    'It was started with options that take away its protection, so it has stopped before opening anything. Start it without:',
} as const;

/** What is open and what happens to it, a sentence each, most serious first. */
export const leavingSentences = (why: readonly LeavingReason[], { urgent }: Leaving): string =>
  why
    .map((reason) => {
      if (reason === 'call') return 'A call is open. Leaving now ends it for the caller.';
      if (reason === 'draft')
        return 'A message is not saved yet. Its draft is kept on this computer and is there next time.';
      return urgent === 1
        ? 'An urgent message has not reached the backend. It is saved on this computer and is sent when Careline runs again.'
        : `${urgent} urgent messages have not reached the backend. They are saved on this computer and are sent when Careline runs again.`;
    })
    .join('\n\n');
