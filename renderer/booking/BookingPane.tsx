// An appointment in one screen while the caller speaks (product rows 1 to 3), in the place of the script: the form, what is
// under way, or what became of it. Leaving it keeps the words with the call, in this page alone:
// a lock or a reload takes what was not sent; what was begun goes on in the desk.
import { useLayoutEffect, type ReactNode } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { useAccount } from '../app/accounts.ts';
import { leftOf, useStanding } from '../app/booked.ts';
import { useDeskView, type Task } from '../app/desk-store.ts';
import { useKept } from '../app/kept-words.ts';
import { TaskHead, useTaskPane } from '../app/TaskHead.tsx';
import { useVerified } from '../app/verified.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Skeleton, ToggleChips } from '../ui/index.ts';
import { type Doing, names } from './acts.ts';
import { Before } from './Before.tsx';
import { CancelForm } from './CancelForm.tsx';
import { isTaken } from './end.ts';
import { Ended, UnderWay } from './Ended.tsx';
import { FindForm } from './FindForm.tsx';
import { focusPane, useGoOn } from './go-on.ts';
import { takeUnverified } from './hand-over.ts';
import { type Here, hereOf } from './here.ts';
import { Unverified } from './Unverified.tsx';
import './booking.css';
import './told.css';

type What = Extract<Task, { kind: 'booking' }>['what'];
export interface BookingPaneProps {
  /** Call or draft that the patient is verified on. */
  contextId: string;
  accountId: string;
  what: What;
  /** Of the record; null = chosen in the pane. */
  visitId: string | null;
}
const whats = ['book', 'move', 'cancel'] as const;
const open = (what: What, visitId: string | null): void =>
  useDeskView.getState().openTask({ kind: 'booking', what, visitId });

export function BookingPane({ contextId, accountId, what, visitId }: BookingPaneProps) {
  const verified = useVerified(contextId);
  const account = useAccount(accountId);
  const pane = useTaskPane(focusPane);
  return (
    <section
      ref={pane}
      tabIndex={-1}
      className="cl-panel cl-panel-active cl-booking"
      aria-label={t(`booking.title.${what}`)}
    >
      <TaskHead title={t(`booking.title.${what}`)} name={verified?.preferredName}>
        <ToggleChips
          label={t('booking.what')}
          hideLabel
          mustChoose
          options={whats.map((id) => ({ id, title: t(`booking.what.${id}`) }))}
          value={what}
          onChange={(next) => next !== null && next !== what && open(next, next === 'book' ? null : visitId)}
        />
      </TaskHead>
      {account === null ? (
        <div className="cl-booking-wait">
          <Skeleton lines={4} label={t('booking.reading')} />
        </div>
      ) : (
        <Body
          // Another patient, another appointment: nothing of the one before.
          key={verified?.patientId ?? ''}
          here={hereOf({ contextId, accountId, what, visitId }, verified, account)}
        />
      )}
    </section>
  );
}

function Body({ here }: { here: Here }) {
  const { contextId, patient, task, what, visitId } = here;
  const at = names(contextId, task);
  const { bookings } = useStanding(contextId, patient?.patientId ?? null);
  const [shown, setShown] = useKept<string | null>(at.shown, 'auto');
  const [doing] = useKept<Doing | null>(at.doing, null);
  const [failure, setFailure] = useKept<Failure | null>(at.failure, null);
  // Before it is seen, and before times are asked for.
  useLayoutEffect(() => takeUnverified(here));
  if (patient === null) return <Unverified here={here} />;
  if (doing !== null) return <UnderWay what={doing.what} />;
  const open =
    shown === 'auto'
      ? visitId === null
        ? leftOf(bookings ?? []).find((b) => b.what === what)
        : undefined
      : bookings?.find((b) => b.bookingId === shown);
  const taken = open !== undefined && isTaken(open) ? open : null;
  if (open !== undefined && taken === null)
    return (
      <Ended key={open.bookingId} here={here} patient={patient} view={open} onForm={() => setShown(null)} />
    );
  return (
    <Form>
      {failure !== null && (
        <Banner
          tone="amber"
          title={`${t('booking.failed')} ${errorText(failure.code).sentence}`}
          onDismiss={() => setFailure(null)}
        >
          {errorText(failure.code).next}
        </Banner>
      )}
      <Before here={here} bookings={bookings ?? []} onShow={setShown} />
      {what === 'cancel' ? (
        <CancelForm here={here} patient={patient} />
      ) : (
        <FindForm here={here} patient={patient} taken={taken} />
      )}
    </Form>
  );
}

function Form({ children }: { children: ReactNode }) {
  const place = useGoOn<HTMLDivElement>();
  return (
    <div ref={place} className="cl-booking-form">
      {children}
    </div>
  );
}
