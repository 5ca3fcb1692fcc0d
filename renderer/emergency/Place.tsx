// Where the person at risk is: not where the caller sits (4b, third-party callers). It goes where somebody reads it: into the
// place of the message that is written, else into the notes of the call. Nothing of it is kept by the card.
import { MapPin } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { noteSaid } from '../app/note-said.ts';
import { useDeskView } from '../app/desk-store.ts';
import { useSession } from '../app/session-store.ts';
import { changeDraft, openDraft } from '../messages/draft-store.ts';
import { t } from '../text/t.ts';
import { Button, TextField } from '../ui/index.ts';
import { markWritten } from './place-written.ts';

/** As long as the message's own field (M7). */
const longest = 300;

/** Puts it down; false when neither a message nor notes take it now. */
export function putPlace(contextId: string | null, draftId: string | null, place: string): boolean {
  let taken = false;
  for (const id of new Set([contextId, draftId]))
    if (id !== null && openDraft(id)?.phase === 'open') {
      changeDraft(id, (f) => ({ ...f, locationNow: place }));
      taken = true;
    }
  if (contextId !== null && noteSaid(contextId, t('emergency.place.note', { place }))) taken = true;
  return taken;
}

export interface PlaceProps {
  contextId: string | null;
  /** Counts up with each press that asks for the field; 0 = nobody did. */
  asked?: number;
}
export function Place({ contextId, asked = 0 }: PlaceProps) {
  const isOpen = useSession((s) => s.state?.phase === 'open');
  const draftId = useDeskView((s) => s.draftId);
  const [words, setWords] = useState('');
  const [told, setTold] = useState<{ place: string; taken: boolean } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (asked > 0) form.current?.querySelector('input')?.focus();
  }, [asked]);
  const put = (): void => {
    const place = words.trim();
    if (place === '' || told?.place === place) return;
    const taken = putPlace(contextId, draftId, place);
    if (taken && contextId !== null) markWritten(contextId);
    setTold({ place, taken });
  };
  // The step is ticked or the card closed with an address in the field: it is not lost.
  const leave = useEffectEvent(put);
  useEffect(() => () => leave(), []);
  // Behind a lock nothing of a caller is typed on this page: paper takes it.
  if (!isOpen) return <p className="cl-detail">{t('emergency.place.locked')}</p>;
  return (
    <form
      ref={form}
      className="cl-em-place"
      onSubmit={(e) => {
        e.preventDefault();
        put();
      }}
    >
      <TextField
        label={t('emergency.place')}
        placeholder={t('emergency.place.hint')}
        maxLength={longest}
        value={words}
        onChange={setWords}
        mark={<MapPin size={14} aria-hidden="true" />}
      />
      <Button size="small" type="submit" isDisabled={words.trim() === ''}>
        {t('emergency.place.put')}
      </Button>
      <p role="status" className="cl-detail">
        {told === null ? '' : t(told.taken ? 'emergency.place.taken' : 'emergency.place.paper')}
      </p>
    </form>
  );
}
