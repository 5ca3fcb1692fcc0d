// Why the caller calls: the account's own list, found by typing. It chooses the script and what the message starts with.
import type { Call } from '#shared/domain/calls/call.ts';
import { useAccount } from '../app/accounts.ts';
import { t } from '../text/t.ts';
import { ComboBox } from '../ui/index.ts';
import { reasonWords } from './reason-words.ts';
import { chooseReason } from './store.ts';

export function ReasonPicker({ call }: { call: Call }) {
  const account = useAccount(call.accountId);
  return (
    <div className="cl-call-reason">
      <ComboBox
        label={t('calls.reason')}
        hideLabel
        placeholder={t('calls.reason.placeholder')}
        options={(account?.reasons ?? []).map((r) => ({
          id: r.code,
          title: r.label,
          words: reasonWords[r.code],
        }))}
        value={account === null ? null : call.reasonCode}
        onChange={(code) => {
          if (code !== null && code !== call.reasonCode) void chooseReason(call.id, code);
        }}
      />
    </div>
  );
}
