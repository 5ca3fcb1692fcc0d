// A large choice with a picture, a name, a sentence and a key: where to sit, which scenario to play.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import { ariaKeys, KeyHint } from './KeyHint.tsx';

export interface ChoiceCardProps {
  icon: LucideIcon;
  title: string;
  detail: ReactNode;
  keys?: string;
  /** The one that is meant first: framed in the accent. */
  first?: boolean;
  /** Right of the words: a chip, a score. */
  mark?: ReactNode;
  isDisabled?: boolean;
  autoFocus?: boolean;
  onPress: () => void;
}

export function ChoiceCard({ icon, title, detail, keys, first, mark, ...rest }: ChoiceCardProps) {
  return (
    <AriaButton
      {...rest}
      className={cx('cl-choice', first && 'cl-choice-first')}
      {...(keys ? { 'aria-keyshortcuts': ariaKeys(keys) } : {})}
    >
      <span className="cl-choice-icon">
        <Icon of={icon} size={18} />
      </span>
      <span className="cl-choice-text">
        <span className="cl-choice-title">{title}</span>
        <span className="cl-choice-detail">{detail}</span>
      </span>
      {mark}
      {keys && <KeyHint keys={keys} />}
    </AriaButton>
  );
}
