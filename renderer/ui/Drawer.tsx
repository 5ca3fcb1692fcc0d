// A panel that slides over the right edge and leaves the desk in use beside it (the demo's controls).
import { X, type LucideIcon } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { t } from '../text/t.ts';
import { IconButton } from './Button.tsx';
import { Icon } from './Icon.tsx';

export interface DrawerProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  icon?: LucideIcon;
  children: ReactNode;
}

/** Not modal: the focus moves in when it opens and back when it closes; Escape inside closes it. */
export function Drawer({ isOpen, onClose, title, icon, children }: DrawerProps) {
  const id = useId();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const before = document.activeElement;
    box.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [isOpen]);
  if (!isOpen) return null;
  return (
    <aside
      ref={box}
      tabIndex={-1}
      aria-labelledby={id}
      className="cl-drawer"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className="cl-dialog-head">
        {icon && <Icon of={icon} size={18} />}
        <h2 id={id} className="cl-name">
          {title}
        </h2>
        <IconButton icon={X} label={t('ui.close')} onPress={onClose} />
      </header>
      <div className="cl-drawer-body">{children}</div>
    </aside>
  );
}
