// A question that stops everything else: only for what must be answered before going on.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { t } from '../text/t.ts';
import { IconButton } from './Button.tsx';
import { cx } from './cx.ts';

export interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Buttons, the safe one first, the one that acts last. */
  actions?: ReactNode;
  /** `full`: a place to work in for a while, as wide and high as the window. */
  size?: 'small' | 'normal' | 'wide' | 'full';
  /** alertdialog: closes only through its buttons or Escape, never by a click beside it. */
  role?: 'dialog' | 'alertdialog';
  /** Words to read and nothing to press: the body itself takes the focus, so that keys can scroll it. */
  reading?: boolean;
}

export function Dialog({
  isOpen,
  onClose,
  title,
  children,
  actions,
  size = 'normal',
  role = 'dialog',
  reading = false,
}: DialogProps) {
  return (
    <ModalOverlay
      className="cl-scrim"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === 'dialog'}
    >
      <Modal className={cx('cl-modal', `cl-modal-${size}`)}>
        <AriaDialog role={role} className="cl-dialog">
          <header className="cl-dialog-head">
            <Heading slot="title" level={2} className="cl-name">
              {title}
            </Heading>
            <IconButton icon={X} label={t('ui.close')} onPress={onClose} />
          </header>
          {reading ? (
            <div className="cl-dialog-body" tabIndex={0} role="region" aria-label={title}>
              {children}
            </div>
          ) : (
            <div className="cl-dialog-body">{children}</div>
          )}
          {actions && <footer className="cl-dialog-foot">{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
