// What happens by itself in a call (triggers, events), and what is judged by tags: critical, listening, compliance.
import { deskActs, eventKinds } from '#shared/domain/practice/scenario.ts';
import { t } from '../text/t.ts';
import { Checkbox } from '../ui/index.ts';
import {
  Count,
  Lines,
  Many,
  optionsOf,
  Pair,
  Pick,
  Sentence,
  Words,
  TitleField,
  IdField,
  RuleField,
} from './fields.tsx';
import { cuesOf, freshId } from './nodes.ts';
import { Rows } from './Rows.tsx';
import { actOptions, freeRule, Moves } from './RuleForms.tsx';
import type { Draft } from './shape.ts';
import type { PartFormProps } from './WholeForms.tsx';

const whens = ['silence', 'held', 'act', 'emotionAtLeast', 'factTold', 'event'] as const;
type When = Draft['triggers'][number]['when'];
const kindOf = (when: When): (typeof whens)[number] | null => whens.find((k) => k in when) ?? null;
const first: Readonly<Record<(typeof whens)[number], When>> = {
  silence: { silence: 15 },
  held: { held: 30 },
  act: { act: deskActs[1], detail: null },
  emotionAtLeast: { emotionAtLeast: 9 },
  factTold: { factTold: '' },
  event: { event: '' },
};

function WhenFields({ when, draft, onChange }: { when: When; draft: Draft; onChange: (to: When) => void }) {
  const kind = kindOf(when);
  const value = kind === null ? null : when[kind];
  const text = typeof value === 'string' ? value : '';
  return (
    <>
      <Pick
        label={t('scenario-editor.when')}
        value={kind}
        options={whens.map((id) => ({ id, title: t(`scenario-editor.when.${id}`) }))}
        onChange={(to) => onChange(first[whens.find((k) => k === to) ?? 'silence'])}
      />
      {(kind === 'silence' || kind === 'held' || kind === 'emotionAtLeast') && (
        <Count
          label={t(
            kind === 'emotionAtLeast' ? 'scenario-editor.when.of-ten' : 'scenario-editor.when.seconds',
          )}
          value={typeof value === 'number' ? value : 0}
          onChange={(to) => onChange({ [kind]: to })}
        />
      )}
      {kind === 'act' && (
        <Pick
          label={t('scenario-editor.acts.act')}
          value={text}
          options={actOptions}
          onChange={(to) => onChange({ ...when, act: to ?? '' })}
        />
      )}
      {(kind === 'factTold' || kind === 'event') && (
        <Pick
          label={t(`scenario-editor.when.${kind}.which`)}
          value={text === '' ? null : text}
          options={optionsOf((kind === 'event' ? draft.events : draft.facts).map((x) => x.id))}
          onChange={(to) => onChange({ [kind]: to ?? '' })}
        />
      )}
    </>
  );
}

const nodeOptions = (draft: Draft) => optionsOf(draft.nodes.map((n) => n.id));

export function TriggersForm({ draft, onChange }: PartFormProps) {
  return (
    <div className="cl-scenario-form">
      <h2>{t('scenario-editor.part.triggers')}</h2>
      <Rows
        title={t('scenario-editor.triggers.list')}
        lead={t('scenario-editor.triggers.lead')}
        most={30}
        list={draft.triggers}
        nameOf={(x) => x.id}
        add={t('scenario-editor.triggers.add')}
        make={() => ({
          id: freshId(
            'trigger',
            draft.triggers.map((x) => x.id),
          ),
          when: first.silence,
          once: true,
          say: [],
          emotion: 1,
          trust: 0,
          to: null,
        })}
        onChange={(triggers) => onChange({ ...draft, triggers }, 'triggers')}
        row={(x, change) => (
          <>
            <IdField value={x.id} onChange={(id) => change({ id })} />
            <WhenFields when={x.when} draft={draft} onChange={(when) => change({ when })} />
            <Checkbox isSelected={x.once} onChange={(once) => change({ once })}>
              {t('scenario-editor.triggers.once')}
            </Checkbox>
            <Lines
              label={t('scenario-editor.triggers.say')}
              hint={t('scenario-editor.node.caller.hint')}
              value={x.say}
              onChange={(say) => change({ say })}
            />
            <Moves value={x} onChange={change} />
            <Pick
              label={t('scenario-editor.leads-to')}
              none={t('scenario-editor.leads-to.none')}
              value={x.to}
              options={nodeOptions(draft)}
              onChange={(to) => change({ to })}
            />
          </>
        )}
      />
    </div>
  );
}

