// The auditor's view of this desk's log: whether it is whole, its rows, and what to ask about (C6, C7).
import '../text/late/audit.ts';
import { useEffect } from 'react';
import { careline } from '../bridge/index.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';
import { t } from '../text/t.ts';
import { PageHead, Tabs } from '../ui/index.ts';
import { ChainCard } from './ChainCard.tsx';
import { Filters } from './Filters.tsx';
import { LogTable } from './LogTable.tsx';
import { useKeepNames } from './names.ts';
import { readChain, readLog, useLog } from './store.ts';
import { UnusualPage } from './UnusualPage.tsx';
import './audit.css';

export function AuditPage() {
  const epoch = useDesk().hello?.epoch ?? null;
  const tab = useLog((s) => s.tab);
  useKeepNames();
  useTopic(careline.audit.changed, () => void readChain());
  useEffect(() => void readLog(), [epoch]);
  return (
    <>
      <PageHead title={t('audit.title')} lead={t('audit.lead')} />
      <ChainCard />
      <div className="cl-audit-tabs">
        <Tabs
          label={t('audit.tabs')}
          selected={tab}
          onSelect={(id) => useLog.setState({ tab: id })}
          items={[
            {
              id: 'log',
              title: t('audit.tab.log'),
              content: (
                <div className="cl-audit-tab">
                  <Filters />
                  <LogTable />
                </div>
              ),
            },
            {
              id: 'unusual',
              title: t('audit.tab.unusual'),
              content: (
                <div className="cl-audit-tab">
                  <UnusualPage />
                </div>
              ),
            },
          ]}
        />
      </div>
    </>
  );
}
