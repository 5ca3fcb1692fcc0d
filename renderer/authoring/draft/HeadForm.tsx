// What an article says about itself: title, kind, for whom and for which calls, who answers for it and until when.
import type { Account } from '#shared/domain/accounts/account.ts';
import { articleKinds, articleRoles, everyPractice } from '#shared/domain/knowledge/article.ts';
import type { DraftFields } from '#shared/domain/knowledge/draft.ts';
import type { ArticleFinding } from '#shared/domain/knowledge/lint-codes.ts';
import { langs } from '#shared/domain/script/languages.ts';
import { t } from '../../text/t.ts';
import { Button, Checkbox, DateField, Select, TextArea, TextField } from '../../ui/index.ts';
import { findingText } from '../words.ts';
import { Choices } from './Choices.tsx';
import { SourceFields } from './SourceFields.tsx';

export interface HeadFormProps {
  fields: DraftFields;
  findings: readonly ArticleFinding[];
  accounts: readonly Account[];
  editable: boolean;
  /** Who writes, to be put in as the owner. */
  me: { id: string; name: string };
  today: string;
  onChange: (patch: Partial<DraftFields>, place: string) => void;
}
const callTypes = Array.from({ length: 24 }, (_, i) => i + 1);
const wholeAccount = 'whole';
const months = [3, 6, 12] as const;

/** A day some months on, the last of a shorter month. */
function monthsAfter(day: string, more: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + more + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + more, Math.min(date, last))).toISOString().slice(0, 10);
}

