// When this person was signed in before, and how often somebody failed as them since, said once after they sat down (C8): a
// time or a try that is not theirs is how they notice that somebody else was.
import { useEffect } from 'react';
import type { SessionState } from '#shared/contract/session.ts';
import { deskNow, useSession } from '../app/session-store.ts';
import { formatDate, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { announce, toast } from '../ui/index.ts';

/** A proof that is older was told when it was given: a reload says nothing again. ms */
const justNow = 30_000;

/** `Sat 21 Nov 22:40`. */
export const whenText = (iso: string): string =>
  `${formatDate(iso, { weekday: true, now: deskNow().toISOString() })} ${formatTime(iso)}`;

/** One sentence, or two; null = there is nothing to say. The provider's word counts before this computer's own. */
export function lastText(
  state: Pick<SessionState, 'lastSignIn' | 'lastHere' | 'failedSince'>,
): string | null {
  const { lastSignIn, lastHere, failedSince } = state;
  const said = [
    lastSignIn !== null
      ? t('session.last', { when: whenText(lastSignIn) })
      : lastHere !== null && t('session.last.here', { when: whenText(lastHere) }),
    failedSince > 0 && t('session.last.failed', { count: failedSince }),
  ].filter((part) => part !== false);
  return said.length === 0 ? null : said.join(' ');
}

export function LastHere() {
  const text = useSession((s) => s.state && lastText(s.state));
  const at = useSession((s) => s.state?.proof?.at ?? null);
  const isProved = useSession((s) => s.state?.proof?.by !== 'names');
  useEffect(() => {
    if (text === null || at === null || !isProved || deskNow().getTime() - Date.parse(at) > justNow) return;
    toast({ text });
    announce(text);
  }, [text, at, isProved]);
  return null;
}
