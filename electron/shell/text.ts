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
    safe: 'This page has looked at nothing and changed nothing. What was saved at this desk before is in encrypted files on this computer. Whether a message still waits to be sent cannot be seen from here: if something urgent was taken at this desk lately, phone the person on call now.',
    doTitle: 'What to do',
    meanwhileTitle: 'Until then',
    meanwhile:
      'Take calls on the desk phone. Write on paper who called, the number, the reason and the time. In an emergency, use the phone at once.',
    again: 'Open again',
  },
  leaving: {
    title: 'Leave Careline?',
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

/** A headline and what follows from it. A call may be one of several: the desk says only that there is one. */
function leavingPart(reason: LeavingReason, { urgent }: Leaving): { head: string; rest: string } {
  switch (reason) {
    case 'call':
      return {
        head: 'A caller would be cut off.',
        rest: 'Leaving now ends every call that is open or rings.',
      };
    case 'urgent':
      return urgent === 1
        ? {
            head: 'An urgent message has not reached the backend.',
            rest: 'Phone the clinician before you leave. The message is saved on this computer and is sent only when Careline runs again.',
          }
        : {
            head: `${urgent} urgent messages have not reached the backend.`,
            rest: 'Phone the clinicians before you leave. The messages are saved on this computer and are sent only when Careline runs again.',
          };
    case 'draft':
      return {
        head: 'A message is not saved yet.',
        rest: 'Its draft is kept on this computer and is there next time.',
      };
  }
}

/** What leaving would interrupt, most serious first: the question names the worst, its detail says all. */
export function leavingWords(
  why: readonly LeavingReason[],
  state: Leaving,
): { message: string; detail: string } {
  const parts = why.map((reason) => leavingPart(reason, state));
  return {
    message: parts[0]?.head ?? '',
    detail: parts.map(({ head, rest }, i) => (i === 0 ? rest : `${head} ${rest}`)).join('\n\n'),
  };
}
