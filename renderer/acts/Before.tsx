// What was done of this kind on this call already: one line each, so that nobody asks for the same twice unseen.
import type { ActView } from '#shared/contract/acts.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Chip } from '../ui/index.ts';
import { endText } from './words.ts';

export function Before({ acts, onShow }: { acts: readonly ActView[]; onShow: (actId: string) => void }) {
  const shown = acts.filter((a) => a.state !== 'withdrawn').slice(0, 3);
  if (shown.length === 0) return null;
  return (
    <ul className="cl-task-before" aria-label={t('acts.before')}>
      {shown.map((a) => (
        <li key={a.actId}>
          <span className="cl-detail">
            {formatTime(a.at)} · {endText(a)}
          </span>
          {a.unverified && <Chip tone="amber">{t('acts.unverified')}</Chip>}
          <Button size="small" kind="plain" onPress={() => onShow(a.actId)}>
            {t('acts.show')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
