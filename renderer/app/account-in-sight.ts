// Whose practice counts for what is looked at: of the message in the centre, else of the call or draft in hand.
import { useDispatch } from '../dispatch/store.ts';
import { useViewing } from '../messages/view-store.ts';
import { useDeskView } from './desk-store.ts';

/** Null = nothing is in hand that has a practice. */
export function useAccountInSight(): string | null {
  const centre = useDeskView((s) => s.centre);
  const inForce = useDeskView((s) => s.accountId);
  const messageId = centre.kind === 'message' ? centre.messageId : null;
  const read = useViewing((s) =>
    messageId !== null && s.id === messageId ? (s.view?.message.fields.accountId ?? null) : null,
  );
  const onCard = useDispatch((s) => s.cards?.find((card) => card.messageId === messageId)?.accountId ?? null);
  return read ?? onCard ?? inForce;
}
