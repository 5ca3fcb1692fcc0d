// All comments of the attempt, in the order of the call; the trainee reads them in the debrief.
import { MessageSquare, X } from 'lucide-react';
import type { Comment } from '#shared/domain/training/records.ts';
import { careline } from '../../bridge/index.ts';
import { formatSpan } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Card, IconButton } from '../../ui/index.ts';
import { sayKept } from '../say.ts';

export function Comments({ comments }: { comments: readonly Comment[] }) {
  return (
    <Card level={2} title={t('trainer.comments.title', { count: comments.length })} icon={MessageSquare}>
      {comments.length === 0 ? (
        <p className="cl-detail">{t('trainer.comments.none')}</p>
      ) : (
        <ul className="cl-trainer-plain-list">
          {comments
            .toSorted((a, b) => a.atMs - b.atMs)
            .map((one) => (
              <li key={one.id} className="cl-trainer-comment-row">
                <span className="cl-mono cl-detail">{formatSpan(one.atMs / 1000)}</span>
                <span>
                  {one.text} <span className="cl-detail-quiet">{one.by}</span>
                </span>
                <IconButton
                  icon={X}
                  size="small"
                  kind="plain"
                  label={t('trainer.comment.remove', { time: formatSpan(one.atMs / 1000) })}
                  onPress={() =>
                    void sayKept(
                      careline.training.commentRemove({ id: one.id }),
                      t('trainer.comment.removed'),
                    )
                  }
                />
              </li>
            ))}
        </ul>
      )}
    </Card>
  );
}
