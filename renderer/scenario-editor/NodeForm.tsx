// One node: what the caller says, the cue in it, what can be chosen, and where it leads.
import { Trash2, Flag } from 'lucide-react';
import { t } from '../text/t.ts';
import { Button, Checkbox } from '../ui/index.ts';
import { endings } from '#shared/domain/practice/scenario.ts';
import { Count, Lines, Many, optionsOf, Pair, Pick, Sentence, Words } from './fields.tsx';
import { freshId, plainWay, putNode, removeNode, renameNode } from './nodes.ts';
import { Rows } from './Rows.tsx';
import type { Draft, DraftNode } from './shape.ts';

export interface NodeFormProps {
  draft: Draft;
  at: number;
  tags: readonly string[];
  onChange: (to: Draft, place: string) => void;
  onRemoved: () => void;
}

export function NodeForm({ draft, at, tags, onChange, onRemoved }: NodeFormProps) {
  const node = draft.nodes[at];
  if (node === undefined) return null;
  const put = (change: Partial<DraftNode>, field: string): void =>
    onChange(putNode(draft, at, { ...node, ...change }), `nodes.${at}.${field}`);
  const ids = draft.nodes.map((n) => n.id);
  const isStart = draft.start === node.id;
  return (
    <div className="cl-scenario-form">
      <h2>{t('scenario-editor.node.title', { id: node.id })}</h2>
      <Words
        label={t('scenario-editor.node.id')}
        hint={t('scenario-editor.node.id.hint')}
        mono
        most={40}
        value={node.id}
        onChange={(to) => onChange(renameNode(draft, at, to), `nodes.${at}.id`)}
      />
      <Lines
        label={t('scenario-editor.node.caller')}
        hint={t('scenario-editor.node.caller.hint')}
        value={node.caller}
        onChange={(caller) => put({ caller }, 'caller')}
      />
      <CueFields node={node} onPut={put} />
      <Many
        label={t('scenario-editor.node.tells')}
        hint={draft.facts.length === 0 ? t('scenario-editor.node.tells.none') : undefined}
        value={node.tells}
        options={draft.facts.map((f) => f.id)}
        onChange={(tells) => put({ tells }, 'tells')}
      />
      <Pick
        label={t('scenario-editor.node.ending')}
        value={node.ending}
        none={t('scenario-editor.ending.none')}
        options={endings.map((id) => ({ id, title: t(`scenario-editor.ending.${id}`) }))}
        onChange={(ending) => put({ ending }, 'ending')}
      />
      <Rows
        title={t('scenario-editor.node.choices')}
        lead={t('scenario-editor.node.choices.lead')}
        flat
        most={6}
        list={node.choices}
        nameOf={(c) => c.id}
        add={t('scenario-editor.node.choices.add')}
        make={() => ({
          id: freshId(
            'line',
            node.choices.map((c) => c.id),
          ),
          text: '',
        })}
        onChange={(choices) => put({ choices }, 'choices')}
        row={(choice, change, i) => (
          <Sentence
            label={t('scenario-editor.node.choice', { n: i + 1, id: choice.id })}
            most={300}
            value={choice.text}
            onChange={(text) => change({ text })}
          />
        )}
      />
      <Ways node={node} ids={ids} tags={tags} onPut={put} />
      <Sentence
        label={t('scenario-editor.node.hint')}
        hint={t('scenario-editor.node.hint.hint')}
        most={240}
        value={node.hint ?? ''}
        onChange={(hint) => put({ hint: hint === '' ? null : hint }, 'hint')}
      />
      <div className="cl-inline">
        <Button
          size="small"
          icon={Flag}
          isDisabled={isStart}
          onPress={() => onChange({ ...draft, start: node.id }, 'start')}
        >
          {t(isStart ? 'scenario-editor.node.is-start' : 'scenario-editor.node.make-start')}
        </Button>
        <Button
          size="small"
          kind="danger-quiet"
          icon={Trash2}
          isDisabled={draft.nodes.length < 2}
          onPress={() => {
            onRemoved();
            onChange(removeNode(draft, at), 'nodes.remove');
          }}
        >
          {t('scenario-editor.node.remove')}
        </Button>
      </div>
    </div>
  );
}

