// What a scenario says of itself (title, people, what it measures) and its four levels.
import { feelings } from '#shared/domain/practice/scenario.ts';
import { t } from '../text/t.ts';
import { Checkbox } from '../ui/index.ts';
import { Count, Lines, Many, Pair, Pick, Sentence, Words, TitleField } from './fields.tsx';
import type { Draft } from './shape.ts';

export interface PartFormProps {
  draft: Draft;
  tags: readonly string[];
  onChange: (to: Draft, place: string) => void;
}

type Texts = 'id' | 'title' | 'author' | 'date' | 'accountId' | 'reasonCode';
type Numbers = 'version' | 'passMark' | 'parTurns' | 'parSeconds';

export function HeadForm({ draft, onChange }: PartFormProps) {
  const put = (change: Partial<Draft>, field: string): void =>
    onChange({ ...draft, ...change }, `head.${field}`);
  const words = (key: Texts, most: number, hint?: string, mono = false) => (
    <Words
      label={t(`scenario-editor.head.${key}`)}
      hint={hint}
      mono={mono}
      most={most}
      value={draft[key]}
      onChange={(to) => put({ [key]: to }, key)}
    />
  );
  const count = (key: Numbers, hint?: string) => (
    <Count
      label={t(`scenario-editor.head.${key}`)}
      hint={hint}
      value={draft[key]}
      onChange={(to) => put({ [key]: to }, key)}
    />
  );
  const { caller, patient, why, sensitive } = draft;
  return (
    <div className="cl-scenario-form">
      <h2>{t('scenario-editor.part.head')}</h2>
      {words('title', 80)}
      <Pair>
        {words('id', 12, t('scenario-editor.head.id.hint'), true)}
        {count('version', t('scenario-editor.head.version.hint'))}
      </Pair>
      <Sentence
        label={t('scenario-editor.head.summary')}
        most={400}
        value={draft.summary}
        onChange={(summary) => put({ summary }, 'summary')}
      />
      <Pair>
        {words('author', 80)}
        {words('date', 10, undefined, true)}
      </Pair>
      <Pair>
        {words('accountId', 40, undefined, true)}
        {words('reasonCode', 40, undefined, true)}
      </Pair>
      <Pair>
        <Pick
          label={t('scenario-editor.head.feeling')}
          value={draft.feeling}
          options={feelings.map((id) => ({ id, title: t(`trainer.feeling.${id}`) }))}
          onChange={(feeling) => put({ feeling: feeling ?? '' }, 'feeling')}
        />
        <Pick
          label={t('scenario-editor.head.lang')}
          value={draft.lang}
          options={['en', 'es'].map((id) => ({ id, title: t(`trainer.lang.${id === 'es' ? 'es' : 'en'}`) }))}
          onChange={(lang) => put({ lang: lang ?? 'en', base: lang ?? 'en' }, 'lang')}
        />
      </Pair>
      <h3>{t('scenario-editor.head.people')}</h3>
      <Pair>
        <Words
          label={t('scenario-editor.head.caller.name')}
          most={80}
          value={caller.name}
          onChange={(name) => put({ caller: { ...caller, name } }, 'caller.name')}
        />
        <Words
          label={t('scenario-editor.head.caller.relation')}
          most={80}
          value={caller.relation}
          onChange={(relation) => put({ caller: { ...caller, relation } }, 'caller.relation')}
        />
      </Pair>
      <Words
        label={t('scenario-editor.head.caller.number')}
        hint={t('scenario-editor.head.caller.number.hint')}
        mono
        most={40}
        value={caller.number}
        onChange={(number) => put({ caller: { ...caller, number } }, 'caller.number')}
      />
      <Pair>
        <Words
          label={t('scenario-editor.head.patient.name')}
          most={80}
          value={patient.name}
          onChange={(name) => put({ patient: { ...patient, name } }, 'patient.name')}
        />
        <Words
          label={t('scenario-editor.head.patient.birthDate')}
          mono
          most={10}
          value={patient.birthDate}
          onChange={(birthDate) => put({ patient: { ...patient, birthDate } }, 'patient.birthDate')}
        />
      </Pair>
      <Lines
        label={t('scenario-editor.head.known')}
        value={draft.known}
        onChange={(known) => put({ known }, 'known')}
      />
      <h3>{t('scenario-editor.head.good')}</h3>
      <Pair>
        {count('passMark')}
        {count('parTurns')}
      </Pair>
      {count('parSeconds')}
      <fieldset className="cl-scenario-rows">
        <legend className="cl-label">{t('scenario-editor.why')}</legend>
        <Checkbox
          isSelected={why !== null}
          detail={t('scenario-editor.why.what')}
          onChange={(on) => put({ why: on ? { title: '', patterns: [] } : null }, 'why.on')}
        >
          {t('scenario-editor.why.on')}
        </Checkbox>
        {why !== null && (
          <>
            <TitleField
              most={120}
              value={why.title}
              onChange={(title) => put({ why: { ...why, title } }, 'why.title')}
            />
            <Lines
              label={t('scenario-editor.why.patterns')}
              hint={t('scenario-editor.patterns')}
              value={why.patterns}
              onChange={(patterns) => put({ why: { ...why, patterns } }, 'why.patterns')}
            />
          </>
        )}
      </fieldset>
      <fieldset className="cl-scenario-rows">
        <legend className="cl-label">{t('scenario-editor.sensitive')}</legend>
        <Checkbox
          isSelected={sensitive !== null}
          detail={t('scenario-editor.sensitive.what')}
          onChange={(on) => put({ sensitive: on ? { why: '', instead: '' } : null }, 'sensitive.on')}
        >
          {t('scenario-editor.sensitive.on')}
        </Checkbox>
        {sensitive !== null && (
          <>
            <Sentence
              label={t('scenario-editor.sensitive.why')}
              most={300}
              value={sensitive.why}
              onChange={(to) => put({ sensitive: { ...sensitive, why: to } }, 'sensitive.why')}
            />
            <Words
              label={t('scenario-editor.sensitive.instead')}
              mono
              most={12}
              value={sensitive.instead}
              onChange={(instead) => put({ sensitive: { ...sensitive, instead } }, 'sensitive.instead')}
            />
          </>
        )}
      </fieldset>
    </div>
  );
}

