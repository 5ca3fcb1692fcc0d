// Finds a colleague, a queue, a department or a number to hand a call to; arrow keys and Enter choose.
import { Building2, Hash, UserRound, Users, type LucideIcon } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useAccount } from '../app/accounts.ts';
import { useSession } from '../app/session-store.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Skeleton, TextField, WorkList, type WorkSection } from '../ui/index.ts';
import { findTargets, targetRows, type TargetGroup, type TargetRow } from './targets.ts';
import { useTelephony } from './store.ts';
import { useDirectory } from './use-directory.ts';

const icons: Readonly<Record<TargetGroup, LucideIcon>> = {
  agents: UserRound,
  queues: Users,
  departments: Building2,
  number: Hash,
};
const groups: readonly TargetGroup[] = ['number', 'agents', 'queues', 'departments'];

export interface TargetPickProps {
  accountId: string;
  chosen: TargetRow | null;
  onChoose: (row: TargetRow) => void;
}

export function TargetPick({ accountId, chosen, onChoose }: TargetPickProps) {
  const directory = useDirectory();
  const account = useAccount(accountId);
  const me = useSession((s) => s.state?.person?.id ?? null);
  const skills = useTelephony((s) => s.view?.agent?.skills.join(' ') ?? null);
  const [query, setQuery] = useState('');
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  const rows = useMemo(
    () =>
      targetRows(
        directory.value ?? { agents: [], queues: [] },
        account,
        me,
        skills === null
          ? null
          : { personId: me ?? '', name: '', state: 'on-call', skills: skills.split(' ') },
      ),
    [directory.value, account, me, skills],
  );
  const found = findTargets(rows, query);
  const sections = groups.map((group): WorkSection => ({
    id: group,
    title: t(`telephony.target.group.${group}`),
    rows: found
      .filter((r) => r.group === group)
      .map((r) => ({
        id: r.id,
        title: r.title,
        detail: r.detail,
        icon: icons[group],
        iconTone: r.tone,
        spoken: `${r.title}, ${r.detail}`,
      })),
  }));
  return (
    <div
      className="cl-tel-pick"
      onKeyDown={(event) => {
        // Enter takes the first that was found, the arrow goes on to the others.
        if (event.target !== box.current || event.nativeEvent.isComposing) return;
        const first = found[0];
        if (event.key === 'Enter' && first) {
          event.preventDefault();
          onChoose(first);
        } else if (event.key === 'ArrowDown') {
          event.preventDefault();
          event.currentTarget.querySelector<HTMLElement>('[role="option"]')?.focus();
        }
      }}
    >
      <TextField
        ref={box}
        label={t('telephony.target.find')}
        hideLabel
        placeholder={t('telephony.target.find')}
        value={query}
        onChange={setQuery}
        maxLength={80}
      />
      {directory.failure && (
        <Banner
          tone="amber"
          title={t('telephony.target.failed')}
          action={
            <Button size="small" onPress={directory.again}>
              {t('telephony.again')}
            </Button>
          }
        >
          {errorText(directory.failure.code).next} {t('telephony.target.failed.what')}
        </Banner>
      )}
      {directory.value === null && directory.reading ? (
        <Skeleton lines={4} label={t('telephony.target.reading')} />
      ) : (
        <div className="cl-tel-pick-list">
          <WorkList
            label={t('telephony.target.list')}
            sections={sections}
            selected={chosen?.id ?? null}
            onSelect={(id) => {
              const row = found.find((r) => r.id === id);
              if (row) onChoose(row);
            }}
            empty={<p className="cl-detail">{t('telephony.target.empty')}</p>}
          />
        </div>
      )}
    </div>
  );
}
