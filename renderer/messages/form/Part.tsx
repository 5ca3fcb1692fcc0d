// One part of the form with its small heading, and the box of one field that Save can jump to and Enter moves on from.
import type { LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { cx, Icon } from '../../ui/index.ts';

export function Part({ title, icon, children }: { title: string; icon: LucideIcon; children: ReactNode }) {
  const id = useId();
  return (
    <section className="cl-messages-part" aria-labelledby={id}>
      <h3 id={id} className="cl-messages-part-title">
        <Icon of={icon} size={14} />
        {title}
      </h3>
      <div className="cl-messages-grid">{children}</div>
    </section>
  );
}

export interface FieldProps {
  name: string;
  /** Takes the whole width. */
  wide?: boolean;
  children: ReactNode;
}

export function Field({ name, wide, children }: FieldProps) {
  return (
    <div data-field={name} className={cx('cl-messages-field', wide && 'cl-messages-wide')}>
      {children}
    </div>
  );
}
