// In the main page, where the patient panel was: it is in its own window, and how to have it back.
import { PanelRight, SquareArrowOutUpRight } from 'lucide-react';
import { useDeskView } from '../app/desk-store.ts';
import { useCalls } from '../calls/store.ts';
import { t } from '../text/t.ts';
import { Button, EmptyState } from '../ui/index.ts';
import { isDetached } from './detached.ts';
import { closeSurface, openSurface } from './open.ts';
import { useWindows } from './store.ts';

/** True while the panel's window shows what would stand here. */
export function useDetached(): boolean {
  const open = useWindows((s) => s.open);
  const { calls } = useCalls();
  const contextId = useDeskView((s) => s.contextId);
  const number = useDeskView((s) => s.number);
  return isDetached({ open, calls, contextId, number });
}

export function Detached() {
  return (
    <EmptyState
      icon={SquareArrowOutUpRight}
      title={t('windows.detached.title')}
      action={
        <span className="cl-inline">
          <Button kind="primary" icon={PanelRight} onPress={() => void closeSurface('panel')}>
            {t('windows.detached.back')}
          </Button>
          <Button onPress={() => void openSurface('panel')}>{t('windows.detached.show')}</Button>
        </span>
      }
    >
      {t('windows.detached.what')}
    </EmptyState>
  );
}
