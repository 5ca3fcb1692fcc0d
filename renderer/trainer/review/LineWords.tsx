// What a line says: words with the cue marked, or what was done at the desk and the rule that it met.
import { t } from '../../text/t.ts';
import { Highlight } from '../../ui/index.ts';
import type { ReviewLine } from './lines.ts';

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
