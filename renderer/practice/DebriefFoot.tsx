// What a debrief is and is not, who made the scenario, and the debrief as a file or on paper.
import { FileDown, Printer } from 'lucide-react';
import { useState } from 'react';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { say, sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { formatDate } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button } from '../ui/index.ts';

export function DebriefFoot({ scenario, id }: { scenario: Scenario; id: string }) {
  const [busy, setBusy] = useState(false);
  async function save(format: 'html' | 'text'): Promise<void> {
    setBusy(true);
    const result = await careline.practice.exportRun({ runId: id, format });
    setBusy(false);
    if (!result.ok) sayFailure(result);
    else if (result.value.file !== null) say(t('debrief.saved', { name: result.value.file.name }));
  }
  return (
    <footer className="cl-panel cl-practice-debrief-foot">
      <div>
        <p>{t('debrief.machine')}</p>
        <p className="cl-detail">
          {t('debrief.made', {
            author: scenario.author,
            version: scenario.version,
            date: formatDate(scenario.date),
          })}{' '}
          {t(`debrief.review.${scenario.review}`)}
        </p>
      </div>
      <div className="cl-inline cl-practice-no-print">
        <Button size="small" icon={FileDown} isPending={busy} onPress={() => void save('html')}>
          {t('debrief.save.html')}
        </Button>
        <Button size="small" icon={FileDown} isPending={busy} onPress={() => void save('text')}>
          {t('debrief.save.text')}
        </Button>
        <Button size="small" kind="plain" icon={Printer} onPress={() => window.print()}>
          {t('debrief.print')}
        </Button>
      </div>
    </footer>
  );
}
