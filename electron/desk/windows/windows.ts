// Which windows there are beside the main one, and what came from outside for a person to take. Knows pages by their
// ports: a window without one can't show anything. A link lives in memory only and is given once.
import type { PagePort } from '#host/link.ts';
import type { Host } from '#host/host.ts';
import { surfaces, type Surface } from '#shared/contract/kinds.ts';
import type { IncomingLink } from '#shared/domain/links/incoming.ts';
import { fail, ok } from '#shared/domain/result.ts';
import { clearCopiedMs } from '#shared/contract/windows.ts';
import type { Context, RoomHandlers } from '../router/context.ts';

export interface WindowsDeps {
  /** Null in the preview: there the page opens its own. */
  host: Pick<Host, 'showWindow' | 'closeWindow' | 'copyText'> | null;
  /** Whether this is the practice desk: it alone has the trainer's window. */
  practice: boolean;
  /** Milliseconds that only go forward. */
  monotonic(): number;
  changed(): void;
}
/** A link that nobody took for so long (ms) is no longer wanted. */
export const linkLife = 600_000;
/** Links that wait at once; of more the newest count. */
export const mostLinks = 5;

export function createWindows({ host, practice, monotonic, changed }: WindowsDeps) {
  const ports = new Map<number, Surface>();
  let queue: { link: IncomingLink; until: number }[] = [];
  let startedAgain = 0;
  let seated: string | null = null;

  /** In the order they came, without those that nobody took in time. */
  const waiting = (): typeof queue => (queue = queue.filter(({ until }) => monotonic() < until));
  /** What a link names may be on the audit row; the number of a `tel:` link never. */
  const about = (taken: IncomingLink, context: Context): void => {
    if (taken.kind === 'message') context.about({ messageId: taken.reference });
    if (taken.kind === 'article') context.about({ articleId: taken.articleId });
  };

  const handlers: RoomHandlers<'windows'> = {
    async open({ surface }) {
      if (surface === 'trainer' && !practice) return fail('host-cannot', 'live');
      return host === null ? fail('host-cannot', 'preview') : host.showWindow({ surface });
    },
    close: async ({ surface }) =>
      host === null ? fail('host-cannot', 'preview') : host.closeWindow({ surface }),
    state() {
      const there = new Set(ports.values());
      return ok({ open: surfaces.filter((s) => there.has(s)), link: waiting().length > 0, startedAgain });
    },
    async copy({ what, text }, context) {
      context.about({ what });
      const done =
        host === null
          ? fail('host-cannot', 'preview')
          : await host.copyText({ text, clearAfterMs: clearCopiedMs });
      // The page does it where this host can't: allowed, and in the log, all the same.
      if (!done.ok && done.code === 'host-cannot') return ok({ by: 'page' });
      return done.ok ? ok({ by: 'host' }) : done;
    },
    takeLink(_input, context) {
      const taken = waiting().shift()?.link;
      if (taken === undefined) return ok({ link: null });
      about(taken, context);
      context.changed('windows.changed');
      return ok({ link: taken });
    },
  };

  return {
    handlers,
    attached(port: PagePort): void {
      ports.set(port.port, port.surface);
      changed();
      port.onClose(() => {
        ports.delete(port.port);
        changed();
      });
    },
    /** Two in a row both wait; the same one clicked twice waits once. */
    incoming(given: IncomingLink): void {
      const same = JSON.stringify(given);
      const others = waiting().filter(({ link }) => JSON.stringify(link) !== same);
      queue = [...others, { link: given, until: monotonic() + linkLife }].slice(-mostLinks);
      changed();
    },
    /**
     * Who sits here now: what waited for somebody else, who left or gave the place up, is dropped. A lock changes nobody,
     * and what came while nobody sat here waits for the one who sits down.
     */
    seat(personId: string | null): void {
      if (seated !== null && seated !== personId) {
        queue = [];
        changed();
      }
      seated = personId;
    },
    startedAgain(): void {
      startedAgain++;
      changed();
    },
  };
}
