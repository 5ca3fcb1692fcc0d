// A start, or a link, that comes while the app is ending would get a window that the end closes again. It waits: for the
// end being called off, or for a fresh app once this one is gone.
import { isLink } from './links-in.ts';

export interface LateStarts {
  /** Somebody started the app again, with this link (unread) or none. */
  take(link: string | null): void;
  /** True: nobody objects to the end any more. False: it was called off, and what waited is done. */
  ending(is: boolean): void;
  isEnding(): boolean;
  /** How the next app must be started; null = nobody wants one. The other arguments are this one's. */
  next(argv: readonly string[], appImage: string | undefined): { args: string[]; execPath?: string } | null;
}

export function createLateStarts(take: (link: string | null) => void): LateStarts {
  let ending = false;
  let late: { link: string | null } | null = null;
  return {
    take(link) {
      if (!ending) return take(link);
      // The newest link counts; a start without one takes none away.
      late = { link: link ?? late?.link ?? null };
    },
    ending(is) {
      ending = is;
      if (is || late === null) return;
      const { link } = late;
      late = null;
      take(link);
    },
    isEnding: () => ending,
    next(argv, appImage) {
      if (late === null) return null;
      const own = argv.slice(1).filter((argument) => argument !== '--' && !isLink(argument));
      return {
        // "--" ends the switches: nothing in a link can become one.
        args: late.link === null ? own : [...own, '--', late.link],
        // An AppImage's program is gone with its mount: the image itself is what can be started.
        ...(appImage === undefined ? {} : { execPath: appImage }),
      };
    },
  };
}
