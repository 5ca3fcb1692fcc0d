// Abbreviations and synonyms that a search takes for their meanings: edited here, published as a whole by a supervisor.
import { Plus, Redo2, Trash2, Undo2, WholeWord } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { uuidv7 } from 'uuidv7';
import type { TermEntry } from '#shared/domain/knowledge/terms.ts';
import type { Failure } from '#shared/domain/result.ts';
import { beginning, changed, redone, undone } from '../../app/history.ts';
import { useKept } from '../../app/kept-words.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import {
  announce,
  Answer,
  Banner,
  Button,
  DataTable,
  EmptyState,
  FailedBanner,
  IconButton,
  SearchBox,
  toast,
} from '../../ui/index.ts';
import { PlaceHead } from '../PlaceHead.tsx';
import type { Room } from '../places.ts';
import { useAsked } from '../use-asked.ts';
import { TermDialog } from './TermDialog.tsx';
import {
  inAlphabet,
  keptTerms,
  matching,
  termAfter,
  termChanges,
  unpublished,
  type Editing,
} from './terms-edit.ts';

/** Rows that are drawn at once; the rest is found by its words. */
const mostShown = 200;

export function TermsPlace({ room }: { room: Room }) {
  const of = useAsked('terms', () => careline.authoring.terms());
  // Until it is published, or taken back: another part of the room, or closing it, must not take it.
  const [editing, setEditing] = useKept<Editing | null>(keptTerms(room.person.id), null);
  const table = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [edits, setEdits] = useState<TermEntry | 'new' | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const stored = of.value;
  const entries = editing?.history.now ?? stored?.entries ?? [];
  const newer = editing !== null && stored !== null && stored.version > editing.version;
  const change = (to: readonly TermEntry[], place: string): void => {
    if (stored === null) return;
    const from = editing ?? { version: stored.version, history: beginning(stored.entries) };
    setEditing({
      ...from,
      // Each is a step of its own: one place differs from the next.
      history: changed(from.history, to, `${place} ${from.history.past.length}`, 0),
    });
  };
  const step = (move: typeof undone<readonly TermEntry[]>) => (): void => {
    if (editing !== null) setEditing({ ...editing, history: move(editing.history) });
  };
  const counts = termChanges(stored?.entries ?? [], entries);
  const isChanged = unpublished(stored?.entries ?? [], entries) > 0;
  /** Its row goes, and keys go on in the next one's. */
  function remove(entry: TermEntry, shown: readonly TermEntry[]): void {
    const next = termAfter(shown, entry);
    flushSync(() =>
      change(
        entries.filter((one) => one !== entry),
        'remove',
      ),
    );
    const rows = [...(table.current?.querySelectorAll<HTMLElement>('[data-term]') ?? [])];
    const row = rows.find((one) => one.dataset['term'] === next?.term);
    row?.querySelector<HTMLElement>('.cl-icon-button')?.focus();
    announce(t('authoring.terms.removed', { term: entry.term }));
  }
  async function publish(): Promise<void> {
    if (editing === null) return;
    const next = { version: editing.version + 1, entries: [...entries] };
    setBusy(true);
    const result = await careline.authoring.writeTerms({ id: uuidv7(), terms: next }, { sureWithin: 15_000 });
    setBusy(false);
    setFailure(result.ok ? null : result);
    if (!result.ok) return;
    toast({ text: t('authoring.terms.published', { version: next.version }) });
    setEditing(null);
    of.put(next);
  }
  return (
    <div className="cl-authoring-fill">
      <PlaceHead
        title={t('authoring.place.terms')}
        lead={t('authoring.terms.lead', { version: stored?.version ?? 0 })}
        action={
          room.decides && (
            <>
              <IconButton
                icon={Undo2}
                label={t('authoring.undo')}
                isDisabled={(editing?.history.past.length ?? 0) === 0}
                onPress={step(undone)}
              />
              <IconButton
                icon={Redo2}
                label={t('authoring.redo')}
                isDisabled={(editing?.history.future.length ?? 0) === 0}
                onPress={step(redone)}
              />
              <Button icon={Plus} isDisabled={stored === null} onPress={() => setEdits('new')}>
                {t('authoring.terms.add')}
              </Button>
              <Button
                kind="primary"
                isPending={busy}
                isDisabled={!isChanged || newer}
                onPress={() => void publish()}
              >
                {t('authoring.terms.publish')}
              </Button>
            </>
          )
        }
      />
      {!room.decides && <p className="cl-detail">{t('authoring.terms.supervisor')}</p>}
      {isChanged && (
        <p className="cl-detail" role="status">
          {t('authoring.terms.changes', counts)}
        </p>
      )}
      {failure && <FailedBanner code={failure.code} />}
      {newer && (
        <Banner
          tone="amber"
          title={t('authoring.terms.newer', { version: stored.version })}
          action={
            <Button size="small" onPress={() => setEditing(null)}>
              {t('authoring.terms.anew')}
            </Button>
          }
        >
          {t('authoring.terms.newer.what')}
        </Banner>
      )}
      <div className="cl-authoring-search">
        <SearchBox label={t('authoring.terms.find')} value={text} onChange={setText} />
      </div>
      <Answer of={of}>
        {() => {
          const shown = matching(inAlphabet(entries), text);
          return shown.length === 0 ? (
            <EmptyState
              icon={WholeWord}
              title={t(text.trim() === '' ? 'authoring.terms.none' : 'authoring.terms.no-match')}
            />
          ) : (
            <div ref={table}>
              <DataTable
                caption={t('authoring.place.terms')}
                className="cl-authoring-table"
                columns={[
                  t('authoring.terms.term'),
                  t('authoring.terms.means'),
                  t('authoring.terms.kind'),
                  ...(room.decides ? [{ hidden: t('authoring.column.do') }] : []),
                ]}
              >
                {shown.slice(0, mostShown).map((entry) => (
                  <tr key={entry.term} data-term={entry.term}>
                    <td>
                      {room.decides ? (
                        <button type="button" className="cl-authoring-open" onClick={() => setEdits(entry)}>
                          {entry.term}
                        </button>
                      ) : (
                        <strong>{entry.term}</strong>
                      )}
                    </td>
                    <td>{entry.means.join(', ')}</td>
                    <td>{t(`authoring.terms.kind.${entry.kind}`)}</td>
                    {room.decides && (
                      <td className="cl-authoring-end">
                        <IconButton
                          icon={Trash2}
                          size="small"
                          label={t('authoring.terms.remove', { term: entry.term })}
                          onPress={() => remove(entry, shown)}
                        />
                      </td>
                    )}
                  </tr>
                ))}
              </DataTable>
              {shown.length > mostShown && (
                <p className="cl-detail">{t('authoring.terms.more', { count: shown.length - mostShown })}</p>
              )}
            </div>
          );
        }}
      </Answer>
      {edits !== null && (
        <TermDialog
          entry={edits === 'new' ? null : edits}
          others={entries.filter((one) => one !== edits)}
          onClose={() => setEdits(null)}
          onDone={(entry) => {
            change(
              edits === 'new' ? [...entries, entry] : entries.map((one) => (one === edits ? entry : one)),
              'entry',
            );
            setEdits(null);
          }}
        />
      )}
    </div>
  );
}
