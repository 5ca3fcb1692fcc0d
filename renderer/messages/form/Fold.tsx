// A part that the reason doesn't need: one line that says what is in it, opened by a press, and by Save when something lacks
// inside (the form does that). What is open by itself can be folded as well.
import { ChevronDown, ChevronRight, type LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { cx, Icon } from '../../ui/index.ts';
import type { FoldId, Folds } from './folds.ts';

export interface FoldProps {
  id: FoldId;
  folds: Folds;
  title: string;
  icon: LucideIcon;
  /** What is in it, in a few words; shown while it is folded. */
  summary: string;
  /** Nothing was filled in: the summary is quieter. */
  empty: boolean;
  /** Quiet, at the right of the open part's heading. */
  note?: ReactNode;
  children: ReactNode;
}

export function Fold({ id, folds, title, icon, summary, empty, note, children }: FoldProps) {
  const heading = useId();
  const open = folds.isOpen(id);
  return (
    <section className={cx('cl-messages-part', !open && 'cl-messages-folded')} aria-labelledby={heading}>
      <h3 className="cl-messages-part-title">
        <button
          type="button"
          className="cl-messages-fold"
          aria-expanded={open}
          onClick={() => folds.set(id, !open)}
          data-fold={id}
        >
          <Icon of={icon} size={14} />
          <span id={heading}>{title}</span>
          {!open && (
            <span className={cx('cl-messages-fold-summary', empty && 'cl-messages-fold-empty')}>
              {summary}
            </span>
          )}
          <Icon of={open ? ChevronDown : ChevronRight} size={14} />
        </button>
        {open && note}
      </h3>
      {open && <div className="cl-messages-grid">{children}</div>}
    </section>
  );
}
