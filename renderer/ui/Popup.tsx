// A small box beside what opened it: details of a fact. Escape or a press beside it closes it.
import type { ReactNode } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';

export interface PopupProps {
  /** A Button, or a StatusItem with `onPress`: what opens it. */
  trigger: ReactNode;
  /** Spoken name of the box. */
  label: string;
  placement?: 'top start' | 'top end' | 'bottom end';
  children: ReactNode;
}

export function Popup({ trigger, label, placement = 'top start', children }: PopupProps) {
  return (
    <DialogTrigger>
      {trigger}
      <Popover className="cl-popover cl-popup" offset={6} placement={placement}>
        <Dialog aria-label={label} className="cl-popup-body">
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
