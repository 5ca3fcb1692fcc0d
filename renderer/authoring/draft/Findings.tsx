// What the desk found, to be walked through: each takes one to its words or its field.
import { CircleAlert, CircleCheck, OctagonX } from 'lucide-react';
import type { ArticleFinding } from '#shared/domain/knowledge/lint-codes.ts';
import { t } from '../../text/t.ts';
import { EmptyState, Icon, Skeleton } from '../../ui/index.ts';
import { findingPlace, findingText } from '../words.ts';
import type { Linted } from './use-lint.ts';

export function Findings({ linted, onGo }: { linted: Linted; onGo: (finding: ArticleFinding) => void }) {
  const { report } = linted;
  if (report === null) return <Skeleton lines={3} label={t('authoring.findings.reading')} />;
  const facts = [
    t('authoring.findings.words', { count: report.words }),
    report.grade === null
      ? t('authoring.findings.grade.none')
      : t('authoring.findings.grade', { grade: Math.round(report.grade * 10) / 10 }),
  ].join(' · ');
  return (
    <div className="cl-draft-findings">
      <p className="cl-detail">{facts}</p>
      {report.findings.length === 0 ? (
        <EmptyState icon={CircleCheck} title={t('authoring.findings.none')} />
      ) : (
        <ul aria-label={t('authoring.tab.findings')}>
          {report.findings.map((finding, i) => (
            <li key={`${finding.code} ${finding.field} ${finding.line} ${i}`}>
              <button type="button" className="cl-draft-finding" onClick={() => onGo(finding)}>
                <Icon
                  of={finding.severity === 'stop' ? OctagonX : CircleAlert}
                  tone={finding.severity === 'stop' ? 'red' : 'amber'}
                />
                <span>
                  <span>{findingText(finding)}</span>
                  <span className="cl-detail-quiet">
                    {t(`authoring.severity.${finding.severity}`)} · {findingPlace(finding)}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {report.total > report.findings.length && (
        <p className="cl-detail">
          {t('authoring.findings.more', { count: report.total - report.findings.length })}
        </p>
      )}
    </div>
  );
}
