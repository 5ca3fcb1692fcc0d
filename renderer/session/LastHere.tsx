// When this person was signed in before, said once after they sat down (C8): a time that is not theirs is how they notice
// that somebody else was.
import { useEffect } from 'react';
import { deskNow, useSession } from '../app/session-store.ts';
import { formatDate, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { announce, toast } from '../ui/index.ts';

/** A proof that is older was told when it was given: a reload says nothing again. ms */
const justNow = 30_000;

/** `Sat 21 Nov 22:40`. */
export const whenText = (iso: string): string =>
  `${formatDate(iso, { weekday: true, now: deskNow().toISOString() })} ${formatTime(iso)}`;

export function LastHere() {
  const last = useSession((s) => s.state?.lastSignIn ?? null);
  const at = useSession((s) => s.state?.proof?.at ?? null);
  useEffect(() => {
    if (last === null || at === null || deskNow().getTime() - Date.parse(at) > justNow) return;
    const text = t('session.last', { when: whenText(last) });
    toast({ text });
    announce(text);
  }, [last, at]);
  return null;
}
