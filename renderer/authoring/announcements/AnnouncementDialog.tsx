// Writing an announcement: its words, from when until when, for whom, and whether everybody says that they have read it.
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { Announcement } from '#shared/domain/knowledge/announcement.ts';
import { articleRoles } from '#shared/domain/knowledge/article.ts';
import type { Failure } from '#shared/domain/result.ts';
import { useAccounts } from '../../app/accounts.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import {
  Button,
  Checkbox,
  DateField,
  Dialog,
  FailedBanner,
  TextArea,
  TextField,
  toast,
  useNow,
} from '../../ui/index.ts';
import { dayOf } from '../days.ts';
import { Choices } from '../draft/Choices.tsx';
import { clockOf, instantOf } from './times.ts';

/** A new one holds for a week unless its writer says otherwise, ms. */
const usualMs = 7 * 86_400_000;

export function AnnouncementDialog({
  from,
  onClose,
  onDone,
}: {
  /** null = a new one. */
  from: Announcement | null;
  onClose: () => void;
  onDone: () => void;
}) {
  const { accounts } = useAccounts();
  const now = useNow(60_000);
  const [id] = useState(() => from?.id ?? uuidv7());
  /** The same act however often it is pressed. */
  const [act] = useState(() => uuidv7());
  const [title, setTitle] = useState(from?.title ?? '');
  const [body, setBody] = useState(from?.body ?? '');
  const [begins, setBegins] = useState(() => from?.from ?? now.toISOString());
  const [ends, setEnds] = useState(() => from?.until ?? new Date(now.getTime() + usualMs).toISOString());
  const [typed, setTyped] = useState({
    fromDay: dayOf(new Date(begins)),
    fromClock: clockOf(begins),
    untilDay: dayOf(new Date(ends)),
    untilClock: clockOf(ends),
  });
  const [whose, setWhose] = useState<readonly string[] | null>(from?.accounts ?? null);
  const [roles, setRoles] = useState(from?.roles ?? null);
  const [mustRead, setMustRead] = useState(from?.mustRead ?? false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  function type(patch: Partial<typeof typed>): void {
    const next = { ...typed, ...patch };
    setTyped(next);
    setBegins(instantOf(next.fromDay, next.fromClock) ?? '');
    setEnds(instantOf(next.untilDay, next.untilClock) ?? '');
  }
  const isRight = title.trim() !== '' && begins !== '' && ends !== '' && begins < ends;
  async function publish(): Promise<void> {
    setBusy(true);
    const result = await careline.authoring.announce(
      {
        id: act,
        announcement: {
          id,
          version: (from?.version ?? 0) + 1,
          title: title.trim(),
          body: body.trim(),
          from: begins,
          until: ends,
          accounts: whose === null || whose.length === 0 ? null : [...whose],
          roles,
          mustRead,
          articleId: from?.articleId ?? null,
        },
      },
      { sureWithin: 15_000 },
    );
    setBusy(false);
    if (!result.ok) return setFailure(result);
    toast({ text: t('authoring.announce.done') });
    onDone();
  }
  const when = (side: 'from' | 'until') => (
    <div className="cl-draft-pair">
      <DateField
        label={t(`authoring.announce.${side}.day`)}
        value={typed[`${side}Day`]}
        maxLength={10}
        placeholder={t('authoring.day.shape')}
        error={instantOf(typed[`${side}Day`], '00:00') === null ? t('authoring.announce.day') : undefined}
        onChange={(day) => type({ [`${side}Day`]: day })}
      />
      <TextField
        label={t(`authoring.announce.${side}.clock`)}
        value={typed[`${side}Clock`]}
        mono
        maxLength={5}
        error={
          instantOf('2026-01-01', typed[`${side}Clock`]) === null ? t('authoring.announce.clock') : undefined
        }
        onChange={(clock) => type({ [`${side}Clock`]: clock })}
      />
    </div>
  );
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onClose={onClose}
      title={t(from === null ? 'authoring.announce.new' : 'authoring.announce.edit')}
      actions={
        <>
          <Button onPress={onClose}>{t('authoring.cancel')}</Button>
          <Button kind="primary" isPending={busy} isDisabled={!isRight} onPress={() => void publish()}>
            {t('authoring.announce.go')}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        {failure && <FailedBanner code={failure.code} />}
        <TextField
          label={t('authoring.head.title')}
          autoFocus
          maxLength={200}
          value={title}
          onChange={setTitle}
        />
        <TextArea
          label={t('authoring.text')}
          rows={4}
          optional
          maxLength={2000}
          value={body}
          onChange={setBody}
        />
        {when('from')}
        {when('until')}
        {begins !== '' && ends !== '' && begins >= ends && (
          <p className="cl-error">{t('authoring.announce.order')}</p>
        )}
        <Choices
          label={t('authoring.announce.accounts')}
          note={
            whose === null
              ? t('authoring.practice.all')
              : t('authoring.announce.accounts.some', { count: whose.length })
          }
          options={accounts.map((one) => ({ id: one.id as string, title: one.name }))}
          chosen={whose ?? accounts.map((one) => one.id)}
          isDisabled={false}
          onChange={(next) => setWhose(next.length === accounts.length || next.length === 0 ? null : next)}
        />
        <Choices
          label={t('authoring.head.roles')}
          note={
            roles === null
              ? t('authoring.head.roles.all')
              : roles.map((role) => t(`app.role.${role}`)).join(', ')
          }
          options={articleRoles.map((role) => ({ id: role, title: t(`app.role.${role}`) }))}
          chosen={roles ?? articleRoles}
          isDisabled={false}
          onChange={(next) =>
            setRoles(next.length === articleRoles.length || next.length === 0 ? null : next)
          }
        />
        <Checkbox isSelected={mustRead} onChange={setMustRead} detail={t('authoring.head.mustRead.what')}>
          {t('authoring.head.mustRead')}
        </Checkbox>
      </div>
    </Dialog>
  );
}
