// The head that every pane at the record has: the way back with its key, what it is, for whom; and the focus of a pane that a
// person just opened.
import { ArrowLeft } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { t } from '../text/t.ts';
import { Button } from '../ui/index.ts';
import { useDeskView } from './desk-store.ts';
import { takeTaskPressed } from './task-pressed.ts';

export interface TaskHeadProps {
  title: string;
  /** Of whom it is, once somebody is verified. */
  name?: string | undefined;
  /** What belongs beside the title. */
  children?: ReactNode;
}
export function TaskHead({ title, name, children }: TaskHeadProps) {
  return (
    <header className="cl-task-head">
      <Button
        kind="plain"
        size="small"
        icon={ArrowLeft}
        keys="Escape"
        keysDrawn={t('app.task.back.key')}
        onPress={() => useDeskView.getState().openTask(null)}
      >
        {t('app.task.back')}
      </Button>
      <h2 className="cl-task-title">{title}</h2>
      {name !== undefined && <span className="cl-detail">{t('app.task.for', { name })}</span>}
      {children}
    </header>
  );
}

const focus = (pane: HTMLElement | null): void => pane?.focus({ preventScroll: true });

/** Opened by a key, a button or the palette: keys go to the pane. One that comes back with its caller takes nothing. */
export function useTaskPane(take: (pane: HTMLElement | null) => void = focus): RefObject<HTMLElement | null> {
  const pane = useRef<HTMLElement>(null);
  const opened = useEffectEvent(() => {
    if (takeTaskPressed()) take(pane.current);
  });
  useEffect(() => opened(), []);
  return pane;
}
