// Which parts of this form stand open now.
import { useCallback, useMemo, useState } from 'react';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { Problem } from '#shared/domain/messages/complete.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { foldIds, lacksInside, opensItself, type FoldId, type Folds } from './folds.ts';

export function useFolds(f: DraftFields, account: Account, lacking: ReadonlySet<Problem>): Folds {
  const [chosen, setChosen] = useState<Partial<Record<FoldId, boolean>>>({});
  const set = useCallback((id: FoldId, open: boolean) => setChosen((now) => ({ ...now, [id]: open })), []);
  const open = foldIds.filter(
    (id) => chosen[id] ?? (lacksInside(id, lacking) || opensItself(id, f, account)),
  );
  const key = open.join();
  return useMemo(() => {
    const now = new Set(key.split(','));
    return { isOpen: (id: FoldId) => now.has(id), set };
  }, [key, set]);
}
