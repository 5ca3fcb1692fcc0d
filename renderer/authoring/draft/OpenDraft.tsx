// One draft: its state above, the text with its findings under the words, and beside it all that belongs to it.
import { CopyPlus, Trash2 } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { uuidv7 } from 'uuidv7';
import type { ArticleFinding } from '#shared/domain/knowledge/lint-codes.ts';
import { useAccounts } from '../../app/accounts.ts';
import { sayFailure } from '../../app/say.ts';
import { isMac } from '../../app/use-keys.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { announce, Button, FailedBanner, Skeleton, toast, useNow } from '../../ui/index.ts';
import { dayOf } from '../days.ts';
import { editKinds, editOf, type EditKind } from '../editor/edits.ts';
import type { MarkdownEditor } from '../editor/markdown-editor.ts';
import { goesOn } from '../kept-focus.ts';
import type { Room } from '../places.ts';
import { Behind } from './Behind.tsx';
import { DraftBar } from './DraftBar.tsx';
import { Failed } from './Failed.tsx';
import { actOf, editKeys, fieldKey } from './keys.ts';
import { SentBack } from './SentBack.tsx';
import { Side, type SideId } from './Side.tsx';
import { SubmitDialog } from './SubmitDialog.tsx';
import { Toolbar } from './Toolbar.tsx';
import { isWritable, useDraft } from './use-draft.ts';
import { marksOf, nextMark, useLint } from './use-lint.ts';
import './draft.css';

const CodeEditor = lazy(() => import('../editor/CodeEditor.tsx'));

export interface OpenDraftProps {
  id: string;
  room: Room;
  /** How to keep what was changed last; null once it is closed. */
  onFlush: (flush: (() => Promise<unknown>) | null) => void;
  onBack: () => void;
}

