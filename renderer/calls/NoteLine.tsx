// The notes of the call in hand, one bar under the call. "kept 10:47:12" is the desk's own word (C38).
import { PenLine } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Call } from '#shared/domain/calls/call.ts';
import { onNoteSaid } from '../app/note-said.ts';
import { takePressed } from '../app/pressed-here.ts';
import { errorText, t } from '../text/t.ts';
import { KeptMark, TextArea } from '../ui/index.ts';
import type { Kept } from './keeper.ts';
import { joinNotes, longestNote, settleNotes, useNotesStore, writeNotes } from './notes.ts';
import { useCalls } from './store.ts';
import './calls.css';

export function NoteLine() {
  const { inHand } = useCalls();
  return inHand === null ? null : <Line key={inHand.id} call={inHand} />;
}

function Line({ call }: { call: Call }) {
  const notes = useNotesStore((s) => s.by[call.id]);
  const { id, notes: saved } = call;
  useEffect(() => joinNotes({ id, notes: saved }), [id, saved]);
  const area = useRef<HTMLTextAreaElement>(null);
  // Who answered in the middle of a word goes on typing here, before the next key: the form they were in is gone from the centre.
  useLayoutEffect(() => {
    if (takePressed('answer-typing', id) && document.activeElement === document.body)
      area.current?.focus({ preventScroll: true });
  }, [id]);
  // What a script or an article has added stands at the end: it comes into view, from its first words.
  useEffect(
    () =>
      onNoteSaid(() => {
        const top = endOf(area.current);
        requestAnimationFrame(() => area.current?.scrollTo({ top }));
      }),
    [],
  );
  const kept = notes?.kept ?? { kind: 'none' };
  const write = (text: string): void => {
    const caret = area.current?.selectionStart ?? text.length;
    writeNotes(call, text);
    // A text that was masked is as long as before: who corrects something in its middle stays there.
    if (useNotesStore.getState().by[id]?.text !== text)
      requestAnimationFrame(() => area.current?.setSelectionRange(caret, caret));
  };
  return (
    <div className="cl-notes">
      <TextArea
        ref={area}
        label={t('calls.notes')}
        icon={PenLine}
        placeholder={t('calls.notes.placeholder')}
        value={notes?.text ?? call.notes}
        onChange={write}
        onBlur={() => settleNotes(call)}
        maxLength={longestNote}
        mark={<Mark kept={kept} />}
        hint={
          notes !== undefined && notes.masked > 0 ? (
            <span role="status">{t('calls.notes.masked', { count: notes.masked })}</span>
          ) : undefined
        }
        error={
          kept.kind === 'failed' ? t('calls.notes.failed', { why: errorText(kept.code).sentence }) : undefined
        }
      />
    </div>
  );
}

/** Where in the field's words the next line begins (px): what is added ends with a line of its own. */
function endOf(area: HTMLTextAreaElement | null): number {
  if (area === null || area.value.trim() === '') return 0;
  const line = Number.parseFloat(getComputedStyle(area).lineHeight) || 20;
  return area.value.endsWith('\n') ? area.scrollHeight - line : area.scrollHeight;
}

function Mark({ kept }: { kept: Kept }) {
  if (kept.kind === 'none') return null;
  if (kept.kind === 'kept') return <KeptMark at={kept.at} />;
  return (
    <span className={kept.kind === 'failed' ? 'cl-ink-red' : undefined}>{t('calls.notes.waiting')}</span>
  );
}
