// What everybody must have read: one list, each read here or in its article, and confirmed by name. Never over a call: whoever
// has one comes back to it.
import { BookCheck, CircleCheck } from 'lucide-react';
import { Suspense, useState } from 'react';
import type { ToRead } from '#shared/contract/knowledge.ts';
import { useSession } from '../../app/session-store.ts';
import { sayFailure } from '../../app/say.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { announce, Button, EmptyState, toast, useNow } from '../../ui/index.ts';
import { NoticeWords } from './Band.tsx';
import { readToRead, useToRead } from './to-read-store.ts';

/** Answers whether it is kept. */
export async function acknowledge(of: Pick<ToRead, 'about' | 'id' | 'version'>): Promise<boolean> {
  const { about, id, version } = of;
  const result = await careline.knowledge.acknowledge({ about, id, version }, { sureWithin: 10_000 });
  if (!result.ok) {
    sayFailure(result);
    return false;
  }
  toast({ text: t('knowledge.read.done'), icon: CircleCheck });
  announce(t('knowledge.read.done'));
  await readToRead();
  return true;
}

export function ToReadPage({ onOpen }: { onOpen: (articleId: string) => void }) {
  const items = useToRead((s) => s.items);
  if (items.length === 0)
    return (
      <EmptyState icon={BookCheck} title={t('knowledge.read.none')}>
        {t('knowledge.read.none.what')}
      </EmptyState>
    );
  return (
    <>
      <p className="cl-detail">{t('knowledge.read.what')}</p>
      <ul className="cl-knowledge-list" aria-label={t('knowledge.read.title')}>
        {items.map((item) => (
          <li key={`${item.about} ${item.id}`} className="cl-knowledge-card">
            <Item item={item} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Item({ item, onOpen }: { item: ToRead; onOpen: (articleId: string) => void }) {
  const now = useNow(60_000).toISOString();
  return (
    <>
      <h3>{item.title}</h3>
      <p className="cl-detail-quiet">
        {t(`knowledge.read.${item.about}`, { version: item.version, date: formatDate(item.since, { now }) })}
      </p>
      {item.announcement !== null && (
        <Suspense fallback={null}>
          <NoticeWords of={item.announcement} onOpen={onOpen} />
        </Suspense>
      )}
      <div className="cl-knowledge-acts">
        {item.about === 'article' ? (
          <Button size="small" onPress={() => onOpen(item.id)}>
            {t('knowledge.read.open')}
          </Button>
        ) : (
          <Confirm of={item} />
        )}
      </div>
    </>
  );
}

/** By name: whose word it is stands on it. */
export function Confirm({
  of,
  onDone,
}: {
  of: Pick<ToRead, 'about' | 'id' | 'version'>;
  onDone?: () => void;
}) {
  const name = useSession((s) => s.state?.person?.name ?? '');
  const [busy, setBusy] = useState(false);
  return (
    <Button
      kind="primary"
      icon={BookCheck}
      isPending={busy}
      onPress={() => {
        setBusy(true);
        const page = document.activeElement?.closest('.cl-knowledge-article');
        void acknowledge(of).then((kept) => {
          setBusy(false);
          if (!kept) return;
          onDone?.();
          // The button goes with what it confirmed: whoever pressed it goes on from the head of the page.
          requestAnimationFrame(() => {
            if (document.activeElement === document.body)
              page?.querySelector<HTMLElement>('.cl-knowledge-bar button')?.focus({ preventScroll: true });
          });
        });
      }}
    >
      {t('knowledge.read.confirm', { name })}
    </Button>
  );
}
