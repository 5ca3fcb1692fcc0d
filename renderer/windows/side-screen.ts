// Which screen a window beside the desk shows. It never opens a vault: that is done in the main window.
import type { SessionState } from '#shared/contract/session.ts';
import { isGone } from '../app/screen.ts';
import type { DeskState } from '../bridge/index.ts';

export type SideScreen =
  | 'starting'
  | 'no-desk'
  | 'preview-ended'
  /** The vault was not opened yet. */
  | 'closed'
  /** It can't be opened. */
  | 'broken'
  | 'locked'
  /** Open, but nobody sits at this desk. */
  | 'nobody'
  | 'open';

export interface SideFacts {
  desk: Pick<DeskState, 'state' | 'reason'>;
  session: Pick<SessionState, 'phase' | 'person'> | null;
}

/**
 * What was shown stays while the desk restarts (a banner says so). With a desk that is gone for good nothing stays: what
 * locks after idle minutes went with it.
 */
export function sideScreenOf({ desk, session }: SideFacts): SideScreen {
  if (desk.reason === 'preview-session') return 'preview-ended';
  if (isGone(desk)) return 'no-desk';
  if (session === null) return desk.state === 'down' ? 'no-desk' : 'starting';
  if (session.phase === 'locked') return 'locked';
  if (session.phase === 'broken') return 'broken';
  if (session.phase !== 'open') return 'closed';
  return session.person === null ? 'nobody' : 'open';
}

/** What this window still holds of a desk that is gone for good must go too: its page is replaced. */
export const mustDrop = ({ desk, session }: SideFacts): boolean =>
  isGone(desk) && desk.reason !== 'preview-session' && session !== null;
