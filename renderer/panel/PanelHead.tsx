// The head of the panel's window: whose call it follows, how long, and the way back into the main page.
import { PanelRight } from 'lucide-react';
import type { Call } from '#shared/domain/calls/call.ts';
import { useAccount } from '../app/accounts.ts';
import { useSession } from '../app/session-store.ts';
import { t } from '../text/t.ts';
import { Chip, IconButton, Mark, Timer } from '../ui/index.ts';
import { closeThis } from '../windows/open.ts';
import { headOf, type FollowedState } from './followed.ts';

const tones = {
  ringing: 'amber',
  active: 'accent',
  held: 'amber',
  'wrap-up': 'neutral',
} as const satisfies Record<FollowedState, string>;

export function PanelHead({ call }: { call: Call | null }) {
  const practice = useSession((s) => s.state?.practice === true);
  return (
    <header className="cl-win-head">
      <Mark />
      {call === null ? (
        <h1 className="cl-win-title">{t('panel.heading')}</h1>
      ) : (
        <Whose call={call} key={call.id} />
      )}
      {practice && (
        <Chip tone="violet" dot>
          {t('panel.practice')}
        </Chip>
      )}
      <IconButton icon={PanelRight} label={t('panel.back')} onPress={() => void closeThis('panel')} />
    </header>
  );
}

function Whose({ call }: { call: Call }) {
  const { number, line, state, since } = headOf(call, useAccount(call.accountId));
  return (
    <>
      <div className="cl-win-whose" role="group" aria-label={t('panel.label')}>
        <h1 className="cl-win-title cl-mono">{number}</h1>
        <p className="cl-detail">{line}</p>
      </div>
      <Chip tone={tones[state]} dot>
        {t(`panel.call.${state}`)}
      </Chip>
      <Timer since={since} label={t('panel.timer')} />
    </>
  );
}
