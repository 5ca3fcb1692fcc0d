// Cancelling: which one, why, the practice's rule about late, and the words to ask with. Nothing is undone by a slip: the button
// says what it ends.
import { CalendarX } from 'lucide-react';
import { useKept } from '../app/kept-words.ts';
import type { Verified } from '../app/verified.ts';
import { t } from '../text/t.ts';
import { Button, Skeleton, useNow } from '../ui/index.ts';
import { cancelAndNote } from './act-and-note.ts';
import { names } from './acts.ts';
import { askToCancel } from './asking.ts';
import { AsMessage } from './AsMessage.tsx';
import { useAwayMeanwhile } from './away.ts';
import type { Here } from './here.ts';
import { oldOf, startOldWords, type OldWords } from './old.ts';
import { OldVisit, PickVisit } from './OldVisit.tsx';
import { useVisits } from './reads.ts';
import { Refused } from './Refused.tsx';
import { visitLine } from './words.ts';

export function CancelForm({ here, patient }: { here: Here; patient: Verified }) {
  const { contextId, task, zone } = here;
  const now = useNow(60_000);
  const visits = useVisits(contextId, patient.patientId);
  const [words, setWords] = useKept<OldWords>(names(contextId, task).old, startOldWords);
  const old = oldOf(visits.value?.visits ?? [], here.visitId ?? words.visitId);
  const away = useAwayMeanwhile(visits);
  const failure = visits.failure ?? away;
  if (failure !== null)
    return (
      <div className="cl-booking-side">
        <Refused failure={failure} onAgain={visits.again} />
      </div>
    );
  if (visits.value === null)
    return (
      <div className="cl-booking-wait">
        <Skeleton lines={4} label={t('booking.reading')} />
      </div>
    );
  return (
    <div className="cl-booking-two">
      <div className="cl-booking-left">
        <OldVisit here={here} found={visits.value} old={old} words={words} onWords={setWords} />
      </div>
      {old === null ? (
        <div className="cl-booking-side">
          <PickVisit
            here={here}
            visits={visits.value.visits}
            onPick={(visitId) => setWords({ ...words, visitId })}
          />
        </div>
      ) : (
        <div className="cl-booking-side">
          <div className="cl-booking-chosen">
            <p className="cl-said">{t('booking.cancel.say', { old: visitLine(old, zone, now) })}</p>
            <footer className="cl-booking-acts">
              <Button
                kind="danger"
                icon={CalendarX}
                onPress={() =>
                  void cancelAndNote(
                    { contextId, patientId: patient.patientId, task },
                    {
                      visitId: old.visitId,
                      start: old.start,
                      reason: words.reason,
                      note: words.note.trim(),
                    },
                    zone,
                  )
                }
              >
                {t('booking.cancel.do')}
              </Button>
            </footer>
          </div>
          <AsMessage here={here} away={false} ask={() => askToCancel(old, words.reason, words.note)} />
        </div>
      )}
    </div>
  );
}
