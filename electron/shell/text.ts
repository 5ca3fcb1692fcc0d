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
  lastPage: {
    files: {
      title: 'Careline cannot draw its window',
      what: 'A file of the program is missing or cannot be read. A virus scanner may have moved it away.',
      todo: 'Ask your IT support whether a file of Careline was put aside, and install Careline again over this installation; that keeps your messages. Then open it again.',
    },
    blank: {
      title: 'Careline cannot draw its window',
      what: 'The page was loaded, but nothing of it came onto the screen. A file of the program may be damaged, or the computer is very busy.',
      todo: 'Open it again. If this page comes back, restart the computer; if it stays so, install Careline again over this installation; that keeps your messages.',
    },
    safeTitle: 'What is safe',
    safe: 'Every message saved at this desk is still on this computer, encrypted. Nothing was deleted or changed. Whether one still waits to be sent cannot be seen from here: if something urgent was taken at this desk lately, phone the person on call now.',
    doTitle: 'What to do',
    meanwhileTitle: 'Until then',
    meanwhile:
      'Take calls on the desk phone. Write on paper who called, the number, the reason and the time. In an emergency, use the phone at once.',
    again: 'Open again',
  },
  leaving: {
    title: 'Leave Careline?',
    message: 'Something is still open.',
    yes: 'Quit anyway',
    no: 'Stay',
  },
  brokenTitle: 'Careline could not start',
  broken:
    'Something in the program failed before its window was there. Saved messages are safe on this computer. Start it again; if it stops again, tell your IT support.',
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
