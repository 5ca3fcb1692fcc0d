// What a line says: words with the cue marked, or what was done at the desk and the rule that it met.
import { t } from '../../text/t.ts';
import { Chip, Highlight } from '../../ui/index.ts';
import type { ReviewLine } from './lines.ts';

/** Whose line it is, and whether a trainer made it happen. */
export function WhoSaid({ line }: { line: Pick<ReviewLine, 'who' | 'byTrainer'> }) {
  return (
    <span className="cl-detail cl-inline">
      {t(`trainer.who.${line.who}`)}
      {line.byTrainer && <Chip tone="violet">{t('trainer.who.trainer')}</Chip>}
    </span>
  );
}

export function LineWords({ line }: { line: ReviewLine }) {
  if (line.who !== 'desk' || line.act === null)
    return (
      <p className="cl-said">
        <Highlight text={line.text} ranges={line.marks} />
      </p>
    );
  return (
    <p className="cl-said">
      {t(`trainer.act.${line.act}`)}
      {line.detail !== null && line.detail !== '' && (
        <span className="cl-detail cl-mono"> {line.detail}</span>
      )}
      {line.text !== '' && <span className="cl-detail"> {t('trainer.act.rule', { title: line.text })}</span>}
    </p>
  );
}
