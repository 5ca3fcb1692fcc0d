// One draft in the editor: outline at the left, picture or text in the middle with what the lint finds under it, the form of what
// is chosen at the right.
import { FileJson, Workflow } from 'lucide-react';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { careline } from '../bridge/index.ts';
import { errorText, t } from '../text/t.ts';
import { useAsked } from '../trainer/use-asked.ts';
import { Banner, Button, EmptyState, Skeleton, Tabs } from '../ui/index.ts';
import { Bar } from './Bar.tsx';
import { CriticalForm, EventsForm, ItemsForm, TriggersForm } from './CourseForms.tsx';
import { Findings } from './Findings.tsx';
import { Graph } from './Graph.tsx';
import { NodeForm } from './NodeForm.tsx';
import { addNode, connect, tagsOf } from './nodes.ts';
import { Outline } from './Outline.tsx';
import { countsOf, exists, keyOf, lineOf, pathsByLine, placeAt, type Place } from './places.ts';
import { ActsForm, FactsForm, MessageForm, RulesForm, SynonymsForm } from './RuleForms.tsx';
import { readForm, writeForm, type Draft } from './shape.ts';
import { TextPane } from './TextPane.tsx';
import { useDraft } from './use-draft.ts';
import { useFindings, type Finding } from './use-findings.ts';
import { HeadForm, LevelsForm, type PartFormProps } from './WholeForms.tsx';

const views = ['graph', 'text'] as const;
type View = (typeof views)[number];
const whole: Place = { kind: 'part', part: 'head' };

/** Tags that the base of this language gives: its rules are those with a B. */
function useBaseTags(lang: string): readonly string[] {
  const asked = useAsked(`base ${lang}`, async () => {
    const all = await careline.training.scenarios();
    if (!all.ok) return all;
    const one = all.value.find((s) => s.source === 'shipped' && s.lang === lang);
    return careline.practice.scenario({ id: one?.id ?? 'R1' });
  });
  return useMemo(
    () => (asked.value?.rules ?? []).filter((r) => r.id.startsWith('B')).map((r) => r.tag),
    [asked.value],
  );
}

export function OpenDraft({ id, onClose }: { id: string; onClose: () => void }) {
  const opened = useDraft(id);
  const text = opened.history?.now ?? null;
  const found = useFindings(text);
  const draft = useMemo(() => (text === null ? null : readForm(text)), [text]);
  const [wanted, setPlace] = useState<Place>(whole);
  const [view, setView] = useState<View>('graph');
  const [goTo, setGoTo] = useState<{ line: number } | null>(null);
  const paths = useMemo(() => pathsByLine(found.of ?? ''), [found.of]);
  const counts = useMemo(() => countsOf(found.findings, paths), [found.findings, paths]);
  const marked = useMemo(() => new Set(found.findings.map((f) => f.line)), [found.findings]);
  const baseTags = useBaseTags(draft?.lang === 'es' ? 'es' : 'en');
  const tags = useMemo(() => (draft === null ? [] : tagsOf(draft, baseTags)), [draft, baseTags]);
  // What was open may be gone: undone, or rewritten as text.
  const place = draft !== null && !exists(draft, wanted) ? whole : wanted;

  if (opened.unread !== null)
    return (
      <Banner
        tone="amber"
        title={errorText(opened.unread.code).sentence}
        action={<Button onPress={opened.read}>{t('trainer.again')}</Button>}
      >
        {errorText(opened.unread.code).next}
      </Banner>
    );
  if (text === null) return <Skeleton lines={8} label={t('trainer.reading')} />;

  const put = (to: Draft, at: string): void => opened.change(writeForm(to), at);
  const open = (to: Place): void => {
    setPlace(to);
    if (view === 'text') setGoTo({ line: lineOf(pathsByLine(text), to) });
  };
  function go(finding: Finding): void {
    setPlace(placeAt(finding, paths));
    if ((view === 'text' || draft === null) && finding.line > 0) {
      setView('text');
      setGoTo({ line: finding.line });
    }
  }
  function add(): void {
    if (draft === null) return;
    const added = addNode(draft, place.kind === 'node' ? place.at : null);
    put(added.draft, 'nodes.add');
    setPlace({ kind: 'node', at: added.at });
  }
  function keys(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'z') return;
    event.preventDefault();
    if (event.shiftKey) opened.redo();
    else opened.undo();
  }
  return (
    <div className="cl-scenario-open" role="group" aria-label={t('scenario-editor.label')} onKeyDown={keys}>
      <Bar
        opened={opened}
        draft={draft}
        clean={found.of === text && found.total === 0 && found.failure === null}
        onClose={onClose}
      />
      <div className="cl-scenario-work">
        <Outline draft={draft} place={place} counts={counts} onPlace={open} onAdd={add} />
        <div className="cl-scenario-middle">
          <Tabs
            label={t('scenario-editor.views')}
            selected={view}
            onSelect={setView}
            items={[
              {
                id: 'graph',
                title: t('scenario-editor.view.graph'),
                icon: Workflow,
                content:
                  draft === null ? (
                    <NoForms />
                  ) : (
                    <Graph
                      draft={draft}
                      counts={counts}
                      selected={place.kind === 'node' ? place.at : null}
                      onSelect={(at) => setPlace({ kind: 'node', at })}
                      onConnect={(from, to) => {
                        put(connect(draft, from, draft.nodes[to]?.id ?? ''), 'nodes.connect');
                        setPlace({ kind: 'node', at: from });
                      }}
                    />
                  ),
              },
              {
                id: 'text',
                title: t('scenario-editor.view.text'),
                icon: FileJson,
                content: (
                  <TextPane
                    text={text}
                    marked={marked}
                    goTo={goTo}
                    onChange={(to) => opened.change(to, 'text')}
                  />
                ),
              },
            ]}
          />
          <Findings found={found} stale={found.of !== text} onGo={go} />
        </div>
        <section className="cl-scenario-side" aria-label={t('scenario-editor.side')}>
          {draft === null ? (
            <NoForms />
          ) : place.kind === 'node' ? (
            <NodeForm
              key={place.at}
              draft={draft}
              at={place.at}
              tags={tags}
              onChange={put}
              onRemoved={() => setPlace(whole)}
            />
          ) : (
            <PartForm key={keyOf(place)} part={place.part} draft={draft} tags={tags} onChange={put} />
          )}
        </section>
      </div>
    </div>
  );
}

function NoForms() {
  return (
    <EmptyState icon={FileJson} title={t('scenario-editor.no-forms')}>
      {t('scenario-editor.no-forms.what')}
    </EmptyState>
  );
}

function PartForm({ part, ...props }: PartFormProps & { part: Extract<Place, { kind: 'part' }>['part'] }) {
  switch (part) {
    case 'head':
      return <HeadForm {...props} />;
    case 'levels':
      return <LevelsForm {...props} />;
    case 'rules':
      return <RulesForm {...props} />;
    case 'synonyms':
      return <SynonymsForm {...props} />;
    case 'acts':
      return <ActsForm {...props} />;
    case 'triggers':
      return <TriggersForm {...props} />;
    case 'events':
      return <EventsForm {...props} />;
    case 'facts':
      return <FactsForm {...props} />;
    case 'form':
      return <MessageForm {...props} />;
    case 'critical':
      return <CriticalForm {...props} />;
    case 'listening':
    case 'compliance':
      return <ItemsForm part={part} {...props} />;
  }
}
