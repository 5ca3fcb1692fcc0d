// One line into the notes of the call: Enter puts it after what stands there, as typed at the desk (product.md 7, "Compact").
import { PenLine } from 'lucide-react';
import { useState } from 'react';
import type { Call } from '#shared/domain/calls/call.ts';
import { useKept } from '../app/kept-words.ts';
import { careline } from '../bridge/index.ts';
import { appended, longestNote } from '../calls/notes.ts';
import { formatTimeSeconds } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Icon } from '../ui/index.ts';
import { useWindows } from '../windows/store.ts';

type Said = { tone: 'kept' | 'failed'; text: string };

export function NoteAdd({ call }: { call: Call }) {
  // Kept while the window hides what it shows.
  const [line, setLine] = useKept(`compact-note:${call.id}`, '');
  const [said, setSaid] = useState<Said | null>(null);
  const [busy, setBusy] = useState(false);
  const room = longestNote - call.notes.length - 2;
  const keep = async (): Promise<void> => {
    const words = line.trim();
    if (words === '' || busy) return;
    setBusy(true);
    const result = await careline.calls.note(
      { callId: call.id, notes: appended(call.notes, words) },
      { sureWithin: 2000 },
    );
    setBusy(false);
    if (result.ok) {
      // The desk's page hears what comes into its notes; without it the line is heard from here.
      if (!useWindows.getState().open.includes('main'))
        void careline.assist.heard({ callId: call.id, source: 'notes', text: words });
      setLine('');
      setSaid({
        tone: 'kept',
        text: t('compact.note.kept', { time: formatTimeSeconds(result.value.keptAt) }),
      });
    } else setSaid({ tone: 'failed', text: errorText(result.code).sentence });
  };
  return (
    <form
      className="cl-compact-note"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <label className="cl-input cl-compact-note-bar">
        <Icon of={PenLine} size={15} />
        <span className="cl-hidden">{t('compact.note')}</span>
        <input
          value={line}
          placeholder={t('compact.note')}
          maxLength={Math.max(0, Math.min(400, room))}
          disabled={room < 1}
          onChange={(event) => {
            setLine(event.target.value);
            setSaid(null);
          }}
        />
        <span role="status" className={said?.tone === 'failed' ? 'cl-ink-red' : 'cl-detail-quiet'}>
          {room < 1 ? t('compact.note.full') : (said?.text ?? '')}
        </span>
      </label>
    </form>
  );
}
