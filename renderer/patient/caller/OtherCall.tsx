// Wrong-patient guard: while somebody is on the line, a panel that shows another call's or message's person says so.
import { UsersRound } from 'lucide-react';
import { useDeskView } from '../../app/desk-store.ts';
import { contextOf } from '../../calls/steer.ts';
import { useCallsStore } from '../../calls/store.ts';
import { t } from '../../text/t.ts';
import { Banner, Button } from '../../ui/index.ts';
import { otherOnLine } from './who.ts';

export function OtherCall({ contextId }: { contextId: string }) {
  const hand = useCallsStore((s) => otherOnLine(s.calls, contextId));
  const setContext = useDeskView((s) => s.setContext);
  if (hand === null) return null;
  return (
    <div className="cl-caller-other">
      <Banner
        tone="red"
        icon={UsersRound}
        title={t('caller.other.title')}
        action={
          <Button size="small" onPress={() => setContext(contextOf(hand))}>
            {t('caller.other.show')}
          </Button>
        }
      >
        {t('caller.other.text')}
      </Banner>
    </div>
  );
}
