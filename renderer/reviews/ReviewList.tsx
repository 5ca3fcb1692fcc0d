// What was reported, open or decided: reading, failed, empty, or rows that are drawn by whoever shows this list.
import { ClipboardCheck, RefreshCw, UserX } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ReviewRow, ReviewsValue } from '#shared/contract/reviews.ts';
import type { Result } from '#shared/domain/result.ts';
import type { ReportKind } from '#shared/protocol/reports.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Chip, EmptyState, IconButton, Skeleton, ToggleChips } from '../ui/index.ts';
import { Decide } from './Decide.tsx';
import { DecisionChip } from './DecisionChip.tsx';
import { useReviews } from './use-reviews.ts';
import { at } from './words.ts';
import '../text/late/reviews.ts';
import './reviews.css';

export interface ReviewListProps {
  kind: ReportKind;
  /** Whether who looks at it may also decide. */
  decides: boolean;
  children: (row: ReviewRow) => ReactNode;
}

type Show = 'open' | 'decided';

export function ReviewList(props: ReviewListProps) {
  const [show, setShow] = useState<Show>('open');
  return <Listing key={show} {...props} show={show} onShow={setShow} />;
}

function Listing({
  kind,
  decides,
  children,
  show,
  onShow,
}: ReviewListProps & { show: Show; onShow: (show: Show) => void }) {
  const known = useReviews(kind, show === 'open');
  const [deciding, setDeciding] = useState<ReviewRow | null>(null);
  const { value, failure, untold } = known;
  const done = (result: Result<ReviewsValue>): void => {
    setDeciding(null);
    if (show === 'open') known.take(result);
    else known.again();
  };
  return (
    <div className="cl-reviews">
      <div className="cl-reviews-tools">
        <ToggleChips
          label={t('reviews.show')}
          hideLabel
          mustChoose
          options={(['open', 'decided'] as const).map((id) => ({ id, title: t(`reviews.${id}`) }))}
          value={show}
          onChange={(id) => id !== null && onShow(id)}
        />
        <IconButton
          icon={RefreshCw}
          size="small"
          label={t('reviews.again')}
          isPending={known.busy}
          onPress={known.again}
        />
      </div>
      {untold > 0 && <Banner spoken={false}>{t('reviews.untold', { count: untold })}</Banner>}
      {failure !== null && (
        <Banner
          tone="amber"
          title={t('reviews.failed')}
          action={
            <Button size="small" onPress={known.again}>
              {t('reviews.again')}
            </Button>
          }
        >
          {errorText(failure.code).sentence} {errorText(failure.code).next}
        </Banner>
      )}
      {value === null ? (
        failure === null && <Skeleton lines={5} label={t('reviews.loading')} />
      ) : value.rows.length === 0 ? (
        <EmptyState icon={ClipboardCheck} title={t(`reviews.none.${show === 'open' ? kind : 'decided'}`)}>
          {t(`reviews.none.${show === 'open' ? kind : 'decided'}.what`)}
        </EmptyState>
      ) : (
        <ul className="cl-reviews-rows">
          {value.rows.map((row) => (
            <li key={row.id} className="cl-reviews-row">
              {children(row)}
              <Foot row={row} onDecide={decides ? () => setDeciding(row) : null} />
            </li>
          ))}
        </ul>
      )}
      {deciding !== null && <Decide row={deciding} onClose={() => setDeciding(null)} onDone={done} />}
    </div>
  );
}

function Foot({ row, onDecide }: { row: ReviewRow; onDecide: (() => void) | null }) {
  const { decision, followUp } = row;
  const left = decision === null || decision.decision === 'follow-up';
  return (
    <>
      {followUp !== null && (
        <div className="cl-reviews-foot">
          <Decided row={row} decision={followUp} />
        </div>
      )}
      <div className="cl-reviews-foot">
        {decision === null ? (
          <span className={row.overdue ? 'cl-ink-red cl-reviews-due' : 'cl-detail'}>
            {t(row.overdue ? 'reviews.row.overdue' : 'reviews.row.due', at(row.dueAt))}
          </span>
        ) : (
          <Decided row={row} decision={decision} />
        )}
        {left && (row.own || row.ownDevice) && (
          <span className="cl-detail">{t(row.own ? 'reviews.row.own' : 'reviews.row.own-device')}</span>
        )}
        {left && !row.own && !row.ownDevice && onDecide !== null && (
          <Button size="small" onPress={onDecide}>
            {t(decision === null ? 'reviews.decide' : 'reviews.decide.close')}
          </Button>
        )}
      </div>
    </>
  );
}

const Decided = ({ row, decision }: { row: ReviewRow; decision: NonNullable<ReviewRow['decision']> }) => (
  <>
    <DecisionChip kind={row.kind} decision={decision.decision} />
    <span className="cl-detail">
      {t('reviews.row.by', { name: decision.byName, ...at(decision.at) })}
      {decision.note !== null && ` · ${t('reviews.row.note', { note: decision.note })}`}
    </span>
  </>
);

/** Whose name a device gave without a proof of it; a locked screen gives none. */
export const Unproved = ({ row }: { row: ReviewRow }) =>
  row.authorUnbound &&
  row.author.id !== 'nobody' && (
    <Chip tone="amber" icon={UserX} title={t('reviews.row.unproved.what')}>
      {t('reviews.row.unproved')}
    </Chip>
  );
