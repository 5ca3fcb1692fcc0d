// What stands on the agent's screen in this call: the case, and nothing that the caller hasn't said.
import { MonitorCheck } from 'lucide-react';
import { t } from '../text/t.ts';
import { Card } from '../ui/index.ts';

export function Known({ known }: { known: readonly string[] }) {
  return (
    <Card title={t('practice.live.known')} icon={MonitorCheck} level={2}>
      <ul className="cl-practice-bullets">
        {known.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </Card>
  );
}
