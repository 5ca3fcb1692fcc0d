// M21: what the clinician said came of it, when, in whose words. Without it the message stays open.
import { Check } from 'lucide-react';
import { useState } from 'react';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { outcomes } from '#shared/domain/messages/entry.ts';
import { useAccount } from '../../app/accounts.ts';
import { letGo, useKept } from '../../app/kept-words.ts';
import { deskNow } from '../../app/session-store.ts';
import { formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button, TextArea, TextField, ToggleChips } from '../../ui/index.ts';
import { tellOutcome, useBusy } from '../act.ts';
import { instantOfClock, timeOn, wrongTime } from '../clock-time.ts';

type What = (typeof outcomes)[number];

export function OutcomeForm({ card }: { card: DispatchCard }) {
  const kept = `outcome ${card.messageId} `;
  const [what, setWhat] = useKept<What | null>(`${kept}what`, null);
  const [text, setText] = useKept(`${kept}text`, '');
  const [clinician, setClinician] = useKept(`${kept}who`, card.accepted?.by ?? '');
  const zone = useAccount(card.accountId)?.zone;
  const [opened] = useState(() => formatTime(deskNow().toISOString()));
  const [clock, setClock] = useKept(`${kept}clock`, opened);
  const busy = useBusy(card.messageId);
  const happenedAt = instantOfClock(clock, deskNow());
  const wrong = happenedAt === null ? 'unread' : wrongTime(happenedAt, card.savedAt, deskNow());
  const needsText = what === 'other' && text.trim() === '';
  const ready = what !== null && clinician.trim() !== '' && wrong === null && !needsText;
  return (
    <form
      className="cl-dispatch-outcome"
      onSubmit={(event) => {
        event.preventDefault();
        if (what === null || happenedAt === null || !ready) return;
        const came = { what, happenedAt, text: text.trim(), clinician: clinician.trim() };
        void tellOutcome(card, came).then((done) => done && letGo(kept));
      }}
    >
      <ToggleChips
        label={t('dispatch.outcome')}
        options={outcomes.map((id) => ({ id, title: t(`dispatch.outcome.${id}`) }))}
        value={what}
        onChange={setWhat}
        mustChoose
      />
      <TextArea
        label={t('dispatch.outcome.text')}
        value={text}
        onChange={setText}
        maxLength={2000}
        optional={what !== 'other'}
      />
      <div className="cl-dispatch-outcome-row">
        <TextField
          label={t('dispatch.outcome.who')}
          value={clinician}
          onChange={setClinician}
          maxLength={160}
        />
        <TextField
          label={t('dispatch.outcome.when')}
          value={clock}
          onChange={setClock}
          mono
          error={
            wrong === null
              ? undefined
              : t(`dispatch.outcome.when.${wrong}`, { time: timeOn(card.savedAt, zone) })
          }
        />
        <Button kind="primary" type="submit" icon={Check} isDisabled={!ready} isPending={busy}>
          {t('dispatch.outcome.save')}
        </Button>
      </div>
    </form>
  );
}
