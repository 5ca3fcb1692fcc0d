// What a link of another program does on the page. Nothing acts by itself: a number is shown, a thing is opened.
import type { IncomingLink } from '#shared/domain/links/incoming.ts';
import type { LeftTab } from '../app/desk-store.ts';

export type LinkAct =
  /** Shown, to be copied or written down; never dialled. */
  | { act: 'number'; number: string }
  | { act: 'message'; messageId: string }
  | { act: 'article'; articleId: string }
  | { act: 'list'; tab: LeftTab }
  | { act: 'knowledge' };

export function actOf(link: IncomingLink): LinkAct {
  switch (link.kind) {
    case 'dial':
      return { act: 'number', number: link.number };
    case 'message':
      return { act: 'message', messageId: link.reference };
    case 'article':
      return { act: 'article', articleId: link.articleId };
    case 'place':
      return link.place === 'knowledge' ? { act: 'knowledge' } : { act: 'list', tab: link.place };
  }
}

/** How often the app was started while it ran: news only when it grew; a desk that restarted counts from 0 again. */
export const wasStartedAgain = (before: number | null, now: number): boolean =>
  before !== null && now > before;
