// Where nothing is: why, and what to do about it.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

export interface EmptyStateProps {
  icon?: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="cl-empty">
      {icon && <Icon of={icon} size={28} />}
      <strong className="cl-empty-title">{title}</strong>
      {children && <div>{children}</div>}
      {action && <div className="cl-empty-action">{action}</div>}
    </div>
  );
}
