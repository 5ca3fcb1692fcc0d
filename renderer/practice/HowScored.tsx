// Before a call: what each category looks at, so that nobody is judged by rules they haven't seen.
import { Scale } from 'lucide-react';
import { t } from '../text/t.ts';
import { Card } from '../ui/index.ts';

const categories = ['empathy', 'listening', 'compliance', 'accuracy', 'efficiency'] as const;

export function HowScored() {
  return (
    <Card title={t('practice.how.title')} icon={Scale} level={2}>
      <dl className="cl-practice-how">
        {categories.map((c) => (
          <div key={c}>
            <dt>{t(`practice.category.${c}`)}</dt>
            <dd className="cl-detail">{t(`practice.how.${c}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="cl-detail cl-practice-after">{t('practice.how.rule')}</p>
      <p className="cl-detail cl-practice-after">{t('practice.how.hints')}</p>
    </Card>
  );
}
