// A transfer under way: who is being reached, who is talked to, and its four ends: hand over, talk to the other one, all
// together, take the caller back. The cancel never goes away while the caller waits.
import { ArrowLeftRight, Check, Undo2, UsersRound } from 'lucide-react';
import type { LiveView } from '#shared/contract/telephony.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { t } from '../text/t.ts';
import { Button, Timer } from '../ui/index.ts';
import { failedShown, labelShown, talksTo } from './parties.ts';
import { Refusal } from './Refusal.tsx';
import { actAndTell, useTelephony } from './store.ts';

const places = (callId: string): string[] =>
  ['transfer-complete', 'transfer-cancel', 'swap', 'conference'].map((kind) => `${kind} ${callId}`);

/** Four buttons in one row: `⇧F3`. */
const short = (keys: string): string => keys.replace('Shift+', '⇧');

export function Consult({ live }: { live: LiveView }) {
  const { transfer, callId } = live;
  const asking = useTelephony((s) => s.asking);
  if (transfer === null) return null;
  const busy = (kind: 'transfer-complete' | 'transfer-cancel' | 'swap' | 'conference'): boolean =>
    asking[`${kind} ${callId}`] === true || live.asked.includes(kind);
  if (transfer.state === 'failed' && !failedShown(live)) return null;
  if (transfer.state === 'failed')
    return (
      <p className="cl-tel-warn cl-tel-warn-amber" role="alert">
        <span>
          {t(
            transfer.why === null ? 'telephony.transfer.failed' : `telephony.transfer.failed.${transfer.why}`,
            {
              who: labelShown(transfer.label),
            },
          )}{' '}
          {t('telephony.transfer.failed.what')}
        </span>
      </p>
    );
  if (transfer.state !== 'ringing' && transfer.state !== 'consulting') return null;
  const talking = talksTo(live);
  const who = labelShown(transfer.label);
  return (
    <section className="cl-tel-consult" aria-label={t('telephony.consult')}>
      <p className="cl-tel-consult-words" role="status">
        <strong>
          {transfer.state === 'ringing'
            ? t('telephony.consult.ringing', { who })
            : talking === 'target'
              ? t('telephony.consult.target', { who })
              : t('telephony.consult.caller', { who })}
        </strong>{' '}
        <Timer since={transfer.since} label={t('telephony.consult.timer')} />
      </p>
      <div className="cl-tel-buttons">
        <Button
          icon={Undo2}
          keys={keysOf('hang-up', isMac)}
          aria-label={t('telephony.consult.cancel')}
          isPending={busy('transfer-cancel')}
          onPress={() => void actAndTell({ kind: 'transfer-cancel', callId })}
        >
          {t('telephony.consult.cancel.short')}
        </Button>
        {transfer.state === 'consulting' && (
          <>
            <Button
              icon={ArrowLeftRight}
              keys={keysOf('hold', isMac)}
              isPending={busy('swap')}
              onPress={() => void actAndTell({ kind: 'swap', callId })}
            >
              {t(talking === 'target' ? 'telephony.consult.swap.caller' : 'telephony.consult.swap.target')}
            </Button>
            <Button
              icon={UsersRound}
              keys={keysOf('all-together', isMac)}
              keysDrawn={short(keysOf('all-together', isMac))}
              isPending={busy('conference')}
              onPress={() => void actAndTell({ kind: 'conference', callId })}
            >
              {t('telephony.consult.conference')}
            </Button>
          </>
        )}
        <Button
          kind="primary"
          icon={Check}
          keys={keysOf('hand-over', isMac)}
          keysDrawn={short(keysOf('hand-over', isMac))}
          isPending={busy('transfer-complete')}
          onPress={() => void actAndTell({ kind: 'transfer-complete', callId })}
        >
          {t(transfer.state === 'ringing' ? 'telephony.consult.complete.now' : 'telephony.consult.complete')}
        </Button>
      </div>
      <Refusal of={places(callId)} what="consult" />
    </section>
  );
}
