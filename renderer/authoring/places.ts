// Which parts this room has, in the order of the list, and what is open in it.
import {
  BookOpenText,
  FileInput,
  Inbox,
  Megaphone,
  SearchX,
  Stamp,
  WholeWord,
  type LucideIcon,
} from 'lucide-react';
import type { ArticleDraftRow } from '#shared/contract/authoring.ts';

export const placeIds = [
  'articles',
  'proposals',
  'inbox',
  'announcements',
  'terms',
  'misses',
  'import',
] as const;
export type PlaceId = (typeof placeIds)[number];
export const placeIcons: Record<PlaceId, LucideIcon> = {
  articles: BookOpenText,
  proposals: Stamp,
  inbox: Inbox,
  announcements: Megaphone,
  terms: WholeWord,
  misses: SearchX,
  import: FileInput,
};

/** What a part may do in the room it stands in. */
export interface Room {
  /** May approve, check, retire, announce and write the terms; a trainer may not. */
  decides: boolean;
  person: { id: string; name: string };
  openDraft: (id: string) => void;
  go: (place: PlaceId) => void;
}
export type DraftState = ArticleDraftRow['state'];
