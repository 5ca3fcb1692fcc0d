// What every part of the form is given: the draft's fields, how to change them, and what lacks.
import { createContext, memo, type ComponentType } from 'react';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { Problem } from '#shared/domain/messages/complete.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { t } from '../../text/t.ts';

/** `Key`: the fields that the part draws. Typing in another part's field does not draw it anew. */
export interface PartProps<Key extends keyof DraftFields = keyof DraftFields> {
  f: Pick<DraftFields, Key>;
  /** Changes the newest fields, never those of an earlier drawing. */
  change: (change: (fields: DraftFields) => DraftFields) => void;
  set: (patch: Partial<DraftFields>) => void;
  account: Account;
}

/**
 * A part that is drawn anew only when one of its fields, or another prop, is another one: a form of sixty controls would not
 * be painted within 50 ms of a key otherwise. The types keep a part from reading a field that it has not named.
 */
export function part<Key extends keyof DraftFields, Props extends PartProps<Key>>(
  keys: readonly Key[],
  Component: ComponentType<Props>,
): ComponentType<Props> {
  return memo(Component, (before, after) => {
    const names = Object.keys(after) as (keyof Props)[];
    return (
      names.every((name) => name === 'f' || before[name] === after[name]) &&
      keys.every((key) => before.f[key] === after.f[key])
    );
  }) as unknown as ComponentType<Props>;
}

/** What lacks, marked from the first try to save on. */
export const Lacking = createContext<ReadonlySet<Problem>>(new Set());

/** The sentence of the first of these problems that there is. */
export function errorOf(lacking: ReadonlySet<Problem>, ...problems: Problem[]): { error?: string } {
  const found = problems.find((p) => lacking.has(p));
  return found === undefined ? {} : { error: t(`messages.missing.${found}`) };
}
