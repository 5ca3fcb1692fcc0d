// What every part of the form is given: the draft's fields, how to change them, and what lacks.
import { createContext } from 'react';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { Problem } from '#shared/domain/messages/complete.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { t } from '../../text/t.ts';

export interface PartProps {
  f: DraftFields;
  /** Changes the newest fields, never those of an earlier drawing. */
  change: (change: (fields: DraftFields) => DraftFields) => void;
  set: (patch: Partial<DraftFields>) => void;
  account: Account;
}

/** What lacks, marked from the first try to save on. */
export const Lacking = createContext<ReadonlySet<Problem>>(new Set());

/** The sentence of the first of these problems that there is. */
export function errorOf(lacking: ReadonlySet<Problem>, ...problems: Problem[]): { error?: string } {
  const found = problems.find((p) => lacking.has(p));
  return found === undefined ? {} : { error: t(`messages.missing.${found}`) };
}
