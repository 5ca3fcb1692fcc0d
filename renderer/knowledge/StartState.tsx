// Before anything is typed: on a call what fits it, else what this account's callers call about, one press away.
import { BookOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Account } from '#shared/domain/accounts/account.ts';
import { useAccounts } from '../app/accounts.ts';
import { t } from '../text/t.ts';
import { Button, EmptyState, Skeleton } from '../ui/index.ts';
import type { Suggestions } from './suggest/use-suggestions.ts';
import { reasonsOf } from './words.ts';

export interface StartStateProps {
  account: Account | null;
  /** Of the call in hand; null = none. */
  suggested: Suggestions | null;
  onStart: (words: string) => void;
  /** The suggestions, when there are some. */
  children: ReactNode;
}

export function StartState({ account, suggested, onStart, children }: StartStateProps) {
  const { accounts } = useAccounts();
  const reasons = reasonsOf(account, accounts);
  return (
    <div className="cl-knowledge-results">
      {children}
      {suggested?.reading && <Skeleton label={t('knowledge.suggest.reading')} lines={3} />}
      {!children && !suggested?.reading && (
        <EmptyState icon={BookOpen} title={t('knowledge.start.title')}>
          {t(suggested === null ? 'knowledge.start.text' : 'knowledge.start.call')}
        </EmptyState>
      )}
      {!children && reasons.length > 0 && (
        <section aria-label={startLabel(account)}>
          <h2 className="cl-knowledge-head">{startLabel(account)}</h2>
          <ul className="cl-knowledge-reasons">
            {reasons.map((label) => (
              <li key={label}>
                <Button size="small" onPress={() => onStart(label)}>
                  {label}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="cl-detail-quiet">{t('knowledge.search.exact')}</p>
    </div>
  );
}

const startLabel = (account: Account | null): string =>
  account === null
    ? t('knowledge.start.reasons.shared')
    : t('knowledge.start.reasons', { name: account.name });