export function EventsForm({ draft, onChange }: PartFormProps) {
  return (
    <div className="cl-scenario-form">
      <h2>{t('scenario-editor.part.events')}</h2>
      <Rows
        title={t('scenario-editor.events.list')}
        lead={t('scenario-editor.events.lead')}
        most={20}
        list={draft.events}
        nameOf={(e) => e.title}
        add={t('scenario-editor.events.add')}
        make={() => ({
          id: freshId(
            'event',
            draft.events.map((e) => e.id),
          ),
          title: '',
          kind: 'background',
          text: '',
          emotion: 0,
          trust: 0,
          to: null,
          atTurn: null,
        })}
        onChange={(events) => onChange({ ...draft, events }, 'events')}
        row={(e, change) => (
          <>
            <Pair>
              <TitleField most={80} value={e.title} onChange={(title) => change({ title })} />
              <IdField value={e.id} onChange={(id) => change({ id })} />
            </Pair>
            <Pick
              label={t('scenario-editor.events.kind')}
              value={e.kind}
              options={eventKinds.map((id) => ({ id, title: t(`scenario-editor.events.kind.${id}`) }))}
              onChange={(kind) => change({ kind: kind ?? '' })}
            />
            <Sentence
              label={t('scenario-editor.events.text')}
              most={400}
              value={e.text}
              onChange={(text) => change({ text })}
            />
            <Count
              label={t('scenario-editor.events.atTurn')}
              hint={t('scenario-editor.events.atTurn.hint')}
              none
              value={e.atTurn}
              onChange={(atTurn) => change({ atTurn })}
            />
            <Moves value={e} onChange={change} />
            <Pick
              label={t('scenario-editor.leads-to')}
              none={t('scenario-editor.leads-to.none')}
              value={e.to}
              options={nodeOptions(draft)}
              onChange={(to) => change({ to })}
            />
          </>
        )}
      />
    </div>
  );
}

type Within = Draft['critical'][number]['within'];
function Limit({ value, draft, onChange }: { value: Within; draft: Draft; onChange: (to: Within) => void }) {
  return (
    <Pair>
      <Count
        label={t('scenario-editor.within')}
        hint={t('scenario-editor.within.hint')}
        none
        value={value?.seconds ?? null}
        onChange={(seconds) => onChange(seconds === null ? null : { after: 'start', ...value, seconds })}
      />
      {value !== null && (
        <Pick
          label={t('scenario-editor.within.after')}
          value={value.after}
          options={cuesOf(draft).map((id) => ({
            id,
            title: id === 'start' ? t('scenario-editor.within.start') : id,
          }))}
          onChange={(after) => onChange({ ...value, after: after ?? 'start' })}
        />
      )}
    </Pair>
  );
}

