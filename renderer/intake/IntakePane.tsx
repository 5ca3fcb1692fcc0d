// A new patient in the place of the script (row 21): what they say, who on file may be the same, then one record or a message
// to intake. Leaving it keeps the words with the call, in this page alone: a lock or a reload takes what was not sent.
import { MessageSquarePlus, SearchCheck, UserRoundPlus } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import type { Account } from '#shared/domain/accounts/account.ts';
import { problemsOf } from '#shared/domain/finding/intake.ts';
import { isDialable, shownNumber } from '#shared/domain/phone/phone.ts';
import { todayIn } from '#shared/domain/time/age.ts';
import { useAccount } from '../app/accounts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { TaskHead, useTaskPane } from '../app/TaskHead.tsx';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Skeleton, useNow } from '../ui/index.ts';
import { anotherTry, create, look, toMessage, tryIt, useIntake, type Words } from './doing.ts';
import { Duplicates } from './Duplicates.tsx';
import { Created, NotCreated, SavedAsMessage } from './Ended.tsx';
import { Form } from './Form.tsx';
import { stepOf } from './step.ts';
import './intake.css';

export interface IntakePaneProps {
  /** Call or draft in hand. */
  contextId: string;
  accountId: string;
}

export function IntakePane({ contextId, accountId }: IntakePaneProps) {
  const account = useAccount(accountId);
  const pane = useTaskPane();
  return (
    <section
      ref={pane}
      tabIndex={-1}
      className="cl-panel cl-panel-active cl-intake"
      aria-label={t('intake.title')}
    >
      <TaskHead title={t('intake.title')} />
      {account === null ? (
        <div className="cl-intake-fields">
          <Skeleton lines={4} label={t('intake.reading')} />
        </div>
      ) : (
        <Body contextId={contextId} account={account} />
      )}
    </section>
  );
}

function Body({ contextId, account }: { contextId: string; account: Account }) {
  const { words, set } = useIntake(contextId);
  const number = useDeskView((s) => s.number);
  const { person, outcome, saved } = words;
  // The number that rings is where most are reached; it is read back all the same.
  const fillIn = useEffectEvent(() => {
    if (person.phone === '' && number !== null && isDialable(number)) set({ phone: shownNumber(number) });
  });
  // Once: who takes it out has another one.
  useEffect(() => fillIn(), []);
  const today = todayIn(account.zone, useNow(60_000).toISOString());
  const problems = problemsOf(person, today, isDialable);
  if (saved !== null) return <SavedAsMessage contextId={contextId} saved={saved} />;
  if (outcome?.kind === 'created') return <Created contextId={contextId} outcome={outcome} words={words} />;
  return (
    <>
      <div className="cl-intake-fields">
        <Form contextId={contextId} today={today} problems={problems} />
        {words.looked !== null && (
          <Duplicates
            contextId={contextId}
            looked={words.looked}
            said={words.notSame}
            busy={words.busy !== null}
          />
        )}
        {words.looked?.mayCreate === 'no' && (
          <NotCreated outcome={{ kind: 'message', why: 'unsupported', code: null }} />
        )}
        {outcome !== null && <NotCreated outcome={outcome} />}
        {words.failure !== null && (
          <Banner tone="amber" title={`${t('intake.look.failed')} ${errorText(words.failure.code).sentence}`}>
            {t('intake.look.failed.what')}
          </Banner>
        )}
      </div>
      <Foot contextId={contextId} accountId={account.id} words={words} lacking={problems.length > 0} />
    </>
  );
}

/** To the first field that lacks something: into sight, and the keys with it. */
function toLacking(): void {
  const field = document.querySelector<HTMLElement>(
    '.cl-intake-fields [aria-invalid="true"], .cl-intake-lacking :is(input, button)',
  );
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}

interface FootProps {
  contextId: string;
  accountId: string;
  words: Words;
  lacking: boolean;
}
function Foot({ contextId, accountId, words, lacking }: FootProps) {
  const isDraft = useDeskView((s) => s.centre.kind === 'draft');
  const step = stepOf(words);
  const open = words.looked?.possible.some((p) => words.notSame[p.patientId] === undefined) === true;
  const isPending = words.busy !== null;
  const message = (): void => void toMessage(contextId, accountId, isDraft ? contextId : null);
  const whole = (run: () => Promise<void>) => (): void => {
    if (!lacking) return void run();
    tryIt(contextId);
    // Once it is marked: what is lacking may lie below the edge.
    requestAnimationFrame(() => requestAnimationFrame(toLacking));
  };
  return (
    <footer className="cl-task-foot">
      <span className="cl-detail">
        {step === 'look'
          ? t('intake.look.first')
          : step === 'create'
            ? t(open ? 'intake.create.open' : 'intake.create.what')
            : ''}
      </span>
      {step === 'message' && (
        <Button kind="plain" size="small" isPending={isPending} onPress={whole(() => look(contextId))}>
          {t('intake.again')}
        </Button>
      )}
      <Button
        kind={step === 'message' ? 'primary' : 'plain'}
        {...(step === 'message' ? {} : { size: 'small' as const })}
        icon={MessageSquarePlus}
        isPending={isPending}
        onPress={message}
      >
        {t('intake.message')}
      </Button>
      {step === 'look' && (
        <Button
          kind="primary"
          icon={SearchCheck}
          isPending={isPending}
          onPress={whole(() => look(contextId))}
        >
          {t('intake.look')}
        </Button>
      )}
      {step === 'create' && (
        <Button
          kind="primary"
          icon={UserRoundPlus}
          isDisabled={open}
          isPending={isPending}
          onPress={whole(() => create(contextId))}
        >
          {t('intake.create')}
        </Button>
      )}
      {step === 'again' && (
        <Button
          kind="primary"
          isPending={isPending}
          onPress={whole(async () => {
            anotherTry(contextId);
            await create(contextId);
          })}
        >
          {t('intake.again')}
        </Button>
      )}
    </footer>
  );
}
