// What became of it: plainly, with what to say to the caller and what to do next; and the reading back, without which it is not
// done (row 1).
import { CalendarCheck, Check, CircleAlert, Loader } from 'lucide-react';
import { useState } from 'react';
import type { BookingView } from '#shared/contract/booking.ts';
import { readStanding } from '../app/booked.ts';
import { useDeskView } from '../app/desk-store.ts';
import { keptIn, letGo } from '../app/kept-words.ts';
import type { Verified } from '../app/verified.ts';
import { errorText, t } from '../text/t.ts';
import { Button, cx, Icon, Skeleton, useNow } from '../ui/index.ts';
import { lookAndNote } from './act-and-note.ts';
import { type Doing as Running, names, settle } from './acts.ts';
import { askOf } from './ask-of.ts';
import { AsMessage } from './AsMessage.tsx';
import { type Doing, endOf } from './end.ts';
import { useGoOn } from './go-on.ts';
import type { Here } from './here.ts';
import { startOldWords } from './old.ts';
import { ReadBack } from './ReadBack.tsx';
import { differencesOf, endWords, toldOf } from './words.ts';

export function UnderWay({ what }: { what: Running['what'] }) {
  const place = useGoOn<HTMLElement>();
  return (
    <section ref={place} tabIndex={-1} className="cl-booking-wait" role="status">
      <p className="cl-booking-running">
        <Icon of={Loader} size={18} />
        <strong>{t(`booking.doing.${what}`)}</strong>
      </p>
      <p className="cl-detail">{t('booking.doing.what')}</p>
      <Skeleton lines={2} label={t(`booking.doing.${what}`)} />
    </section>
  );
}

export interface EndedProps {
  here: Here;
  patient: Verified;
  view: BookingView;
  /** Back to the form. */
  onForm: () => void;
}

export function Ended({ here, patient, view, onForm }: EndedProps) {
  const { contextId, task, zone } = here;
  const now = useNow(60_000);
  const [asMessage, setAsMessage] = useState(false);
  const about = { contextId, patientId: patient.patientId, task };
  const end = endOf(view);
  const values = toldOf(view, zone, now);
  const { title, what, say } = endWords(end, values);
  const place = useGoOn<HTMLElement>();
  const still = view.readBack?.still.length ?? 0;
  const isDone = view.state === 'done' || view.state === 'settled' || view.state === 'ended';
  function act(doing: Doing): void {
    if (doing === 'again') void lookAndNote(about, view.bookingId, zone);
    else if (doing === 'other-time') onForm();
    else if (doing === 'message') setAsMessage(true);
    else if (doing === 'settle') void settle(about, view.bookingId);
    else if (doing === 'look') {
      if (view.state !== 'running') onForm();
      void readStanding(contextId, patient.patientId);
    } else if (end.undo !== null)
      // An act of its own, with its reason: nothing is taken back in silence.
      useDeskView.getState().openTask({ kind: 'booking', what: 'cancel', visitId: end.undo.visitId });
  }
  const done = (): void => {
    letGo(names(contextId, task).all);
    useDeskView.getState().openTask(null);
  };
  return (
    <section
      ref={place}
      tabIndex={-1}
      className={cx('cl-booking-two cl-booking-ended', view.readBack === null && 'cl-booking-alone')}
      aria-label={title}
    >
      <div className="cl-booking-told">
        <h3 className={`cl-booking-end cl-ink-${end.tone}`} role="status">
          <Icon of={end.tone === 'green' ? CalendarCheck : CircleAlert} size={20} tone={end.tone} />
          <span>{title}</span>
        </h3>
        {what.map((line) => (
          <p key={line} className={end.tone === 'green' ? 'cl-booking-quiet' : undefined}>
            {line}
          </p>
        ))}
        {end.code !== null && (
          <p className="cl-detail">
            {errorText(end.code).sentence} {errorText(end.code).next}
          </p>
        )}
        {differencesOf(view, now).map((line) => (
          <p key={line} className="cl-booking-against cl-tone-red">
            {line}
          </p>
        ))}
        <div className="cl-booking-say">
          <span className="cl-detail">{t('booking.say')}</span>
          <p className="cl-said">{say}</p>
        </div>
        <footer className="cl-booking-acts">
          {end.doings.map((doing, i) => (
            <Button
              key={doing}
              kind={i === 0 && doing !== 'undo' ? 'primary' : 'quiet'}
              onPress={() => act(doing)}
            >
              {t(
                doing === 'again' && view.state === 'ended' ? 'booking.do.again.try' : `booking.do.${doing}`,
              )}
            </Button>
          ))}
          {view.readBack === null && isDone && (
            <Button kind={end.doings.length === 0 ? 'primary' : 'plain'} icon={Check} onPress={done}>
              {t('booking.done')}
            </Button>
          )}
        </footer>
        {asMessage && (
          <AsMessage
            here={here}
            away
            ask={() => askOf(view, keptIn(names(contextId, task).old, startOldWords), here.rules)}
          />
        )}
      </div>
      {view.readBack !== null && (
        <div className="cl-booking-side">
          <ReadBack about={about} view={view} readBack={view.readBack} home={zone} />
          {isDone && (
            <footer className="cl-booking-foot">
              {still > 0 && (
                <span className="cl-detail">{t('booking.read-back.still', { count: still })}</span>
              )}
              <Button kind="primary" icon={Check} isDisabled={still > 0} onPress={done}>
                {t('booking.done')}
              </Button>
            </footer>
          )}
        </div>
      )}
    </section>
  );
}