type Put = (change: Partial<DraftNode>, field: string) => void;

function CueFields({ node, onPut }: { node: DraftNode; onPut: Put }) {
  const { cue } = node;
  return (
    <fieldset className="cl-scenario-rows">
      <legend className="cl-label">{t('scenario-editor.cue')}</legend>
      <Checkbox
        isSelected={cue !== null}
        detail={t('scenario-editor.cue.what')}
        onChange={(on) =>
          onPut(
            {
              cue: on
                ? { id: `${node.id}_cue`, words: '', names: [], better: '', nextStep: '', trains: [] }
                : null,
            },
            'cue.on',
          )
        }
      >
        {t('scenario-editor.cue.on')}
      </Checkbox>
      {cue !== null && (
        <div className="cl-scenario-row-body">
          <Pair>
            <Words
              label={t('scenario-editor.cue.id')}
              mono
              most={40}
              value={cue.id}
              onChange={(id) => onPut({ cue: { ...cue, id } }, 'cue.id')}
            />
            <Words
              label={t('scenario-editor.cue.words')}
              hint={t('scenario-editor.cue.words.hint')}
              most={80}
              value={cue.words}
              onChange={(words) => onPut({ cue: { ...cue, words } }, 'cue.words')}
            />
          </Pair>
          <Lines
            label={t('scenario-editor.cue.names')}
            hint={t('scenario-editor.patterns')}
            value={cue.names}
            onChange={(names) => onPut({ cue: { ...cue, names } }, 'cue.names')}
          />
          <Sentence
            label={t('scenario-editor.cue.better')}
            most={300}
            value={cue.better}
            onChange={(better) => onPut({ cue: { ...cue, better } }, 'cue.better')}
          />
          <Sentence
            label={t('scenario-editor.cue.nextStep')}
            most={300}
            value={cue.nextStep}
            onChange={(nextStep) => onPut({ cue: { ...cue, nextStep } }, 'cue.nextStep')}
          />
          <Lines
            label={t('scenario-editor.cue.trains')}
            value={cue.trains}
            onChange={(trains) => onPut({ cue: { ...cue, trains } }, 'cue.trains')}
          />
        </div>
      )}
    </fieldset>
  );
}

function Ways({
  node,
  ids,
  tags,
  onPut,
}: {
  node: DraftNode;
  ids: readonly string[];
  tags: readonly string[];
  onPut: Put;
}) {
  return (
    <Rows
      title={t('scenario-editor.ways')}
      lead={t('scenario-editor.ways.lead')}
      most={12}
      list={node.transitions}
      nameOf={(w) => {
        const by = [...w.tags, ...w.did].join(' + ');
        return by === '' && w.emotionAtLeast === null && w.emotionAtMost === null
          ? t('scenario-editor.ways.else', { to: w.to })
          : t('scenario-editor.ways.by', {
              by: by === '' ? t('scenario-editor.ways.feeling') : by,
              to: w.to,
            });
      }}
      add={t('scenario-editor.ways.add')}
      make={() => plainWay(ids[0] ?? '')}
      onChange={(transitions) => onPut({ transitions }, 'transitions')}
      row={(way, change) => (
        <>
          <Pick
            label={t('scenario-editor.ways.to')}
            value={way.to}
            options={optionsOf(ids)}
            onChange={(to) => change({ to: to ?? '' })}
          />
          <Many
            label={t('scenario-editor.ways.tags')}
            value={way.tags}
            options={tags}
            onChange={(to) => change({ tags: to })}
          />
          <Many
            label={t('scenario-editor.ways.did')}
            value={way.did}
            options={tags}
            onChange={(did) => change({ did })}
          />
          <Pair>
            <Count
              label={t('scenario-editor.ways.at-least')}
              none
              value={way.emotionAtLeast}
              onChange={(emotionAtLeast) => change({ emotionAtLeast })}
            />
            <Count
              label={t('scenario-editor.ways.at-most')}
              none
              value={way.emotionAtMost}
              onChange={(emotionAtMost) => change({ emotionAtMost })}
            />
          </Pair>
        </>
      )}
    />
  );
}
