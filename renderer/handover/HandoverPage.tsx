// Handing over in the centre: the end of a shift between agents, and the morning to each account.
import { X } from 'lucide-react';
import { useDeskView } from '../app/desk-store.ts';
import { useSession } from '../app/session-store.ts';
import { t } from '../text/t.ts';
import { IconButton, ToggleChips } from '../ui/index.ts';
import { Morning } from './morning/Morning.tsx';
import { Shift } from './shift/Shift.tsx';
import { ownOf } from './order.ts';
import { useFreshOpen, useOpen } from './store.ts';
import './handover.css';
import './print.css';

const parts = ['shift', 'morning'] as const;
export type HandoverPart = (typeof parts)[number];

export function HandoverPage({ part }: { part: HandoverPart }) {
  useFreshOpen();
  const person = useSession((s) => s.state?.person?.id);
  const open = useOpen((s) => ownOf(s.value?.items ?? [], person).length);
  const { show } = useDeskView.getState();
  return (
    <section className="cl-handover" aria-label={t('handover.title')}>
      <header className="cl-handover-head">
        <h2 className="cl-name">{t('handover.title')}</h2>
        <ToggleChips
          label={t('handover.part')}
          hideLabel
          mustChoose
          value={part}
          onChange={(id) => id !== null && show({ kind: 'handover', part: id })}
          options={parts.map((id) => ({
            id,
            title: id === 'shift' && open > 0 ? t('handover.part.open', { open }) : t(`handover.part.${id}`),
          }))}
        />
        <IconButton icon={X} label={t('handover.close')} onPress={() => show({ kind: 'none' })} />
      </header>
      {part === 'shift' ? <Shift /> : <Morning />}
    </section>
  );
}