const four = ['1', '2', '3', '4'] as const;
type Level = Draft['levels']['1'];

export function LevelsForm({ draft, onChange }: PartFormProps) {
  return (
    <div className="cl-scenario-form">
      <h2>{t('scenario-editor.part.levels')}</h2>
      <p className="cl-detail">{t('scenario-editor.levels.lead')}</p>
      {four.map((n) => {
        const level = draft.levels[n];
        const put = (change: Partial<Level>, field: string): void =>
          onChange(
            { ...draft, levels: { ...draft.levels, [n]: { ...level, ...change } } },
            `levels.${n}.${field}`,
          );
        return (
          <fieldset key={n} className="cl-scenario-rows">
            <legend className="cl-label">{t('scenario-editor.level', { n })}</legend>
            <Pair>
              <Count
                label={t('scenario-editor.level.emotion')}
                value={level.emotion}
                onChange={(emotion) => put({ emotion }, 'emotion')}
              />
              <Count
                label={t('scenario-editor.level.trust')}
                value={level.trust}
                onChange={(trust) => put({ trust }, 'trust')}
              />
            </Pair>
            <Pair>
              <Pick
                label={t('scenario-editor.level.hints')}
                value={level.hints}
                options={(['shown', 'on-ask', 'none'] as const).map((id) => ({
                  id,
                  title: t(`scenario-editor.hints.${id}`),
                }))}
                onChange={(hints) => put({ hints: hints ?? 'none' }, 'hints')}
              />
              <Count
                label={t('scenario-editor.level.timer')}
                none
                value={level.timer}
                onChange={(timer) => put({ timer }, 'timer')}
              />
            </Pair>
            <Checkbox isSelected={level.noise} onChange={(noise) => put({ noise }, 'noise')}>
              {t('scenario-editor.level.noise')}
            </Checkbox>
            {(draft.events.length > 0 || level.events.length > 0) && (
              <Many
                label={t('scenario-editor.level.events')}
                value={level.events}
                options={draft.events.map((e) => e.id)}
                onChange={(events) => put({ events }, 'events')}
              />
            )}
          </fieldset>
        );
      })}
    </div>
  );
}
