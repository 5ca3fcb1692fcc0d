// Administrators: people, devices, this workstation's ways in, each with what may be done about it.
import { RefreshCw, WifiOff } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { AdminValue } from '#shared/contract/admin.ts';
import { useSession } from '../app/session-store.ts';
import { formatDate, formatTime } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Answer, Banner, Button, EmptyState, PageHead, Tabs } from '../ui/index.ts';
import { ActDialog } from './ActDialog.tsx';
import type { Act } from './acts.ts';
import { Devices, People, Slots } from './Tables.tsx';
import { useAdmin, type KnownAdmin } from './use-admin.ts';
import '../text/late/admin.ts';
import './admin.css';

type Tab = 'people' | 'devices' | 'here';

export default function AdminPage() {
  const admin = useAdmin();
  return (
    <>
      <PageHead
        title={t('admin.title')}
        lead={t('admin.lead')}
        action={
          <Button icon={RefreshCw} isPending={admin.busy} onPress={admin.again}>
            {t('admin.refresh')}
          </Button>
        }
      />
      <Answer of={admin}>{(value) => <Known value={value} admin={admin} />}</Answer>
    </>
  );
}

function Known({ value, admin }: { value: AdminValue; admin: KnownAdmin }) {
  const [tab, setTab] = useState<Tab>('people');
  const [act, setAct] = useState<Act | null>(null);
  const person = useSession((s) => s.state?.person);
  const self = person?.id ?? null;
  const mayAct = person?.role === 'administrator';
  const { known, problem, slots, deviceId } = value;
  // How it stands now is not known while the backend is away: nothing is changed by what was so yesterday.
  const onAct = mayAct && problem === null ? setAct : null;
  const gone = new Set((known?.people ?? []).filter((p) => p.revokedAt !== null).map((p) => p.id));
  const told = (content: (now: NonNullable<AdminValue['known']>) => ReactNode): ReactNode =>
    known === null ? (
      <EmptyState icon={WifiOff} title={t('admin.never')}>
        {t('admin.never.what')}
      </EmptyState>
    ) : (
      content(known)
    );
  return (
    <>
      {known !== null && <AsOf asOf={known.asOf} problem={problem} />}
      <div className="cl-admin-tabs">
        <Tabs<Tab>
          label={t('admin.tabs')}
          selected={tab}
          onSelect={setTab}
          items={[
            {
              id: 'people',
              title: t('admin.people'),
              content: told(({ people, devices }) => (
                <People people={people} devices={devices} self={self} onAct={onAct} />
              )),
            },
            {
              id: 'devices',
              title: t('admin.devices'),
              content: told(({ devices }) => <Devices devices={devices} own={deviceId} onAct={onAct} />),
            },
            {
              id: 'here',
              title: t('admin.here'),
              content: (
                <>
                  <p className="cl-detail cl-admin-lead">{t('admin.here.lead')}</p>
                  <Slots slots={slots} gone={gone} self={self} onAct={mayAct ? setAct : null} />
                </>
              ),
            },
          ]}
        />
      </div>
      {act !== null && <ActDialog act={act} onClose={() => setAct(null)} onDone={admin.take} />}
    </>
  );
}

function AsOf({ asOf, problem }: { asOf: string; problem: string | null }) {
  const at = { date: formatDate(asOf), time: formatTime(asOf) };
  if (problem === null) return <p className="cl-detail">{t('admin.as-of', at)}</p>;
  return (
    <Banner tone="amber" icon={WifiOff} title={t('admin.old', at)}>
      {errorText(problem).sentence}
    </Banner>
  );
}
