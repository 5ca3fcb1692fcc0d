// Nobody is verified: nothing of the record is asked, but what the caller wishes can be taken as a message at once (C19).
import { ShieldQuestion } from 'lucide-react';
import { askFacts } from '../app/ask-facts.ts';
import { useKept } from '../app/kept-words.ts';
import { t } from '../text/t.ts';
import { Button, Icon, useNow } from '../ui/index.ts';
import { names } from './acts.ts';
import { askToBook } from './asking.ts';
import { AsMessage } from './AsMessage.tsx';
import type { Here } from './here.ts';
import { askedDays, dayAt, firstWish, type Wish } from './wish.ts';
import { WishFields } from './WishFields.tsx';

export function Unverified({ here }: { here: Here }) {
  const { rules, zone, contextId, task } = here;
  const today = dayAt(useNow(60_000), zone);
  const [kept, setWish] = useKept<Wish | null>(names(contextId, task).wish, null);
  const [note] = useKept(names(contextId, task).note, '');
  const wish = kept ?? firstWish({ kinds: rules.kinds, clinics: [], usual: null, old: null, heard: {} });
  const days = askedDays(wish, today, rules.horizonDays);
  const kind = rules.kinds.find((k) => k.id === wish.kindId)?.label ?? '';
  return (
    <div className="cl-booking-two">
      <WishFields
        here={here}
        wish={wish}
        onChange={setWish}
        clinics={[]}
        usual={null}
        days={days}
        heard={[]}
      />
      <div className="cl-booking-side">
        <div className="cl-booking-lead">
          <Icon of={ShieldQuestion} size={18} tone="amber" />
          <div>
            <strong>{t('booking.unverified')}</strong>
            <p className="cl-detail">{t('booking.unverified.what')}</p>
          </div>
        </div>
        <div className="cl-booking-acts">
          <Button kind="primary" onPress={askFacts}>
            {t('booking.unverified.go')}
          </Button>
        </div>
        {here.what === 'book' && (
          <AsMessage
            here={here}
            away={false}
            ask={() =>
              askToBook({
                wish,
                days: days.ok ? days : null,
                kind,
                practitioner: '',
                place: '',
                wanted: null,
                note,
              })
            }
          />
        )}
      </div>
    </div>
  );
}
