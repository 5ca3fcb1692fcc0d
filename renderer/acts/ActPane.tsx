// An act at the record other than an appointment, in the place of the script: its form, or what became of it. Leaving it loses
// nothing: words stay with the call, what was begun goes on in the desk.
import { ShieldQuestion } from 'lucide-react';
import type { ActView } from '#shared/contract/acts.ts';
import { isActKind } from '#shared/domain/acts/act.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import { useAccount } from '../app/accounts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { useKept } from '../app/kept-words.ts';
import { TaskHead, useTaskPane } from '../app/TaskHead.tsx';
import { useVerified, type Verified } from '../app/verified.ts';
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
        <Button kind="primary" onPress={() => useDeskView.getState().setRightTab('patient')}>
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
  const acts = useActs(about);
  const offered = useOffered(about, here.patient.level)?.find((o) => o.kind === here.kind);
  const [shown, setShown] = useKept<string | null>(at.shown, 'auto');
  const own = acts?.filter((a) => a.kind === here.kind) ?? [];
  const open = shown === 'auto' ? own.find(isOpen) : own.find((a) => a.actId === shown);
  if (open !== undefined)
    return <Ended key={open.actId} here={here} view={open} onNew={() => setShown(null)} />;
  if (offered === undefined) return <Wait />;
  if (offered.against === 'not-verified') return <Unverified more />;
  if (offered.against !== null) {
    const { sentence, next } = errorText(offered.against);
    return <EmptyState title={sentence}>{next}</EmptyState>;
  }
  return (
    <>
      <Before acts={own} onShow={setShown} />
      <Fill here={here} account={here.account} patient={here.patient} offered={offered} />
    </>
  );
}
function Fill({
  here,
  offered,
}: {
  here: Here;
  account: Account;
  patient: Verified;
  offered: Parameters<typeof ActForm>[0]['offered'];
}) {
  const known = useKnown(here);
  return known === null ? <Wait /> : <ActForm here={here} known={known} offered={offered} />;
}
