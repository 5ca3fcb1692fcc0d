// Grey lines where text will stand, with a sentence for screen readers.
import { cx } from './cx.ts';

export interface SkeletonProps {
  lines?: number;
  /** Said aloud: `Reading appointments …`. */
  label: string;
}

export function Skeleton({ lines = 2, label }: SkeletonProps) {
  return (
    <div className="cl-skeleton" role="status">
      <span className="cl-hidden">{label}</span>
      {Array.from({ length: lines }, (_, i) => (
        <div
          key={i}
          className={cx('cl-skeleton-line', i === lines - 1 && 'cl-skeleton-last')}
          aria-hidden="true"
        />
      ))}
    </div>
  );
}
