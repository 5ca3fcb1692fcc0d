// The emergency card over every screen (F9, product.md 4b and row 18). Everything it draws is in memory when it opens.
import { CircleAlert, Siren, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { emergencyFacts } from '#shared/domain/emergency/numbers.ts';
import type { Lang } from '#shared/domain/script/languages.ts';
import { progress as progressOf } from '#shared/domain/emergency/ticks.ts';
import { useAssist } from '../assist/store.ts';
import { useAccounts } from '../app/accounts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { useCardKeys } from '../app/card-keys.ts';
import { clearSaid, useSaidOverCard } from '../app/say.ts';
import { useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { formatDate } from '../text/format.ts';
import { useProgress } from '../script/state.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Chip, Icon, Timer, useNow } from '../ui/index.ts';
import { isPending, newBoard, shown, ticksOf, type Board } from './board.ts';
import { CallOver } from './CallOver.tsx';
import { CallerWaits, CallStrip } from './CallStrip.tsx';
import { loadCard, useCardStore } from './card.ts';
import { Clinician } from './Clinician.tsx';
import { EndAsk } from './EndAsk.tsx';
import { Groups } from './Groups.tsx';
import { Heard, heardGroups } from './Heard.tsx';
import { Help } from './Help.tsx';
import { numbersInForce } from './numbers.ts';
import { Numbers } from './Numbers.tsx';
import { Place } from './Place.tsx';
import { usePlaceWritten } from './place-written.ts';
import { pressOf } from './press.ts';
import { Instruction, Protocol } from './Protocol.tsx';
import {
  again,
  carryTo,
  clearPage,
  openBoard,
  pageBoard,
  pressGroup,
  pressTick,
  refreshBoard,
  useBoards,
} from './store.ts';
import { useHoldFocus } from './use-hold-focus.ts';
import { useProtocol } from './use-protocol.ts';
import './numbers.css';
import './emergency.css';
import './place.css';
import './heard.css';
import './narrow.css';

export function EmergencyCardView() {
  const open = useDeskView((s) => s.emergencyOpen);
  // Read ahead, while nobody needs it.
  useAccounts();
  useEffect(() => void loadCard(), []);
  useProtocol(useDeskView((s) => s.contextId));
  return open ? <Opened /> : <EndAsk over />;
}

function Opened() {
  const { card } = useCardStore();
  const contextId = useDeskView((s) => s.contextId);
  const accountId = useDeskView((s) => s.accountId);
  const close = (): void => useDeskView.getState().setEmergency(false);
  const { accounts } = useAccounts();
  const now = useNow(60_000).toISOString();
  const board = useBoards((s) => s.by[contextId ?? pageBoard]) ?? newBoard(now);
  useEffect(() => void openBoard(contextId), [contextId]);
  useTopic(careline.emergency.changed, ({ ids, resync }) => {
    if (contextId !== null && (resync === true || ids.includes(contextId))) void refreshBoard(contextId);
  });
  // In the language that the call's script is spoken in, until another is chosen here.
  const spoken = useProgress(contextId ?? '').lang;
  const [chosen, setLang] = useState<Lang | null>(null);
  const lang = chosen ?? spoken;
  const box = useRef<HTMLElement>(null);
  useHoldFocus(box, close);

  const account =
    accounts.find((a) => a.id === accountId) ?? (accounts.length === 1 ? accounts[0] : null) ?? null;
  const sets = numbersInForce(accounts, account);
  const numbers = sets.length === 1 ? sets[0]?.numbers : undefined;
  const facts = numbers === undefined ? {} : emergencyFacts(numbers);
  const state = shown(card, board);
  const progress = progressOf(card, state);
  const heard = useAssist(contextId);
  const group = card.groups.find((g) => g.id === state.groupId) ?? null;
  const pending = (stepId: string): boolean => contextId !== null && isPending(board, stepId);
  const tick = (stepId: string, on: boolean): void => pressTick(contextId, stepId, on);
  const isOpen = useSession((s) => s.state?.phase === 'open');
  const draftId = useDeskView((s) => s.draftId);
  const written = usePlaceWritten(contextId, draftId);
  const placeLacks = isOpen && !written;
  const [byHand, setByHand] = useState<string | null>(null);
  const [placeAsked, setPlaceAsked] = useState(0);
  const openStep = byHand ?? progress.nextStepId;
  // A step that is done gives way to the next one.
  const tickStep = (stepId: string, on: boolean): void => {
    if (on) setByHand(null);
    tick(stepId, on);
  };
  const { within } = useCardKeys({
    choose(digit) {
      const lacks = placeLacks ? card.placeStepId : null;
      const press = pressOf(progress.steps, digit, { open: openStep, byHand, lacks });
      if (press === null) return false;
      if (press.kind !== 'open') tickStep(press.stepId, press.kind === 'tick');
      else {
        setByHand(press.stepId);
        if (press.stepId === card.placeStepId) setPlaceAsked((n) => n + 1);
      }
      return true;
    },
    over: true,
  });

  return (
    <section
      ref={box}
      role="dialog"
      aria-modal="true"
      aria-label={t('emergency.title')}
      tabIndex={-1}
      className="cl-em"
      {...within}
    >
      <div className="cl-em-top">
        <Icon of={Siren} size={22} />
        <div className="cl-em-top-words">
          <h1 className="cl-name">{t('emergency.title')}</h1>
          <p className="cl-em-source">
            {card.review === 'draft' ? (
              <Chip tone="amber">{t('emergency.draft')}</Chip>
            ) : (
              <Chip tone="green">{t('emergency.reviewed', { by: card.reviewedBy ?? '' })}</Chip>
            )}
            <span className="cl-detail">
              {t('emergency.source', {
                version: card.version,
                author: card.author,
                date: formatDate(card.date, { now }),
              })}
            </span>
          </p>
        </div>
        <CallStrip />
        <span className="cl-em-open">
          <span className="cl-detail">{t('emergency.open')}</span>
          <Timer since={state.openedAt} size="large" tone="red" label={t('emergency.timer')} />
        </span>
        <Button icon={X} keys="Esc" onPress={close}>
          {t(contextId === null ? 'emergency.close.page' : 'emergency.close')}
        </Button>
      </div>
      <Said />
      <Kept contextId={contextId} board={board} />
      <EndAsk />
      <CallOver contextId={contextId} />
      <CallerWaits />
      <div className="cl-em-first">
        <Help
          confirmedAt={progress.help.confirmedAt}
          dialledAt={progress.help.dialledAt}
          pending={pending(progress.help.stepId)}
          onTick={(on) => tick(progress.help.stepId, on)}
        />
        {contextId !== null && isOpen && <Heard key={contextId} callId={contextId} view={heard} />}
      </div>
      <div className="cl-em-body">
        <Groups
          card={card}
          chosen={state.groupId}
          heard={heardGroups(heard)}
          onChoose={(id) => pressGroup(contextId, id)}
        />
        <div className="cl-em-middle">
          {group && <Instruction group={group} facts={facts} />}
          <Protocol
            progress={progress}
            facts={facts}
            pending={pending}
            onTick={tickStep}
            open={openStep}
            onOpen={setByHand}
            placeLacks={placeLacks}
            lang={lang}
            onLang={setLang}
            placeStepId={card.placeStepId}
            place={<Place key={contextId} contextId={contextId} asked={placeAsked} />}
          />
        </div>
        <div className="cl-em-right">
          <Numbers sets={sets} action={group?.action ?? null} own={accounts.length === 0} />
          <Clinician
            account={account}
            accounts={accounts}
            calledAt={progress.clinician.calledAt}
            pending={pending(progress.clinician.stepId)}
            onTick={(on) => tick(progress.clinician.stepId, on)}
          />
        </div>
      </div>
    </section>
  );
}

/** What a key or a button could not do, in the card's own line: nothing lies over the card. */
function Said() {
  const said = useSaidOverCard((s) => s.text);
  useEffect(() => clearSaid, []);
  if (said === null) return null;
  return (
    <p className="cl-em-page">
      <Icon of={CircleAlert} size={15} />
      <strong>{said}</strong>
    </p>
  );
}

/** Where the ticks are kept, when that is not plainly on the call or message. */
function Kept({ contextId, board }: { contextId: string | null; board: Board }) {
  const loose = useBoards((s) => ticksOf(s.by[pageBoard]));
  if (contextId === null)
    return (
      <p className="cl-em-page">
        <Icon of={CircleAlert} size={15} />
        <span>
          <strong>{t('emergency.page')}</strong> {t('emergency.page.what')}
        </span>
      </p>
    );
  if (board.failed !== null)
    return (
      <Banner
        tone="amber"
        title={t('emergency.failed')}
        action={
          <Button size="small" onPress={() => void again(contextId)}>
            {t('emergency.again')}
          </Button>
        }
      >
        {errorText(board.failed).sentence} {t('emergency.failed.what')}
      </Banner>
    );
  if (loose === 0) return null;
  return (
    <Banner
      tone="amber"
      spoken={false}
      title={t('emergency.loose', { count: loose })}
      action={
        <>
          <Button size="small" onPress={() => carryTo(contextId)}>
            {t('emergency.loose.carry')}
          </Button>
          <Button size="small" kind="plain" onPress={clearPage}>
            {t('emergency.loose.clear')}
          </Button>
        </>
      }
    >
      {t('emergency.loose.what')}
    </Banner>
  );
}
