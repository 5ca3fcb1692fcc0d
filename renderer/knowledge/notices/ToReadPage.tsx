// What everybody must have read: one list, each read here or in its article, and confirmed by name. Never over a call: whoever
// has one comes back to it.
import { BookCheck, CircleCheck } from 'lucide-react';
import { Suspense, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { ToRead } from '#shared/contract/knowledge.ts';
import { useSession } from '../../app/session-store.ts';
import { sayFailure } from '../../app/say.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { announce, Button, EmptyState, toast, useNow } from '../../ui/index.ts';
import { NoticeWords } from './Band.tsx';
import { readToRead, useToRead } from './to-read-store.ts';

async function acknowledge(of: Pick<ToRead, 'about' | 'id' | 'version'>): Promise<void> {
  const { about, id, version } = of;
  const result = await careline.knowledge.acknowledge({ about, id, version }, { sureWithin: 10_000 });
  if (!result.ok) return sayFailure(result);
  toast({ text: t('knowledge.read.done'), icon: CircleCheck });
  announce(t('knowledge.read.done'));
  await readToRead();
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

/** Of what is left in the list, else the way back. */
const nextIn = (page: Element): HTMLElement | null =>
  page.querySelector<HTMLElement>('.cl-knowledge-card .cl-knowledge-acts button') ??
  page.querySelector<HTMLElement>('.cl-knowledge-bar button');

/** The button goes with what it confirmed: whoever pressed it goes on with the next text, else from the head of the page. */
function useGoOn(): RefObject<HTMLButtonElement | null> {
  const at = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const button = at.current;
    return () => {
      // Before it is taken out: afterwards nobody knows whether it had the focus.
      const page = button === document.activeElement ? button?.closest('.cl-knowledge-article') : null;
      if (page) requestAnimationFrame(() => page.isConnected && nextIn(page)?.focus());
    };
  }, []);
  return at;
}

/** By name: whose word it is stands on it. */
export function Confirm({ of }: { of: Pick<ToRead, 'about' | 'id' | 'version'> }) {
  const name = useSession((s) => s.state?.person?.name ?? '');
  const [busy, setBusy] = useState(false);
  const button = useGoOn();
  return (
    <Button
      kind="primary"
      icon={BookCheck}
      isPending={busy}
      ref={button}
      onPress={() => {
        setBusy(true);
        void acknowledge(of).then(() => setBusy(false));
      }}
    >
      {t('knowledge.read.confirm', { name })}
    </Button>
  );
}
