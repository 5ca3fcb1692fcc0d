// M9 and M10: why they call, in the account's words, and what they said, in their own, with red flags marked in it (M16).
import { ClipboardList, CreditCard, MessageSquareQuote } from 'lucide-react';
import { use, type KeyboardEvent } from 'react';
import { maskCards } from '#shared/domain/pan/index.ts';
import { isMac } from '../../app/use-keys.ts';
import { t } from '../../text/t.ts';
import { announce, Banner, Button, ComboBox, Icon, TextArea } from '../../ui/index.ts';
import { holdsCard } from '../cards-in-notes.ts';
import { roomLeft } from '../fold.ts';
import { withReason } from '../rules.ts';
import { MarkedWords } from './MarkedWords.tsx';
import { Field, Part } from './Part.tsx';
import { errorOf, Lacking, part, type PartProps } from './part.ts';
import { RedFlagBar } from './RedFlagBar.tsx';

/** The fields that it draws. */
const keys = ['reasonCode', 'underlyingWhy', 'verbatim', 'redFlags'] as const;
type Key = (typeof keys)[number];

/** Characters the caller's words have room for. */
const most = 6000;

function Drawn(props: PartProps<Key> & { protocolOpened: boolean; wordsStand: boolean }) {
  const { f, change, set, account, wordsStand } = props;
  const lacking = use(Lacking);
  const left = roomLeft(f.verbatim, most);
  const card = !wordsStand && holdsCard(f.verbatim);
  // What the account wants done for this very reason; what holds for every call stands with the account.
  const instructions = account.handling.filter((each) => each.reasons.some((code) => code === f.reasonCode));
  const mask = (): void => {
    change((now) => ({ ...now, verbatim: maskCards(now.verbatim).text }));
    announce(t('messages.card.words.masked'));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (!card || !event.altKey || event.code !== 'KeyM') return;
    event.preventDefault();
    mask();
  };
  return (
    <Part title={t('messages.part.reason')} icon={MessageSquareQuote}>
      <Field name="reason">
        <ComboBox
          label={t('messages.reason')}
          options={account.reasons.map((r) => ({ id: r.code, title: r.label }))}
          value={account.reasons.find((r) => r.code === f.reasonCode)?.code ?? null}
          onChange={(code) => {
            if (code !== null && code !== f.reasonCode) change((now) => withReason(now, account, code));
          }}
          {...errorOf(lacking, 'reason')}
        />
      </Field>
      <Field name="underlying-why">
        <TextArea
          label={t('messages.underlying-why')}
          optional
          rows={1}
          maxLength={600}
          placeholder={t('messages.underlying-why.hint')}
          value={f.underlyingWhy}
          onChange={(underlyingWhy) => set({ underlyingWhy })}
        />
      </Field>
      {instructions.map((each) => (
        <p key={each.id} className="cl-messages-instruction cl-messages-wide">
          <Icon of={ClipboardList} size={14} />
          <span>
            <strong>{each.title}</strong> {each.text}
          </span>
        </p>
      ))}
      <Field name="verbatim" wide>
        <div onKeyDown={onKeyDown}>
          <MarkedWords
            label={t('messages.verbatim')}
            mark={t(wordsStand ? 'messages.verbatim.stands' : 'messages.verbatim.mark')}
            rows={3}
            maxLength={most}
            isReadOnly={wordsStand}
            placeholder={t('messages.verbatim.hint')}
            value={f.verbatim}
            marks={f.redFlags}
            onChange={(verbatim) => set({ verbatim })}
            {...(left === null ? {} : { hint: t('messages.room-left', { count: left }) })}
            {...errorOf(lacking, 'verbatim')}
          />
        </div>
        {card && (
          <Banner
            tone="amber"
            icon={CreditCard}
            title={t('messages.card.words')}
            action={
              <Button size="small" keys={isMac ? 'Option+M' : 'Alt+M'} onPress={mask}>
                {t('messages.card.words.mask')}
              </Button>
            }
          >
            {t('messages.card.words.what')}
          </Banner>
        )}
      </Field>
      <RedFlagBar {...props} opened={props.protocolOpened} />
    </Part>
  );
}

export const ReasonPart = part(keys, Drawn);
