// Supervisors write what agents say: list, form, preview, changes, and the steps to approval. Loaded when it is opened.
import '../text/late/script-editor.ts';
import { FileText } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useAccounts } from '../app/accounts.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Dialog, EmptyState, Skeleton } from '../ui/index.ts';
import { List } from './List.tsx';
import { OpenScript } from './OpenScript.tsx';
import { useScriptList } from './use-list.ts';
import './editor.css';

export default function ScriptEditor({ onClose }: { onClose: () => void }) {
  const { rows, paths, failure, read } = useScriptList();
  const { accounts } = useAccounts();
  const [key, setKey] = useState<string | null>(null);
  /** What is open keeps its last changes before another one takes its place. */
  const flush = useRef<() => Promise<unknown>>(() => Promise.resolve());
  const ready = useCallback((keep: (() => Promise<unknown>) | null): void => {
    flush.current = keep ?? (() => Promise.resolve());
  }, []);
  const open = (next: string): void => void flush.current().then(() => setKey(next));
  return (
    <Dialog
      isOpen
      size="full"
      role="alertdialog"
      onClose={() => void flush.current().then(onClose)}
      title={t('script-editor.title')}
    >
      <div className="cl-editor" role="group" aria-label={t('script-editor.label')}>
        {rows === null ? (
          failure === null ? (
            <Skeleton lines={8} label={t('script-editor.loading')} />
          ) : (
            <Banner
              tone="amber"
              title={t('script-editor.failed')}
              action={<Button onPress={read}>{t('script-editor.again')}</Button>}
            >
              {errorText(failure.code).next}
            </Banner>
          )
        ) : (
          <>
            <List rows={rows} accounts={accounts} selected={key} onSelect={open} />
            {key === null ? (
              <div className="cl-editor-none">
                <EmptyState icon={FileText} title={t('script-editor.choose')}>
                  {t('script-editor.choose.what')}
                </EmptyState>
              </div>
            ) : (
              <OpenScript
                key={key}
                scriptKey={key}
                listed={rows.find((r) => r.key === key) ?? null}
                rows={rows}
                accounts={accounts}
                paths={paths}
                onFlush={ready}
                onOpen={open}
              />
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}
