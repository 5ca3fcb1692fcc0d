// What another program may ask of this app by a link (`careline:` and `tel:`): a short list of places, nothing else.
// A link never acts by itself: it fills in or shows, and a person goes on from there.
import { z } from 'zod';
import { articleId } from '../knowledge/article.ts';
import { messageId } from '../messages/message.ts';

export const linkPlaces = ['work', 'messages', 'calls', 'knowledge'] as const;

/** Digits with or without `+`, as `tel:` carries them once its separators are gone (RFC 3966). */
const number = z.string().regex(/^\+?[0-9]{3,15}$/);

export const incomingLink = z.discriminatedUnion('kind', [
  /** Fills in a number; dialling stays a person's own act. */
  z.strictObject({ kind: z.literal('dial'), number }),
  z.strictObject({ kind: z.literal('message'), reference: messageId }),
  z.strictObject({ kind: z.literal('article'), articleId }),
  z.strictObject({ kind: z.literal('place'), place: z.enum(linkPlaces) }),
]);
export type IncomingLink = z.infer<typeof incomingLink>;

/** Longest link that is read at all. */
const longest = 300;
/** RFC 3966: separators that only help the eye. */
const separators = /[-.()]/g;

/**
 * The link as the system handed it over → what it asks for; null = refused. Nothing is decoded: ids, places and digits
 * have plain spellings, so an escape, a query, a fragment or a login can only be a trick. `tel:` takes digits alone: no
 * extension or pause (`;`, `,`, `p`, `w`), no service code (`*`, `#`), because a number that runs something is no number.
 */
export function parseIncomingLink(raw: string): IncomingLink | null {
  if (raw.length > longest || !/^[\x21-\x7e]+$/.test(raw) || /[%\\?#@]/.test(raw)) return null;
  const tel = /^tel:(?<digits>\+?[0-9().-]+)$/i.exec(raw)?.groups?.['digits'];
  if (tel !== undefined) return checked({ kind: 'dial', number: tel.replace(separators, '') });
  const parts = /^careline:\/\/(?<what>[a-z]+)\/(?<id>[A-Za-z0-9_.:-]+)\/?$/i.exec(raw)?.groups;
  const id = parts?.['id'];
  switch (parts?.['what']?.toLowerCase()) {
    case 'message':
      return checked({ kind: 'message', reference: id?.toLowerCase() });
    case 'article':
      return checked({ kind: 'article', articleId: id });
    case 'open':
      return checked({ kind: 'place', place: id });
    default:
      return null;
  }
}

const checked = (link: unknown): IncomingLink | null => incomingLink.safeParse(link).data ?? null;
