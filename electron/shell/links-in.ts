// Links that the system hands to the app: an event on macOS, an argument of the program elsewhere.
import type { IncomingLink } from '#shared/domain/links/incoming.ts';
import { parseIncomingLink } from '#shared/domain/links/incoming.ts';

/** The scheme that is registered for this app; `tel:` is taken when a person chose the app for it in the system. */
export const linkScheme = 'careline';

export const isLink = (argument: string): boolean => /^\s*(careline|tel):/i.test(argument);

/**
 * The link among a program's arguments, unread; null = started without one. Chromium may reorder the arguments of a second
 * start (Electron docs, `second-instance`), so it isn't looked for in a fixed place.
 */
export const linkAmong = (argv: readonly string[]): string | null => argv.slice(1).find(isLink) ?? null;

export interface LinksInDeps {
  /** An allowed link, once a desk is there. */
  give(link: IncomingLink): void;
  refused(): void;
}
export interface LinksIn {
  take(raw: string): void;
  /** From now on links are given; the newest of those that came before goes first. */
  connect(deps: LinksInDeps): void;
}

export function createLinksIn(): LinksIn {
  let deps: LinksInDeps | null = null;
  let early: string | null = null;
  const take = (raw: string): void => {
    if (deps === null) {
      early = raw;
      return;
    }
    const link = parseIncomingLink(raw);
    if (link === null) deps.refused();
    else deps.give(link);
  };
  return {
    take,
    connect(given) {
      deps = given;
      const waiting = early;
      early = null;
      if (waiting !== null) take(waiting);
    },
  };
}
