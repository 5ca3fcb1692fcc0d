// Whom the call is about, while it is made: name, words, number and place stand in the card, as the message below may be out
// of sight in a small window.
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { useViewing } from '../../messages/view-store.ts';
import { t } from '../../text/t.ts';
import { typedNumber } from '../words.ts';

export function InShort({ card }: { card: DispatchCard }) {
  const fields = useViewing((s) => (s.id === card.messageId ? (s.view?.current.fields ?? null) : null));
  return (
    <p className="cl-dispatch-short">
      <strong>{card.patientName.trim() || t('messages.list.no-name')}</strong>
      {card.callbackNumber !== '' && <span className="cl-mono">{typedNumber(card.callbackNumber)}</span>}
      {fields !== null && fields.locationNow !== '' && (
        <span>{t('dispatch.short.where', { place: fields.locationNow })}</span>
      )}
      {fields !== null && fields.verbatim !== '' && (
        <q className="cl-dispatch-short-words" title={fields.verbatim}>
          {fields.verbatim}
        </q>
      )}
    </p>
  );
}
