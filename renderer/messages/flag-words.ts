// What a group of red flags is called on the screen; a group of newer rules keeps its id.
import { hasText, t } from '../text/t.ts';

export function groupTitle(group: string): string {
  const key = `messages.flag.group.${group}`;
  return hasText(key) ? t(key) : group;
}
/** Why a mark was dismissed: as it was typed, or the reason that was chosen in the call. */
export function whyWords(why: string): string {
  const key = `assist.flag.why.${why}`;
  return hasText(key) ? t(key) : why;
}
/** `Chest and heart, breathing`. */
export const groupTitles = (groups: readonly string[]): string => groups.map(groupTitle).join(', ');
