// Before anything is typed: what this account's callers call about, one press away.
import { BookOpen } from 'lucide-react';
import type { Account } from '#shared/domain/accounts/account.ts';
import { useAccounts } from '../app/accounts.ts';
import { t } from '../text/t.ts';
import { Button, EmptyState } from '../ui/index.ts';
import { AsOf } from './AsOf.tsx';
import { reasonsOf } from './words.ts';

export interface StartStateProps {
  account: Account | null;
  onStart: (words: string) => void;
}

export function StartState({ account, onStart }: StartStateProps) {
  const { accounts } = useAccounts();
  const reasons = reasonsOf(account, accounts);
  return (
    <div className="cl-knowledge-results">
      <EmptyState icon={BookOpen} title={t('knowledge.start.title')}>
        {t('knowledge.start.text')}
      </EmptyState>
      {reasons.length > 0 && (
        <section aria-label={startLabel(account)}>
          <h3 className="cl-detail-quiet">{startLabel(account)}</h3>
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
      <p className="cl-knowledge-foot">
        <AsOf />
      </p>
    </div>
  );
}

const startLabel = (account: Account | null): string =>
  account === null
    ? t('knowledge.start.reasons.shared')
    : t('knowledge.start.reasons', { name: account.name });
