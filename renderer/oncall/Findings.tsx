// What the linter found in the next 14 days (O11): said in sentences, the dangerous ones first.
import { Info, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ScheduleFinding } from '#shared/domain/oncall/index.ts';
import { t } from '../text/t.ts';
import { Button, Card, Icon } from '../ui/index.ts';
import { findingWords } from './words.ts';

const shown = 5;

export function Findings({ findings }: { findings: readonly ScheduleFinding[] }) {
  const [all, setAll] = useState(false);
  if (findings.length === 0)
    return (
      <Card title={t('oncall.findings')} status={{ kind: 'known-none', text: t('oncall.findings.none') }} />
    );
  const sorted = findings.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  const rest = sorted.length - shown;
  return (
    <Card
      title={t('oncall.findings')}
      tone={sorted[0]?.severity === 'error' ? 'amber' : 'neutral'}
      source={t('oncall.findings.count', { count: findings.length })}
    >
      <ul className="cl-oncall-findings">
        {sorted.slice(0, all ? undefined : shown).map((f, i) => (
          <li key={`${f.code} ${f.from ?? ''} ${String(i)}`}>
            <Icon
              of={f.severity === 'error' ? TriangleAlert : Info}
              size={15}
              tone={f.severity === 'error' ? 'amber' : 'neutral'}
            />
            <span>{findingWords(f)}</span>
          </li>
        ))}
      </ul>
      {rest > 0 && !all && (
        <Button kind="plain" size="small" onPress={() => setAll(true)}>
          {t('oncall.findings.more', { count: rest })}
        </Button>
      )}
      <p className="cl-detail-quiet">{t('oncall.findings.what')}</p>
    </Card>
  );
}
