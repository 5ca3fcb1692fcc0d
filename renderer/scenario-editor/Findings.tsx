// What the lint and the model check found, by line; pressing one leads to its form, or to its line of the text.
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Icon } from '../ui/index.ts';
import type { Finding, Found } from './use-findings.ts';

export interface FindingsProps {
  found: Found & { again: () => void };
  /** The text has changed since it was looked at. */
  stale: boolean;
  onGo: (finding: Finding) => void;
}

export function Findings({ found, stale, onGo }: FindingsProps) {
  const { findings, total, failure } = found;
  if (failure !== null)
    return (
      <Banner
        tone="amber"
        title={errorText(failure.code).sentence}
        action={
          <Button size="small" onPress={found.again}>
            {t('trainer.again')}
          </Button>
        }
      >
        {errorText(failure.code).next}
      </Banner>
    );
  const looking = stale || found.of === null;
  return (
    <section className="cl-scenario-findings" aria-labelledby="cl-scenario-findings" aria-busy={looking}>
      <h2 id="cl-scenario-findings">
        <Icon
          of={total === 0 ? CircleCheck : TriangleAlert}
          size={15}
          tone={looking ? 'neutral' : total === 0 ? 'green' : 'amber'}
        />
        <span role="status">
          {found.of === null
            ? t('scenario-editor.findings.looking')
            : t(total === 0 ? 'scenario-editor.findings.none' : 'scenario-editor.findings', { count: total })}
        </span>
        {looking && <span className="cl-detail">{t('scenario-editor.findings.changing')}</span>}
      </h2>
      {findings.length > 0 && (
        <ol>
          {findings.map((f, i) => (
            <li key={`${f.line} ${f.code} ${f.where} ${i}`}>
              <button type="button" className="cl-scenario-finding" onClick={() => onGo(f)}>
                <span className="cl-mono">
                  {f.line > 0 ? t('scenario-editor.findings.line', { line: f.line }) : '–'}
                </span>
                <span>{f.sentence}</span>
                <code>{f.code}</code>
              </button>
            </li>
          ))}
        </ol>
      )}
      {total > findings.length && (
        <p className="cl-detail">{t('scenario-editor.findings.more', { count: total - findings.length })}</p>
      )}
    </section>
  );
}
