// What reads the trainee: rules of replies, words that mean the same, acts at the desk, facts of the case, fields of the message.
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { deskActs } from '#shared/domain/practice/scenario.ts';
import { t } from '../text/t.ts';
import { Button, IconButton, TextField } from '../ui/index.ts';
import { Count, Lines, Pair, Pick, Words, TitleField, IdField, RuleField, TagField } from './fields.tsx';
import { Rows } from './Rows.tsx';
import type { Draft } from './shape.ts';
import type { PartFormProps } from './WholeForms.tsx';

/** How far a line or act moves the caller: feeling and trust, -4 to 4. */
export function Moves({
  value,
  onChange,
}: {
  value: { emotion: number; trust: number };
  onChange: (to: { emotion?: number; trust?: number }) => void;
}) {
  return (
    <Pair>
      <Count
        label={t('scenario-editor.moves.emotion')}
        hint={t('scenario-editor.moves.hint')}
        value={value.emotion}
        onChange={(emotion) => onChange({ emotion })}
      />
      <Count
        label={t('scenario-editor.moves.trust')}
        hint={t('scenario-editor.moves.hint')}
        value={value.trust}
        onChange={(trust) => onChange({ trust })}
      />
    </Pair>
  );
}

/** The next free rule id of a letter: `T5`. */
export function freeRule(draft: Draft, letter: string): string {
  const used = new Set([
    ...draft.rules.map((r) => r.id),
    ...[...draft.acts, ...draft.form, ...draft.critical, ...draft.listening, ...draft.compliance].map(
      (x) => x.ruleId,
    ),
  ]);
  for (let n = 1; n < 1000; n += 1) if (!used.has(`${letter}${n}`)) return `${letter}${n}`;
  return `${letter}999`;
}

export function RulesForm({ draft, onChange }: PartFormProps) {
  return (
    <div className="cl-scenario-form">
      <h2>{t('scenario-editor.part.rules')}</h2>
      <Rows
        title={t('scenario-editor.rules.own')}
        lead={t('scenario-editor.rules.lead')}
        most={100}
        list={draft.rules}
        nameOf={(r) => (r.title === '' ? '' : `${r.id} · ${r.title}`)}
        add={t('scenario-editor.rules.add')}
        make={() => ({
          id: freeRule(draft, 'T'),
          tag: '',
          title: '',
          any: [],
          unless: [],
          emotion: 0,
          trust: 0,
        })}
        onChange={(rules) => onChange({ ...draft, rules }, 'rules')}
        row={(rule, change) => (
          <>
            <TitleField most={120} value={rule.title} onChange={(title) => change({ title })} />
            <Pair>
              <RuleField value={rule.id} onChange={(id) => change({ id })} />
              <TagField value={rule.tag} onChange={(tag) => change({ tag })} />
            </Pair>
            <Lines
              label={t('scenario-editor.rules.any')}
              hint={t('scenario-editor.patterns')}
              value={rule.any}
              onChange={(any) => change({ any })}
            />
            <Lines
              label={t('scenario-editor.rules.unless')}
              value={rule.unless}
              onChange={(unless) => change({ unless })}
            />
            <Moves value={rule} onChange={change} />
          </>
        )}
      />
    </div>
  );
}

export function SynonymsForm({ draft, onChange }: PartFormProps) {
  const [name, setName] = useState('');
  const groups = Object.entries(draft.synonyms);
  const fits = /^[a-z_]{1,30}$/.test(name) && draft.synonyms[name] === undefined;
  const put = (synonyms: Draft['synonyms'], place: string): void =>
    onChange({ ...draft, synonyms }, `synonyms.${place}`);
  return (
    <div className="cl-scenario-form">
      <h2>{t('scenario-editor.part.synonyms')}</h2>
      <p className="cl-detail">{t('scenario-editor.synonyms.lead')}</p>
      {groups.map(([group, list]) => (
        <div key={group} className="cl-scenario-row cl-scenario-row-flat">
          <div className="cl-scenario-row-body">
            <Lines
              label={`@${group}`}
              value={list}
              onChange={(to) => put({ ...draft.synonyms, [group]: to }, group)}
            />
          </div>
          <IconButton
            icon={X}
            size="small"
            label={t('scenario-editor.remove', { name: `@${group}` })}
            onPress={() => put(Object.fromEntries(groups.filter(([g]) => g !== group)), 'remove')}
          />
        </div>
      ))}
      <Pair>
        <TextField
          label={t('scenario-editor.synonyms.name')}
          hint={t('scenario-editor.synonyms.name.hint')}
          mono
          value={name}
          onChange={setName}
        />
        <Button
          icon={Plus}
          isDisabled={!fits}
          onPress={() => {
            put({ ...draft.synonyms, [name]: [] }, 'add');
            setName('');
          }}
        >
          {t('scenario-editor.synonyms.add')}
        </Button>
      </Pair>
    </div>
  );
}

