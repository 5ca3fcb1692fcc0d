// What the palette offers besides what is fetched: every action of the desk, by its name and key. Pure, so that a test
// sees that nothing that has a key is missing.
import type { Account } from '#shared/domain/accounts/account.ts';
import { actKinds, type ActKind } from '#shared/domain/acts/act.ts';
import type { MessageRow } from '#shared/contract/messages.ts';
import { keysOf, keyTable, type ActionId } from '../app/keys.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import type { PaletteItem } from '../ui/index.ts';

/** Actions without a key of their own. */
export const extraActions = [
  'theme.dark',
  'theme.light',
  'tour',
  'practice',
  'scripts',
  'authoring',
  'reviews',
  'break-glass',
  'proof',
  'incident',
  'secret',
  'leave',
] as const;
export type ExtraAction = (typeof extraActions)[number];
/** Those about privacy have their words beside what they open. */
export const extraTitle = (id: ExtraAction, count = 0): string => {
  switch (id) {
    case 'incident':
    case 'break-glass':
      return t(`access.person.${id}`);
    case 'reviews':
      return t('access.person.reviews', { count });
    default:
      return t(`app.person.${id}`);
  }
};

export interface PaletteDoes {
  action(id: ActionId): void;
  extra(id: ExtraAction): void;
  account(account: Account): void;
  message(messageId: string): void;
}

export function actionEntries(
  isMac: boolean,
  hidden: readonly ExtraAction[],
  does: PaletteDoes,
  /** A real line is there: its actions too. */
  line = false,
  practised = false,
): PaletteItem[] {
  return [
    ...keyTable
      // The way out of practice to the real card stands on no live desk.
      .filter((row) => row.id !== 'palette' && (row.id !== 'real-emergency' || practised))
      .filter((row) => line || !row.line)
      .map((row) => ({
        id: `action:${row.id}`,
        title: t(row.title),
        section: t('palette.section.actions'),
        keys: keysOf(row.id, isMac),
        run: () => does.action(row.id),
      })),
    ...extraActions
      .filter((id) => !hidden.includes(id))
      .map((id) => ({
        id: `action:${id}`,
        title: extraTitle(id),
        section: t('palette.section.actions'),
        run: () => does.extra(id),
      })),
  ];
}

/** Acts at the record, for the caller in hand. */
export const actEntries = (run: (kind: ActKind | 'intake') => void): PaletteItem[] =>
  [...actKinds, 'intake' as const].map((kind) => ({
    id: `act:${kind}`,
    title: kind === 'intake' ? t('intake.open') : t(`acts.name.${kind}`),
    section: t('palette.section.actions'),
    run: () => run(kind),
  }));

export const messageEntries = (rows: readonly MessageRow[], does: PaletteDoes): PaletteItem[] =>
  rows.map((row) => ({
    id: `message:${row.id}`,
    title: row.patientName.trim() || row.callerName,
    section: t('palette.section.messages'),
    detail: t('palette.message.detail', { time: formatTime(row.takenAt), caller: row.callerName }),
    run: () => does.message(row.id),
  }));

export const accountEntries = (accounts: readonly Account[], does: PaletteDoes): PaletteItem[] =>
  accounts.map((account) => ({
    id: `account:${account.id}`,
    title: account.name,
    section: t('palette.section.accounts'),
    detail: t('palette.account.detail'),
    run: () => does.account(account),
  }));
