// A fact with where it is from and how old it is. Its six states look different, because "none recorded", "known to
// be none", "could not be read" and "not for your role" lead to four different sentences to a caller.
import { CircleCheck, CircleDashed, CircleX, Clock, Lock, type LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button } from './Button.tsx';
import { AgeText } from './clock.tsx';
import { Chip } from './Chip.tsx';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import { Skeleton } from './Skeleton.tsx';

export type CardStatus =
  | { kind: 'ready' }
  | { kind: 'loading' }
  /** Nobody has written anything down: not the same as none. */
  | { kind: 'none-recorded'; text?: string }
  /** Somebody asked and the answer is none: `No known allergies`. */
  | { kind: 'known-none'; text: string }
  /** With `children` the last known content stays visible under the sentence. */
  | { kind: 'failed'; text?: string; next?: string; onRetry?: () => void }
  | { kind: 'stale'; since: string; onRetry?: () => void }
  /** `mark` on the head: what it is not for; the role when absent. */
  | { kind: 'not-permitted'; text: string; mark?: string };

export interface CardProps {
  title: string;
  icon?: LucideIcon;
  status?: CardStatus;
  /** Instant the content was read; drawn as its age. */
  at?: string;
  /** Where it is from, in small grey after the age: `script v12, J. Ruiz`. */
  source?: string;
  /** A chip in the head, in place of the age when both don't fit. */
  chip?: ReactNode;
  /** Drawn at the foot. */
  action?: ReactNode;
  /** red frames the card: a person may come to harm. */
  tone?: 'neutral' | 'red' | 'amber' | 'accent';
  /** Heading level of the title. */
  level?: 2 | 3 | 4;
  children?: ReactNode;
}

function Line({
  icon,
  tone,
  children,
}: {
  icon: LucideIcon;
  tone: 'neutral' | 'green' | 'red' | 'amber';
  children: ReactNode;
}) {
  return (
    <div className={cx('cl-card-line', `cl-card-line-${tone}`)}>
      <Icon of={icon} size={15} tone={tone} />
      <div>{children}</div>
    </div>
  );
}

function Notice({ title, status }: { title: string; status: CardStatus }) {
  switch (status.kind) {
    case 'ready':
      return null;
    case 'loading':
      return <Skeleton label={t('ui.card.loading', { title })} />;
    case 'none-recorded':
      return (
        <Line icon={CircleDashed} tone="neutral">
          {status.text ?? t('ui.card.noneRecorded')}
        </Line>
      );
    case 'known-none':
      return (
        <Line icon={CircleCheck} tone="green">
          <strong>{status.text}</strong>
        </Line>
      );
    case 'failed':
      return (
        <Line icon={CircleX} tone="red">
          <strong>{status.text ?? t('ui.card.failed')}</strong>
          {status.next && <p>{status.next}</p>}
          {status.onRetry && (
            <Button size="small" onPress={status.onRetry} aria-label={`${t('ui.card.retry')}: ${title}`}>
              {t('ui.card.retry')}
            </Button>
          )}
        </Line>
      );
    case 'stale':
      return (
        <Line icon={Clock} tone="amber">
          {t('ui.card.stale', { time: formatTime(status.since) })}
          {status.onRetry && (
            <Button size="small" onPress={status.onRetry} aria-label={`${t('ui.card.retry')}: ${title}`}>
              {t('ui.card.retry')}
            </Button>
          )}
        </Line>
      );
    case 'not-permitted':
      return <p className="cl-card-quiet">{status.text}</p>;
  }
}

export function Card({
  title,
  icon,
  status = { kind: 'ready' },
  at,
  source,
  chip,
  action,
  tone = 'neutral',
  level = 3,
  children,
}: CardProps) {
  const id = useId();
  const Heading = `h${level}` as const;
  const shows = status.kind === 'ready' || status.kind === 'stale' || status.kind === 'failed';
  return (
    <section
      className={cx('cl-card', `cl-card-${status.kind}`, tone !== 'neutral' && `cl-card-tone-${tone}`)}
      aria-labelledby={id}
      aria-busy={status.kind === 'loading'}
    >
      <header className="cl-card-head">
        {icon && <Icon of={icon} />}
        <Heading id={id} className="cl-card-title">
          {title}
        </Heading>
        <span className="cl-card-meta">
          {status.kind === 'not-permitted' ? (
            <Chip icon={Lock} outline>
              {status.mark ?? t('ui.card.notPermitted')}
            </Chip>
          ) : (
            <>
              {chip}
              {at && <AgeText at={at} />}
              {source && <span>{source}</span>}
            </>
          )}
        </span>
      </header>
      <Notice title={title} status={status} />
      {shows && children !== undefined && <div className="cl-card-body">{children}</div>}
      {action && <footer className="cl-card-foot">{action}</footer>}
    </section>
  );
}
