// A sentence across a screen or a card: what happened, what is safe, what to do; with one action and a way to wave it away.
import { ChevronDown, ChevronUp, CircleAlert, Info, Siren, X, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { t } from '../text/t.ts';
import { IconButton } from './Button.tsx';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';

export interface BannerProps {
  /** info = good to know, amber = look at this, red = a person may come to harm. */
  tone?: 'info' | 'amber' | 'red' | 'violet';
  icon?: LucideIcon;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  onDismiss?: () => void;
  /** Said aloud when it appears: red interrupts, the others wait. False for what is there from the start. */
  spoken?: boolean;
}

const icons = { info: Info, amber: CircleAlert, red: Siren, violet: Info } as const;

export function Banner({
  tone = 'info',
  icon,
  title,
  children,
  action,
  onDismiss,
  spoken = true,
}: BannerProps) {
  const [whole, setWhole] = useState(false);
  return (
    <div
      className={cx('cl-banner', `cl-banner-${tone}`, whole && 'cl-banner-whole')}
      role={spoken ? (tone === 'red' ? 'alert' : 'status') : undefined}
    >
      <Icon of={icon ?? icons[tone]} size={18} />
      <div className="cl-banner-text">
        {title && <strong>{title}</strong>} {children && <span>{children}</span>}
      </div>
      {/* Only where a place keeps its banners to one line. */}
      {children && (
        <span className="cl-banner-more">
          <IconButton
            icon={whole ? ChevronUp : ChevronDown}
            size="small"
            label={t(whole ? 'ui.banner.less' : 'ui.banner.whole')}
            aria-expanded={whole}
            onPress={() => setWhole(!whole)}
          />
        </span>
      )}
      {(action || onDismiss) && (
        <div className="cl-banner-end">
          {action}
          {onDismiss && <IconButton icon={X} size="small" label={t('ui.dismiss')} onPress={onDismiss} />}
        </div>
      )}
    </div>
  );
}
