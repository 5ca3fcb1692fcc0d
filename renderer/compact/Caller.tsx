// Who a call is from, large: the number and the line that was dialled. While the desk is locked neither shows (C4).
import type { Call } from '#shared/domain/calls/call.ts';
import { useAccount } from '../app/accounts.ts';
import { useSession } from '../app/session-store.ts';
import { shownLine, shownNumber } from '../calls/words.ts';
import { t } from '../text/t.ts';

export function Caller({ call, locked, state }: { call: Call; locked: boolean; state: string }) {
  const account = useAccount(call.accountId);
  const isLocked = useSession((s) => s.state?.phase === 'locked');
  if (locked)
    return (
      <div className="cl-compact-caller">
        <h2 className="cl-compact-name">{state}</h2>
        <p className="cl-detail">{t(isLocked ? 'compact.hidden' : 'compact.hidden.veil')}</p>
      </div>
    );
  return (
    <div className="cl-compact-caller">
      <h2 className="cl-compact-name cl-mono">{shownNumber(call)}</h2>
      <p>{shownLine(call, account)}</p>
    </div>
  );
}
