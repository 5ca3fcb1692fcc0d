// The foot of the list of messages: when the morning's hand-over is and how much is in it; opens the page.
import { Sunrise, TriangleAlert } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useAccounts } from '../app/accounts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { formatTimeBoth } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Icon } from '../ui/index.ts';
import { useBatches, useFreshBatches } from './store.ts';
import './handover.css';

export function MorningFoot() {
  useFreshBatches();
  const { accounts } = useAccounts();
  const value = useBatches((s) => s.value);
  const batches = (value?.accounts ?? []).filter((each) => each.total > 0);
  const first = batches.toSorted((a, b) => a.at.localeCompare(b.at))[0];
  const zone = accounts.find((each) => each.id === first?.accountId)?.zone;
  const total = batches.reduce((sum, each) => sum + each.total, 0);
  const unsent = batches.reduce((sum, each) => sum + each.unsent, 0);
  const said =
    first === undefined
      ? t('handover.foot.none')
      : t('handover.foot', { time: formatTimeBoth(first.at, zone), total });
  return (
    <AriaButton
      className="cl-handover-foot"
      onPress={() => useDeskView.getState().show({ kind: 'handover', part: 'morning' })}
    >
      <Icon of={unsent > 0 ? TriangleAlert : Sunrise} size={15} tone={unsent > 0 ? 'amber' : undefined} />
      <span>{unsent > 0 ? t('handover.foot.unsent', { said, unsent }) : said}</span>
    </AriaButton>
  );
}
