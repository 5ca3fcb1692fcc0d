// The bar under the words that were marked: which group of red flags, the way to the protocol, and setting it aside with a
// reason. The urgency went up and stays up, whatever is chosen here (O4).
import { Flag, Siren } from 'lucide-react';
import { use, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { isCallMark } from '#shared/domain/redflags/call-marks.ts';
import { isRedFlagGroup, onCard } from '#shared/domain/redflags/index.ts';
import { useDeskView } from '../../app/desk-store.ts';
import { keysOf } from '../../app/keys.ts';
import { deskNow, useSession } from '../../app/session-store.ts';
import { isMac } from '../../app/use-keys.ts';
import { pageBoard, pressGroup, useBoards } from '../../emergency/store.ts';
import { t } from '../../text/t.ts';
import { Button, Icon, TextField } from '../../ui/index.ts';
import { groupTitle, groupTitles, whyWords } from '../flag-words.ts';
import { dismissAll, groupsOf, openMarks } from '../marks.ts';
import { FieldProblem } from './FieldProblem.tsx';
import { Field } from './Part.tsx';
import { errorOf, Lacking, type PartProps } from './part.ts';

/** Shorter than this says nothing to whoever reads it later. */
const shortest = 3;

export interface RedFlagBarProps extends Pick<PartProps<'redFlags'>, 'f' | 'change'> {
  opened: boolean;
}

export function RedFlagBar({ f, change, opened }: RedFlagBarProps) {
  const lacking = use(Lacking);
  const bar = useRef<HTMLDivElement>(null);
  const open = openMarks(f.redFlags);
  const asks = open.length > 0 && !opened;
  const asked = useRef(asks);
  const done = useRef<HTMLParagraphElement>(null);
  // It comes up below the line that is being typed: brought into view, the focus stays in the words.
  useEffect(() => {
    // Dismissed: the field that had the focus is gone, and what was decided stands in its place.
    if (!asks && asked.current && document.activeElement === document.body) done.current?.focus();
    if (asks && !asked.current) bar.current?.scrollIntoView({ block: 'nearest' });
    asked.current = asks;
  }, [asks]);
  if (f.redFlags.length === 0) return null;
  return (
    <Field name="red-flags" wide>
      {asks ? (
        <div ref={bar} className="cl-messages-flag-place">
          <Open marks={open} change={change} />
        </div>
      ) : (
        <p ref={done} tabIndex={-1} className="cl-messages-flag-done">
          <Icon of={Flag} size={14} />
          <span>
            {opened && open.length > 0
              ? t('messages.flag.opened', { groups: groupTitles(groupsOf(open)) })
              : t('messages.flag.dismissed', {
                  groups: groupTitles(groupsOf(f.redFlags)),
                  why: whyWords(f.redFlags[0]?.dismissed?.why ?? ''),
                  by: f.redFlags[0]?.dismissed?.by ?? '',
                })}
          </span>
        </p>
      )}
      <FieldProblem {...errorOf(lacking, 'red-flag-open')} />
    </Field>
  );
}

/** The card opens at the group of the marked words, unless a person has chosen one on it already. */
function openProtocol(marks: DraftFields['redFlags']): void {
  const { contextId, setEmergency } = useDeskView.getState();
  const group = groupsOf(marks).find(isRedFlagGroup);
  const board = useBoards.getState().by[contextId ?? pageBoard];
  const chosen = board?.confirmed?.groupId ?? board?.pending.find((each) => each.kind === 'group') ?? null;
  if (group !== undefined && chosen === null) pressGroup(contextId, onCard[group].cardGroup);
  setEmergency(true);
}

function Open({ marks, change }: { marks: DraftFields['redFlags'] } & Pick<PartProps, 'change'>) {
  const [why, setWhy] = useState<string | null>(null);
  const ask = useRef<HTMLButtonElement>(null);
  const by = useSession((s) => s.state?.person?.name ?? '');
  const inWords = marks.some((m) => m.end > m.start);
  const ready = why !== null && why.trim().length >= shortest;
  const dismiss = (): void => {
    if (why === null || !ready) return;
    const dismissed = { why: why.trim(), at: deskNow().toISOString(), by };
    change((now) => ({ ...now, redFlags: dismissAll(now.redFlags, dismissed) }));
    setWhy(null);
  };
  const keep = (): void => {
    flushSync(() => setWhy(null));
    ask.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (why === null) return;
    if (event.key === 'Escape') keep();
    else if (
      event.key === 'Enter' &&
      event.target instanceof HTMLInputElement &&
      !event.nativeEvent.isComposing
    )
      dismiss();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="cl-messages-flag" role="group" aria-label={t('messages.flag')} onKeyDown={onKeyDown}>
      <Icon of={Siren} size={18} tone="red" />
      <div className="cl-messages-flag-text">
        <p>
          <strong>{t('messages.flag.title', { groups: groupTitles(groupsOf(marks)) })}</strong>
        </p>
        <p>
          {inWords
            ? t('messages.flag.what')
            : t(marks.every(isCallMark) ? 'messages.flag.what.call' : 'messages.flag.what.stated', {
                words: marks.map((m) => (m.words === '' ? groupTitle(m.group) : m.words)).join('”, “'),
              })}
        </p>
        <p className="cl-detail">{t('messages.flag.draft')}</p>
      </div>
      <div className="cl-messages-flag-end">
        <Button
          kind="danger"
          icon={Siren}
          keys={keysOf('emergency', isMac)}
          onPress={() => openProtocol(marks)}
        >
          {t('messages.flag.protocol')}
        </Button>
        {why === null && (
          <Button ref={ask} kind="plain" size="small" onPress={() => setWhy('')}>
            {t('messages.flag.dismiss')}
          </Button>
        )}
      </div>
      {why !== null && (
        <div className="cl-messages-flag-why" data-own-enter>
          <TextField
            label={t('messages.flag.why')}
            autoFocus
            maxLength={300}
            placeholder={t('messages.flag.why.hint')}
            value={why}
            onChange={setWhy}
            hint={t('messages.flag.why.stays')}
          />
          <Button isDisabled={!ready} onPress={dismiss}>
            {t('messages.flag.dismiss.do')}
          </Button>
          <Button kind="plain" onPress={keep}>
            {t('messages.flag.dismiss.not')}
          </Button>
        </div>
      )}
    </div>
  );
}
