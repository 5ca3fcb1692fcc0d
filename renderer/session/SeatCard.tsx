// One seat to choose: a card that is a button, with the key that presses it.
import type { LucideIcon } from 'lucide-react';
import { Button, Icon, KeyHint } from '../ui/index.ts';

export interface SeatCardProps {
  icon: LucideIcon;
  title: string;
  detail: string;
  keys: string;
  /** Framed: the one to begin with. */
  first?: boolean;
  isBusy?: boolean;
  isDisabled?: boolean;
  onPress: () => void;
}

export function SeatCard({ icon, title, detail, keys, first, isBusy, isDisabled, onPress }: SeatCardProps) {
  return (
    <Button
      kind="quiet"
      className={first ? 'cl-seat cl-seat-first' : 'cl-seat'}
      aria-label={`${title}. ${detail}`}
      isPending={isBusy}
      isDisabled={isDisabled}
      onPress={onPress}
    >
      <span className="cl-seat-icon">
        <Icon of={icon} size={18} />
      </span>
      <span className="cl-seat-text">
        <strong>{title}</strong>
        <span role={isBusy ? 'status' : undefined}>{detail}</span>
      </span>
      <KeyHint keys={keys} />
    </Button>
  );
}