const mustKinds = ['must', 'must-not'] as const;
export function CriticalForm({ draft, tags, onChange }: PartFormProps) {
  return (
    <div className="cl-scenario-form">
      <h2>{t('scenario-editor.part.critical')}</h2>
      <Rows
        title={t('scenario-editor.critical.list')}
        lead={t('scenario-editor.critical.lead')}
        most={12}
        list={draft.critical}
        nameOf={(c) => (c.title === '' ? '' : `${c.ruleId} · ${c.title}`)}
        add={t('scenario-editor.critical.add')}
        make={() => ({
          ruleId: freeRule(draft, 'K'),
          title: '',
          kind: 'must',
          tags: [],
          within: null,
          nextStep: '',
        })}
        onChange={(critical) => onChange({ ...draft, critical }, 'critical')}
        row={(c, change) => (
          <>
            <TitleField most={120} value={c.title} onChange={(title) => change({ title })} />
            <Pair>
              <RuleField value={c.ruleId} onChange={(ruleId) => change({ ruleId })} />
              <Pick
                label={t('scenario-editor.item.kind')}
                value={c.kind}
                options={mustKinds.map((id) => ({ id, title: t(`scenario-editor.kind.${id}`) }))}
                onChange={(kind) => change({ kind: kind ?? 'must' })}
              />
            </Pair>
            <Many
              label={t('scenario-editor.item.tags')}
              value={c.tags}
              options={tags}
              onChange={(to) => change({ tags: to })}
            />
            <Limit value={c.within} draft={draft} onChange={(within) => change({ within })} />
            <Sentence
              label={t('scenario-editor.item.nextStep')}
              most={300}
              value={c.nextStep}
              onChange={(nextStep) => change({ nextStep })}
            />
          </>
        )}
      />
    </div>
  );
}

const earnKinds = ['earn', 'must-not'] as const;
const needs = ['any', 'all'] as const;
export function ItemsForm({
  part,
  draft,
  tags,
  onChange,
}: PartFormProps & { part: 'listening' | 'compliance' }) {
  return (
    <div className="cl-scenario-form">
      <h2>{t(`scenario-editor.part.${part}`)}</h2>
      <Rows
        title={t('scenario-editor.items.list')}
        lead={t('scenario-editor.items.lead', {
          sum: draft[part].reduce((sum, i) => sum + i.of, 0),
        })}
        most={part === 'listening' ? 10 : 14}
        list={draft[part]}
        nameOf={(i) => (i.title === '' ? '' : `${i.ruleId} · ${i.title}`)}
        add={t('scenario-editor.items.add')}
        make={() => ({
          ruleId: freeRule(draft, part === 'listening' ? 'L' : 'C'),
          title: '',
          tags: [],
          need: 'any',
          of: 2,
          kind: 'earn',
          within: null,
          strength: null,
          nextStep: null,
        })}
        onChange={(list) => onChange({ ...draft, [part]: list }, part)}
        row={(i, change) => (
          <>
            <TitleField most={120} value={i.title} onChange={(title) => change({ title })} />
            <Pair>
              <RuleField value={i.ruleId} onChange={(ruleId) => change({ ruleId })} />
              <Count label={t('scenario-editor.item.of')} value={i.of} onChange={(of) => change({ of })} />
            </Pair>
            <Many
              label={t('scenario-editor.item.tags')}
              value={i.tags}
              options={tags}
              onChange={(to) => change({ tags: to })}
            />
            <Pair>
              <Pick
                label={t('scenario-editor.item.need')}
                value={i.need}
                options={needs.map((id) => ({ id, title: t(`scenario-editor.need.${id}`) }))}
                onChange={(need) => change({ need: need ?? 'any' })}
              />
              <Pick
                label={t('scenario-editor.item.kind')}
                value={i.kind}
                options={earnKinds.map((id) => ({ id, title: t(`scenario-editor.kind.${id}`) }))}
                onChange={(kind) => change({ kind: kind ?? 'earn' })}
              />
            </Pair>
            <Limit value={i.within} draft={draft} onChange={(within) => change({ within })} />
            <Words
              label={t('scenario-editor.item.strength')}
              most={120}
              value={i.strength ?? ''}
              onChange={(to) => change({ strength: to === '' ? null : to })}
            />
            <Sentence
              label={t('scenario-editor.item.nextStep')}
              most={300}
              value={i.nextStep ?? ''}
              onChange={(to) => change({ nextStep: to === '' ? null : to })}
            />
          </>
        )}
      />
    </div>
  );
}
