// An act at the record other than an appointment, in the place of the script: its form, or what became of it. Leaving it loses
// nothing: words stay with the call, what was begun goes on in the desk.
import { ShieldQuestion } from 'lucide-react';
import type { ActView, OfferedAct } from '#shared/contract/acts.ts';
import { isActKind } from '#shared/domain/acts/act.ts';
import type { Failure } from '#shared/domain/result.ts';
import { askFacts } from '../app/ask-facts.ts';
import { useAccount } from '../app/accounts.ts';
import { useKept } from '../app/kept-words.ts';
import { TaskHead, useTaskPane } from '../app/TaskHead.tsx';
import { useVerified } from '../app/verified.ts';
import { errorText, t } from '../text/t.ts';
import { Button, EmptyState, Skeleton } from '../ui/index.ts';
import { ActForm } from './ActForm.tsx';
import { Before } from './Before.tsx';
import { namesOf } from './doing.ts';
import { Ended } from './Ended.tsx';
import { aboutOf, type Here, hereOf } from './here.ts';
import { useActs, useOffered } from './standing.ts';
import { useKnown } from './use-known.ts';
import { nameOf } from './words.ts';
import './acts.css';

export interface ActPaneProps {
  /** Call or draft that the patient is verified on. */
  contextId: string;
  accountId: string;
  /** A kind of act; what is none is said to be none. */
  act: string;
}

export function ActPane({ contextId, accountId, act }: ActPaneProps) {
  const verified = useVerified(contextId);
  const account = useAccount(accountId);
  const pane = useTaskPane();
  const known = isActKind(act);
  const title = known ? nameOf(act) : t('acts.label');
  return (
    <section ref={pane} tabIndex={-1} className="cl-panel cl-panel-active cl-acts" aria-label={title}>
      <TaskHead title={title} name={verified?.preferredName} />
      {!known ? (
        <EmptyState title={t('acts.none')}>{t('acts.none.what')}</EmptyState>
      ) : verified === null ? (
        <Unverified />
      ) : account === null ? (
        <Wait />
      ) : (
        <Body key={`${verified.patientId} ${act}`} here={hereOf(contextId, account, act, verified)} />
      )}
    </section>
  );
}
const Wait = () => (
  <div className="cl-acts-fields">
    <Skeleton lines={4} label={t('acts.reading')} />
  </div>
);

/** Nobody is verified, or not enough: what was said can always be taken as a message (C19). */
function Unverified({ more = false }: { more?: boolean }) {
  return (
    <EmptyState
      icon={ShieldQuestion}
      title={t(more ? 'acts.more' : 'acts.unverified-caller')}
      action={
        <Button kind="primary" onPress={askFacts}>
          {t('acts.unverified-caller.go')}
        </Button>
      }
    >
      {t(more ? 'acts.more.what' : 'acts.unverified-caller.what')}
    </EmptyState>
  );
}
/** Waits, or somebody has to look: shown first when the pane is opened again. */
const isOpen = (a: ActView): boolean =>
  ['queued', 'sending', 'refused', 'conflict', 'open'].includes(a.state);

function Body({ here }: { here: Here }) {
  const at = namesOf(here.form);
  const about = aboutOf(here);
  const standing = useActs(about);
  const all = useOffered(about, here.patient.level);
  const acts = standing.value;
  const offered = all.value?.find((o) => o.kind === here.kind);
  const [shown, setShown] = useKept<string | null>(at.shown, 'auto');
  const own = acts?.filter((a) => a.kind === here.kind) ?? [];
  const open = shown === 'auto' ? own.find(isOpen) : own.find((a) => a.actId === shown);
  if (open !== undefined)
    return <Ended key={open.actId} here={here} view={open} onNew={() => setShown(null)} />;
  // What was done already has to be known before the same is asked for again.
  const unread = [standing, all].find((read) => read.value === null && read.failure !== null);
  if (unread?.failure) return <Unread failure={unread.failure} onAgain={unread.again} />;
  if (acts === null || offered === undefined) return <Wait />;
  if (offered.against === 'not-verified') return <Unverified more />;
  if (offered.against !== null) {
    const { sentence, next } = errorText(offered.against);
    return <EmptyState title={sentence}>{next}</EmptyState>;
  }
  return (
    <>
      <Before acts={own} onShow={setShown} />
      <Fill here={here} offered={offered} />
    </>
  );
}
/** The desk did not say what stands or what can be done: why, and once more. */
function Unread({ failure, onAgain }: { failure: Failure; onAgain: () => void }) {
  const { sentence, next } = errorText(failure.code);
  return (
    <EmptyState
      title={sentence}
      action={
        <Button kind="primary" onPress={onAgain}>
          {t('acts.again')}
        </Button>
      }
    >
      {next}
    </EmptyState>
  );
}
function Fill({ here, offered }: { here: Here; offered: OfferedAct }) {
  const standing = useKnown(here);
  if (standing === null) return <Wait />;
  const { known, reading, take } = standing;
  return (
    <>
      {(reading || take !== null) && (
        <p className="cl-acts-late cl-detail" role="status">
          {t(take === null ? 'acts.record.reading' : 'acts.record.late')}{' '}
          {take !== null && (
            <Button size="small" onPress={take}>
              {t('acts.record.take')}
            </Button>
          )}
        </p>
      )}
      <ActForm here={here} known={known} offered={offered} />
    </>
  );
}
