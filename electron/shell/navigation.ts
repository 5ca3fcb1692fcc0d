// Where a page may go: to the app's own documents, in the top frame, by itself. Everything else is denied (checklist 13).
import { resolveAsset } from '#host/assets.ts';
import { ownPath } from './origin.ts';

export interface NavigationAsk {
  url: string;
  /** Null when the frame is already gone. */
  frame: { isTop: boolean } | null;
  /** Our scheme never redirects, so a redirect is never ours. */
  kind: 'navigate' | 'redirect';
}
export type NavigationDecision =
  | { allow: true }
  | { allow: false; why: 'no-frame' | 'subframe' | 'redirect' | 'foreign' | 'no-document' };

export function decideNavigation({ url, frame, kind }: NavigationAsk): NavigationDecision {
  if (frame === null) return { allow: false, why: 'no-frame' };
  if (!frame.isTop) return { allow: false, why: 'subframe' };
  if (kind === 'redirect') return { allow: false, why: 'redirect' };
  const path = ownPath(url);
  if (path === null) return { allow: false, why: 'foreign' };
  const asset = resolveAsset(path);
  return asset.ok && asset.html ? { allow: true } : { allow: false, why: 'no-document' };
}
