// Ctrl+K: people, articles, messages, accounts and every action, by typing.
import { BookOpen, Building2, MessageSquareText, UserRound, Zap } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '#shared/domain/accounts/account.ts';
import { useAccounts } from '../app/accounts.ts';
import { useDeskSlots } from '../app/slots.ts';
import { pressTask } from '../app/task-pressed.ts';
import { useDeskView } from '../app/desk-store.ts';
import type { ActionId } from '../app/keys.ts';
import { say, sayFailure } from '../app/say.ts';
import { useSession } from '../app/session-store.ts';
import { isMac } from '../app/use-keys.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { CommandPalette, type PaletteItem } from '../ui/index.ts';
import { useLineLive } from '../telephony/store.ts';
import { useWork } from '../work/store.ts';
import { accountEntries, actEntries, actionEntries, messageEntries, type ExtraAction } from './entries.ts';
import { isName, useSearch } from './search.ts';

export interface PaletteProps {
  onClose: () => void;
  action: (id: ActionId) => void;
  extra: (id: ExtraAction) => void;
  /** Extra actions that make no sense now: the theme that shows already, what is only there in a demo. */
  hidden: readonly ExtraAction[];
}

async function choosePerson(patientId: string): Promise<void> {
  const { contextId, setRightTab } = useDeskView.getState();
  setRightTab('patient');
  if (contextId === null) return;
  const result = await careline.patient.choose({ contextId, patientId }, { sureWithin: 5000 });
  if (!result.ok) sayFailure(result);
}

function chooseAccount(account: Account): void {
  useDeskView.getState().setContext({ accountId: account.id });
  say(t('palette.account.chosen', { name: account.name }));
}

export default function Palette({ onClose, action, extra, hidden }: PaletteProps) {
  const [query, setQuery] = useState('');
  const { messages } = useWork();
  const { accounts } = useAccounts();
  const line = useLineLive();
  const contextId = useDeskView((s) => s.contextId);
  const practised = useDeskSlots() !== null;
  const role = useSession((s) => s.state?.person?.role);
  const found = useSearch(query, contextId !== null && role !== 'trainer');
  const does = {
    action,
    extra,
    account: chooseAccount,
    message: (messageId: string) => useDeskView.getState().show({ kind: 'message', messageId }),
  };
  const text = query.trim();
  // What was fetched fits what was typed by the desk's own search: its words make the box keep it.
  const people = found.people.map((person) => ({
    id: `person:${person.patientId}`,
    title: person.preferredName,
    section: t('palette.section.people'),
    detail:
      person.language === null
        ? t('palette.person.detail')
        : t('palette.person.detail.language', { language: person.language }),
    icon: UserRound,
    words: query,
    run: () => void choosePerson(person.patientId),
  }));
  const articles = found.articles.map((article) => ({
    id: `article:${article.id}`,
    title: article.title,
    section: t('palette.section.articles'),
    detail: `${article.source.name} · ${t(`palette.article.state.${article.state}`)}`,
    icon: BookOpen,
    words: query,
    run: () => useDeskView.getState().openArticle(article.id),
  }));
  // Without a call or message a person can't be opened: said last, so that Enter takes what was found.
  const look: PaletteItem[] =
    contextId === null && isName(text)
      ? [
          {
            id: 'person:look',
            title: t('palette.person.first', { name: text }),
            section: t('palette.section.people'),
            detail: t('palette.person.first.detail'),
            icon: UserRound,
            words: query,
            run: () => useDeskView.getState().setRightTab('patient'),
          },
        ]
      : [];
  const acts = contextId === null ? [] : actEntries((act) => void pressTask({ kind: 'act', act }));
  const actions = [...actionEntries(isMac, hidden, does, line, practised), ...acts].map((item) => ({
    ...item,
    icon: Zap,
  }));
  const kept = [
    ...messageEntries(messages, does).map((item) => ({ ...item, icon: MessageSquareText })),
    ...accountEntries(accounts, does).map((item) => ({ ...item, icon: Building2 })),
  ];
  return (
    <CommandPalette
      isOpen
      onClose={onClose}
      onQuery={setQuery}
      placeholder={t('palette.placeholder')}
      items={text === '' ? [...actions, ...kept] : [...actions, ...people, ...articles, ...kept, ...look]}
    />
  );
}
