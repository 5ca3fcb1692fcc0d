// The state of what is open and what may be done with it next, each step asked once more before it is done.
import { Copy, Redo2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { ScriptRow } from '#shared/contract/scripts.ts';
import { isPath, type ScriptContent } from '#shared/domain/script/draft.ts';
import { langs } from '#shared/domain/script/languages.ts';
import type { ScriptFinding } from '#shared/domain/script/script-lint.ts';
import { keyText, whyNotAct, type ScriptKey } from '#shared/domain/script/versions.ts';
import { sayFailure } from '../app/say.ts';
import { useSession } from '../app/session-store.ts';
import { formatDate, formatTimeSeconds } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Chip, IconButton, Icon, Menu } from '../ui/index.ts';
import { Ask, type Step } from './Ask.tsx';
import type { OpenDraft } from './use-draft.ts';

export interface BarProps {
  draft: OpenDraft;
  content: ScriptContent;
  listed: ScriptRow | null;
  findings: readonly ScriptFinding[];
  accounts: readonly Account[];
  rows: readonly ScriptRow[];
  keyParts: ScriptKey | null;
  onOpen: (key: string) => void;
}

export function Bar({ draft, content, listed, findings, accounts, rows, keyParts, onOpen }: BarProps) {
  const person = useSession((s) => s.state?.person ?? null);
  const now = useSession((s) => s.state?.now);
  const [step, setStep] = useState<Step | null>(null);
  const { row, history, kept } = draft;
  const may = (act: 'submit' | 'approve' | 'sendBack' | 'withdraw'): boolean =>
    row !== null && whyNotAct(act, row, person) === null;
  const isOwn = row?.state === 'submitted' && !may('approve');
  const clean = findings.length === 0;
  const force = listed?.inForce ?? null;
  const isOpen = row?.state === 'draft' || row?.state === 'submitted';
  const words = isOpen
    ? t(`script-editor.state.${row.state === 'draft' ? 'draft' : 'submitted'}`, {
        version: row.version,
        author: row.author.name,
      })
    : force === null
      ? t('script-editor.state.none')
      : t(`script-editor.state.${force.source}`, {
          version: force.version,
          author: force.author,
          date: formatDate(force.date, { now }),
        });
  const note =
    row === null || row.note === '' || !isOpen
      ? null
      : row.state === 'draft' && row.decidedBy !== null
        ? t('script-editor.state.sent-back', { name: row.decidedBy.name, note: row.note })
        : t('script-editor.state.note', { note: row.note });
  async function begin(under: ScriptKey | null): Promise<void> {
    const to = under === null ? content : { ...content, accountId: under.accountId, lang: under.lang };
    const id = under === null ? content.id : idOf(to);
    const result = await draft.begin({ ...to, id }, under === null ? undefined : keyText(under));
    if (!result.ok) sayFailure(result);
    else if (under !== null) onOpen(keyText(under));
  }
  const others: ScriptKey[] =
    keyParts === null
      ? []
      : [
          ...accounts.map((a) => ({ ...keyParts, accountId: a.id })),
          ...langs.map((lang) => ({ ...keyParts, lang })),
        ].filter((k) => !rows.some((r) => r.key === keyText(k)));
  return (
    <header className="cl-editor-bar">
      <div className="cl-editor-state">
        <h3 className="cl-name">{content.title || t('script-editor.step.untitled')}</h3>
        <p className="cl-detail" role="status">
          {words}
          {row?.state === 'draft' && (
            <>
              {' · '}
              {kept === 'kept'
                ? t('script-editor.kept', { time: formatTimeSeconds(row.changedAt) })
                : t(kept === 'failed' ? 'script-editor.unkept' : 'script-editor.keeping')}
            </>
          )}
        </p>
        {listed !== null && listed.unread !== null && (
          <p className="cl-detail">{t('script-editor.state.unread', { version: listed.unread })}</p>
        )}
        {listed !== null && listed.newerShipped !== null && (
          <p className="cl-detail">
            {t('script-editor.state.newer', {
              version: listed.newerShipped.version,
              date: formatDate(listed.newerShipped.date, { now }),
            })}
          </p>
        )}
        {note !== null && <p className="cl-detail">{note}</p>}
        {isOwn && <p className="cl-detail">{t('script-editor.approve.own')}</p>}
      </div>
      {content.review === 'draft' && <Chip tone="amber">{t('script.draft')}</Chip>}
      {row?.state === 'draft' && (
        <>
          <IconButton
            icon={Undo2}
            label={t('script-editor.undo')}
            isDisabled={history?.past.length === 0}
            onPress={() => draft.undo()}
          />
          <IconButton
            icon={Redo2}
            label={t('script-editor.redo')}
            isDisabled={history?.future.length === 0}
            onPress={() => draft.redo()}
          />
          <Button kind="plain" onPress={() => setStep('discard')}>
            {t('script-editor.discard')}
          </Button>
          <Button kind="primary" isDisabled={!clean} onPress={() => setStep('submit')}>
            {clean
              ? t('script-editor.submit')
              : t('script-editor.submit.unclean', { count: findings.length })}
          </Button>
        </>
      )}
      {row?.state === 'submitted' && (
        <>
          <Button onPress={() => setStep('sendBack')}>{t('script-editor.send-back')}</Button>
          <Button kind="primary" isDisabled={!may('approve')} onPress={() => setStep('approve')}>
            {t('script-editor.approve')}
          </Button>
        </>
      )}
      {!isOpen && (
        <>
          {others.length > 0 && (
            <Menu
              label={t('script-editor.copy')}
              rows={others.map((k) => ({
                id: keyText(k),
                title:
                  k.lang === keyParts?.lang
                    ? t('script-editor.copy.account', {
                        name: accounts.find((a) => a.id === k.accountId)?.name ?? '',
                      })
                    : t('script-editor.copy.lang', { lang: t(`script-editor.lang.${k.lang}`) }),
                run: () => void begin(k),
              }))}
            >
              <span className="cl-inline">
                <Icon of={Copy} size={15} />
                {t('script-editor.copy')}
              </span>
            </Menu>
          )}
          {row?.state === 'approved' && (
            <Button kind="danger-quiet" onPress={() => setStep('withdraw')}>
              {t('script-editor.withdraw')}
            </Button>
          )}
          <Button kind="primary" onPress={() => void begin(null)}>
            {t('script-editor.begin')}
          </Button>
        </>
      )}
      {step !== null && row !== null && <Ask step={step} draft={draft} onClose={() => setStep(null)} />}
    </header>
  );
}

const idOf = (content: ScriptContent): string =>
  [
    isPath(content) ? 'path' : 'script',
    isPath(content) ? content.path : content.reason,
    content.accountId,
    content.lang === 'en' ? null : content.lang,
  ]
    .filter((part) => part !== null)
    .join('.')
    .slice(0, 60);
