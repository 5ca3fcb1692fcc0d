// A callback or task that was chosen: what was promised, the number to dial, and that it is done.
import { Check, X } from 'lucide-react';
import type { WorkItem } from '#shared/contract/work.ts';
import { say, sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { formatPhone, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, IconButton, toast } from '../ui/index.ts';

async function mark(item: WorkItem, on: boolean): Promise<void> {
  const result = await careline.work.done({ id: item.id, on }, { sureWithin: 10_000 });
  if (!result.ok) sayFailure(result);
  else if (on)
    toast({
      text: t('work.done.said', { title: item.title }),
      icon: Check,
      onUndo: () => void mark(item, false),
    });
  else say(item.title);
}

export function ItemCard({ item, onClose }: { item: WorkItem; onClose: () => void }) {
  return (
    <section className="cl-work-item" aria-label={item.title}>
      <div className="cl-work-item-head">
        <strong>{item.title}</strong>
        <IconButton icon={X} size="small" label={t('work.close')} onPress={onClose} />
      </div>
      <p className="cl-detail">{item.detail}</p>
      <div className="cl-work-item-head">
        {item.number !== null && <span className="cl-mono">{formatPhone(item.number)}</span>}
        {item.dueAt !== null && (
          <span className="cl-detail">{t('work.due.at', { time: formatTime(item.dueAt) })}</span>
        )}
        <Button
          size="small"
          icon={Check}
          onPress={() => {
            onClose();
            void mark(item, true);
          }}
        >
          {t('work.done')}
        </Button>
      </div>
    </section>
  );
}