export function OpenDraft({ id, room, onFlush, onBack }: OpenDraftProps) {
  const draft = useDraft(id);
  const { row, history, flush } = draft;
  const { accounts } = useAccounts();
  const today = dayOf(useNow(60_000));
  const [side, setSide] = useState<SideId>('head');
  const [submits, setSubmits] = useState(false);
  const editor = useRef<MarkdownEditor | null>(null);
  const back = useRef<HTMLButtonElement>(null);
  const fields = history?.now ?? null;
  const linted = useLint(fields, row?.articleId ?? null);
  const { report } = linted;
  const marks = useMemo(
    () => (report === null || fields === null ? [] : marksOf(report.findings, fields.body)),
    [report, fields],
  );
  useEffect(() => {
    onFlush(flush);
    return () => onFlush(null);
  }, [flush, onFlush]);
  if (draft.unread !== null)
    return (
      <div className="cl-authoring-fill">
        <FailedBanner code={draft.unread.code} again={draft.read} />
        <div>
          <Button onPress={onBack}>{t('authoring.back')}</Button>
        </div>
      </div>
    );
  if (row === null || fields === null)
    return (
      <div className="cl-authoring-fill">
        <Skeleton lines={8} label={t('authoring.draft.reading')} />
      </div>
    );
  const editable = isWritable(row);
  const edit = (kind: EditKind): void =>
    editor.current?.edit((text, from, to) =>
      editOf(kind, text, from, to, {
        caller: 'Say to the caller',
        internal: 'For you only',
        heading: t('authoring.write.heading'),
        column: t('authoring.write.column'),
      }),
    );
  function walk(step: 1 | -1): void {
    const found = nextMark(marks, editor.current?.selected() ?? { from: 0, to: 0 }, step);
    if (found === null) {
      setSide('findings');
      return announce(t('authoring.findings.none-in-text'));
    }
    editor.current?.goTo(found.from, found.to);
    announce(found.text);
  }
  function goTo(finding: ArticleFinding): void {
    if (finding.field === 'body') {
      const [mark] = marksOf([finding], fields?.body ?? '');
      return mark === undefined ? editor.current?.focus() : editor.current?.goTo(mark.from, mark.to);
    }
    setSide('head');
    const name = finding.field.split('.')[0] ?? '';
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-form="head"] [name="${CSS.escape(name)}"]`)?.focus(),
    );
  }
  function keys(event: KeyboardEvent): void {
    // A dialog over it is no part of the draft, though its events come through here.
    if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
    const act = actOf(event);
    if (act === null || (act !== 'leave' && !editable)) return;
    // From the text to the way back; from there Escape closes the room as it does everywhere.
    if (act === 'leave' && (event.defaultPrevented || document.activeElement === back.current)) return;
    event.preventDefault();
    event.stopPropagation();
    if (act === 'undo') draft.undo();
    else if (act === 'redo') draft.redo();
    else if (act === 'next' || act === 'previous') walk(act === 'next' ? 1 : -1);
    else if (act === 'keep') void flush().then((done) => done && announce(t('authoring.kept.now')));
    else back.current?.focus();
  }
  async function putAside(): Promise<void> {
    if (!(await flush())) return;
    const revision = draft.revision();
    if (row === null || revision === null) return;
    const result = await careline.authoring.discard({ id: row.id, revision }, { sureWithin: 5000 });
    if (!result.ok) return sayFailure(result);
    toast({
      text: t('authoring.discarded'),
      onUndo: () =>
        void careline.authoring.undo({ id: row.id }, { sureWithin: 5000 }).then((undone) => {
          if (undone.ok) room.openDraft(row.id);
          else sayFailure(undone);
        }),
    });
    onBack();
  }
  async function anew(): Promise<void> {
    if (row === null) return;
    const begun = await careline.authoring.begin(
      { id: uuidv7(), as: 'edit', from: { id: row.articleId, version: null } },
      { sureWithin: 5000 },
    );
    if (begun.ok) room.openDraft(begun.value.row.id);
    else sayFailure(begun);
  }
  const stops = report?.stops ?? 0;
  const actions = editable ? (
    <>
      <Button kind="plain" icon={Trash2} onPress={() => void putAside()}>
        {t('authoring.discard')}
      </Button>
      <Button kind="primary" isDisabled={!linted.isNew || stops > 0} onPress={() => setSubmits(true)}>
        {stops > 0
          ? t('authoring.submit.unclean', { count: stops })
          : t(report?.approval === 'nobody' ? 'authoring.submit.publish' : 'authoring.submit')}
      </Button>
    </>
  ) : row.state === 'published' ? (
    <div {...goesOn}>
      <Button icon={CopyPlus} onPress={() => void anew()}>
        {t('authoring.write-anew')}
      </Button>
    </div>
  ) : row.state === 'handed-in' ? (
    <div {...goesOn}>
      <Button onPress={() => room.go('proposals')}>{t('authoring.to-proposals')}</Button>
    </div>
  ) : null;
  return (
    <div className="cl-draft" onKeyDown={keys} role="presentation">
      <DraftBar draft={draft} title={fields.title} actions={actions} back={back} onBack={onBack} />
      {draft.failure && <Failed draft={draft} failure={draft.failure} />}
      {/* The reason stays in sight while it is worked on. */}
      {editable && row.note !== null && <SentBack note={row.note} decided={row.decided} />}
      {row.behind && editable && <Behind draft={draft} onCompare={() => setSide('changes')} />}
      <div className="cl-draft-work">
        <section className="cl-draft-text" aria-label={t('authoring.text')}>
          {editable && <Toolbar onEdit={edit} />}
          <div className="cl-draft-field">
            <Suspense fallback={<Skeleton lines={6} label={t('authoring.draft.reading')} />}>
              <CodeEditor
                ref={editor}
                label={t('authoring.text')}
                value={fields.body}
                isReadOnly={!editable}
                marks={marks}
                keys={Object.fromEntries(
                  editKinds.map((kind) => [fieldKey(editKeys[kind]), () => edit(kind)]),
                )}
                // What is taken out is a step of its own beside what is typed after it.
                onChange={(body) =>
                  draft.change({ body }, body.length < fields.body.length ? 'body less' : 'body more')
                }
              />
            </Suspense>
          </div>
          <footer className="cl-draft-foot">
            <span className="cl-detail" role="status">
              {report === null || !linted.isNew
                ? t('authoring.findings.reading')
                : t('authoring.findings.count', { stops, warns: report.total - stops })}
            </span>
            <Button
              size="small"
              keys={isMac ? 'Cmd+.' : 'Ctrl+.'}
              isDisabled={(report?.total ?? 0) === 0}
              onPress={() => walk(1)}
            >
              {t('authoring.findings.next')}
            </Button>
          </footer>
        </section>
        <Side
          draft={draft}
          fields={fields}
          linted={linted}
          accounts={accounts}
          me={room.person}
          today={today}
          shown={side}
          onShow={setSide}
          onGo={goTo}
        />
      </div>
      {submits && report !== null && (
        <SubmitDialog draft={draft} report={report} onClose={() => setSubmits(false)} />
      )}
    </div>
  );
}
