// The versions of a message: who changed what, when and why, newest first. Nothing is removed.
import { FilePen } from 'lucide-react';
import type { Account } from '#shared/domain/accounts/account.ts';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Chip, Icon } from '../../ui/index.ts';
import { timeThere } from '../clock-words.ts';
import { changesOf } from './field-words.ts';
import type { Version } from './versions.ts';

export function History({
  versions,
  current,
  account,
  zone,
}: {
  versions: readonly Version[];
  /** Number of the version that counts. */
  current: number;
  account: Account | null;
  zone: string;
}) {
  if (versions.length < 2) return null;
  return (
    <section aria-label={t('messages.history')} className="cl-messages-since">
      <h3 className="cl-messages-part-title">
        <Icon of={FilePen} size={14} />
        {t('messages.history')}
      </h3>
      <ol className="cl-messages-versions">
        {versions.toReversed().map((version) => {
          const changes = version.entryId === null ? [] : changesOf(version.from, version.fields, account);
          return (
            <li key={version.entryId ?? 'first'}>
              <p className="cl-inline">
                <strong>
                  {version.entryId === null
                    ? t('messages.history.first')
                    : t('messages.history.version', { version: version.number })}
                </strong>
                <span className="cl-detail">
                  {t('messages.history.by', {
                    name: version.by,
                    date: formatDate(version.at, { zone }),
                    time: timeThere(version.at, zone),
                  })}
                </span>
                {version.number === current && version.entryId !== null && (
                  <Chip tone="green">{t('messages.history.current')}</Chip>
                )}
                {version.incomplete.length > 0 && (
                  <Chip tone="amber">
                    {t('messages.history.incomplete', { count: version.incomplete.length })}
                  </Chip>
                )}
              </p>
              {version.why !== '' && <p>{t('messages.history.why', { why: version.why })}</p>}
              {version.entryId !== null && (
                <ul className="cl-messages-changes">
                  {changes.length === 0 && <li className="cl-detail">{t('messages.history.nothing')}</li>}
                  {changes.map((change) => (
                    <li key={change.id}>
                      <span className="cl-detail">{change.label}</span>
                      <span>
                        {change.before !== '' && <del>{change.before}</del>}{' '}
                        <ins>{change.after === '' ? t('messages.conflict.none') : change.after}</ins>
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