export const actOptions = deskActs.map((id) => ({ id, title: t(`practice.act.${id}`), detail: id }));

export function ActsForm({ draft, onChange }: PartFormProps) {
  return (
    <div className="cl-scenario-form">
      <h2>{t('scenario-editor.part.acts')}</h2>
      <Rows
        title={t('scenario-editor.acts.list')}
        lead={t('scenario-editor.acts.lead')}
        most={40}
        list={draft.acts}
        nameOf={(a) => (a.title === '' ? '' : `${a.ruleId} · ${a.title}`)}
        add={t('scenario-editor.acts.add')}
        make={() => ({
          act: 'open_article',
          detail: null,
          ruleId: freeRule(draft, 'D'),
          tag: '',
          title: '',
          emotion: 0,
          trust: 0,
        })}
        onChange={(acts) => onChange({ ...draft, acts }, 'acts')}
        row={(act, change) => (
          <>
            <Pick
              label={t('scenario-editor.acts.act')}
              value={act.act}
              options={actOptions}
              onChange={(to) => change({ act: to ?? '' })}
            />
            <Words
              label={t('scenario-editor.acts.detail')}
              hint={t('scenario-editor.acts.detail.hint')}
              mono
              most={60}
              value={act.detail ?? ''}
              onChange={(to) => change({ detail: to === '' ? null : to })}
            />
            <TitleField most={120} value={act.title} onChange={(title) => change({ title })} />
            <Pair>
              <RuleField value={act.ruleId} onChange={(ruleId) => change({ ruleId })} />
              <TagField value={act.tag} onChange={(tag) => change({ tag })} />
            </Pair>
            <Moves value={act} onChange={change} />
          </>
        )}
      />
    </div>
  );
}

export function FactsForm({ draft, onChange }: PartFormProps) {
  return (
    <div className="cl-scenario-form">
      <h2>{t('scenario-editor.part.facts')}</h2>
      <Rows
        title={t('scenario-editor.facts.list')}
        lead={t('scenario-editor.facts.lead')}
        most={20}
        list={draft.facts}
        nameOf={(f) => f.title}
        add={t('scenario-editor.facts.add')}
        make={() => ({ id: `fact${draft.facts.length + 1}`, title: '', said: [], contradicts: [] })}
        onChange={(facts) => onChange({ ...draft, facts }, 'facts')}
        row={(fact, change) => (
          <>
            <Pair>
              <TitleField most={80} value={fact.title} onChange={(title) => change({ title })} />
              <IdField value={fact.id} onChange={(id) => change({ id })} />
            </Pair>
            <Lines
              label={t('scenario-editor.facts.said')}
              hint={t('scenario-editor.patterns')}
              value={fact.said}
              onChange={(said) => change({ said })}
            />
            <Lines
              label={t('scenario-editor.facts.contradicts')}
              value={fact.contradicts}
              onChange={(contradicts) => change({ contradicts })}
            />
          </>
        )}
      />
    </div>
  );
}

export function MessageForm({ draft, onChange }: PartFormProps) {
  return (
    <div className="cl-scenario-form">
      <h2>{t('scenario-editor.part.form')}</h2>
      <Rows
        title={t('scenario-editor.form.list')}
        lead={t('scenario-editor.form.lead')}
        most={20}
        list={draft.form}
        nameOf={(f) => (f.title === '' ? '' : `${f.ruleId} · ${f.title}`)}
        add={t('scenario-editor.form.add')}
        make={() => ({ ruleId: freeRule(draft, 'M'), title: '', field: '', accepts: [], of: 3 })}
        onChange={(form) => onChange({ ...draft, form }, 'form')}
        row={(item, change) => (
          <>
            <TitleField most={120} value={item.title} onChange={(title) => change({ title })} />
            <Pair>
              <Words
                label={t('scenario-editor.form.field')}
                mono
                most={60}
                value={item.field}
                onChange={(field) => change({ field })}
              />
              <Count label={t('scenario-editor.item.of')} value={item.of} onChange={(of) => change({ of })} />
            </Pair>
            <Lines
              label={t('scenario-editor.form.accepts')}
              hint={t('scenario-editor.patterns')}
              value={item.accepts}
              onChange={(accepts) => change({ accepts })}
            />
          </>
        )}
      />
    </div>
  );
}