export function HeadForm(props: HeadFormProps) {
  const { fields, findings, accounts, editable, me, today, onChange } = props;
  const stop = (field: string): string | undefined => {
    const found = findings.find((f) => f.field.split('.')[0] === field && f.severity === 'stop');
    return found && findingText(found);
  };
  const warn = (field: string): string | undefined => {
    const found = findings.find((f) => f.field.split('.')[0] === field && f.severity === 'warn');
    return found && findingText(found);
  };
  const common = (field: string) => ({
    isReadOnly: !editable,
    ...(stop(field) === undefined ? {} : { error: stop(field) }),
    ...(warn(field) === undefined ? {} : { hint: warn(field) }),
  });
  const chosen = (field: string) => ({
    isDisabled: !editable,
    ...(stop(field) ? { error: stop(field) } : {}),
  });
  const account = accounts.find((one) => one.id === fields.practice);
  return (
    <div className="cl-stack cl-draft-head" data-form="head">
      <TextField
        label={t('authoring.head.title')}
        name="title"
        maxLength={400}
        value={fields.title}
        onChange={(title) => onChange({ title }, 'title')}
        {...common('title')}
      />
      <div className="cl-draft-pair">
        <Select
          label={t('authoring.head.kind')}
          value={fields.kind}
          onChange={(kind) => onChange({ kind }, 'kind')}
          options={articleKinds.map((id) => ({ id, title: t(`authoring.kind.${id}`) }))}
          {...chosen('kind')}
        />
        <Select
          label={t('authoring.head.lang')}
          value={fields.lang}
          onChange={(lang) => onChange({ lang }, 'lang')}
          options={langs.map((id) => ({ id, title: t(`authoring.lang.${id}`) }))}
          {...chosen('lang')}
        />
      </div>
      <div className="cl-draft-pair">
        <Select
          label={t('authoring.head.practice')}
          value={fields.practice}
          onChange={(practice) => onChange({ practice, site: null }, 'practice')}
          options={[
            { id: everyPractice, title: t('authoring.practice.all') },
            ...accounts.map(({ id, name }) => ({ id, title: name })),
          ]}
          {...chosen('practice')}
        />
        <Select
          label={t('authoring.head.site')}
          value={fields.site ?? wholeAccount}
          onChange={(site) => onChange({ site: site === wholeAccount ? null : site }, 'site')}
          options={[
            { id: wholeAccount, title: t('authoring.site.whole') },
            ...(account?.departments ?? []).map(({ id, label }) => ({ id, title: label })),
          ]}
          isDisabled={!editable || account === undefined}
        />
      </div>
      <div className="cl-draft-pair">
        <TextField
          label={t('authoring.head.topic')}
          name="topic"
          maxLength={300}
          value={fields.topic}
          onChange={(topic) => onChange({ topic }, 'topic')}
          {...common('topic')}
        />
        <TextField
          label={t('authoring.head.section')}
          name="section"
          optional
          maxLength={120}
          value={fields.section ?? ''}
          onChange={(section) => onChange({ section: section === '' ? null : section }, 'section')}
          {...common('section')}
        />
      </div>
      <TextArea
        label={t('authoring.head.keywords')}
        name="keywords"
        rows={3}
        value={fields.keywords.join('\n')}
        onChange={(text) =>
          onChange(
            {
              keywords:
                text === ''
                  ? []
                  : text
                      .split('\n')
                      .slice(0, 100)
                      .map((k) => k.slice(0, 300)),
            },
            'keywords',
          )
        }
        {...{ hint: t('authoring.head.keywords.hint'), ...common('keywords') }}
      />
      <Choices
        label={t('authoring.head.callTypes')}
        note={
          fields.callTypes.length === 0
            ? t('authoring.head.callTypes.none')
            : t('authoring.head.callTypes.some', { count: fields.callTypes.length })
        }
        options={callTypes.map((id) => ({ id, title: t(`authoring.call.${id}` as 'authoring.call.1') }))}
        chosen={fields.callTypes}
        isDisabled={!editable}
        onChange={(next) => onChange({ callTypes: next }, 'callTypes')}
      />
      <Choices
        label={t('authoring.head.roles')}
        note={
          fields.roles === null
            ? t('authoring.head.roles.all')
            : fields.roles.map((role) => t(`app.role.${role}`)).join(', ')
        }
        options={articleRoles.map((id) => ({ id, title: t(`app.role.${id}`) }))}
        chosen={fields.roles ?? articleRoles}
        isDisabled={!editable}
        onChange={(next) =>
          onChange({ roles: next.length === articleRoles.length || next.length === 0 ? null : next }, 'roles')
        }
      />
      <div className="cl-draft-pair">
        <TextField
          label={t('authoring.head.owner')}
          name="owner"
          maxLength={160}
          value={fields.owner ?? ''}
          // Another name is another person.
          onChange={(owner) => onChange({ owner: owner === '' ? null : owner, ownerId: null }, 'owner')}
          {...common('owner')}
        />
        <DateField
          label={t('authoring.head.reviewBy')}
          name="reviewBy"
          maxLength={10}
          placeholder={t('authoring.day.shape')}
          value={fields.reviewBy ?? ''}
          onChange={(reviewBy) => onChange({ reviewBy: reviewBy === '' ? null : reviewBy }, 'reviewBy')}
          {...common('reviewBy')}
        />
      </div>
      {editable && (
        <div className="cl-inline">
          {fields.ownerId !== me.id && (
            <Button size="small" onPress={() => onChange({ owner: me.name, ownerId: me.id }, 'owner')}>
              {t('authoring.head.owner.me')}
            </Button>
          )}
          {months.map((n) => (
            <Button
              key={n}
              size="small"
              onPress={() => onChange({ reviewBy: monthsAfter(today, n) }, 'reviewBy')}
            >
              {t('authoring.head.reviewBy.months', { months: n })}
            </Button>
          ))}
        </div>
      )}
      <Checkbox
        isSelected={fields.clinicalDraft}
        isDisabled={!editable}
        onChange={(clinicalDraft) => onChange({ clinicalDraft }, 'clinicalDraft')}
        detail={t('authoring.head.clinical.what')}
      >
        {t('authoring.head.clinical')}
      </Checkbox>
      <Checkbox
        isSelected={fields.mustRead}
        isDisabled={!editable}
        onChange={(mustRead) => onChange({ mustRead }, 'mustRead')}
        detail={warn('mustRead') ?? t('authoring.head.mustRead.what')}
      >
        {t('authoring.head.mustRead')}
      </Checkbox>
      <SourceFields fields={fields} editable={editable} error={stop('source')} onChange={onChange} />
    </div>
  );
}
