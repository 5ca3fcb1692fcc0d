// Somebody else for the call: 911, a supervisor, a nurse, an interpreter. Played by the practice desk; nobody is rung.
import { ChevronDown, UserPlus } from 'lucide-react';
import { targets, type PracticeView } from '#shared/contract/practice.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { t } from '../text/t.ts';
import { Icon, Menu } from '../ui/index.ts';
import { bringIn } from './store.ts';

export interface BringInProps {
  runId: string;
  party: PracticeView['party'];
  onFailure: (code: ErrorCode | null) => void;
}

export function BringIn({ runId, party, onFailure }: BringInProps) {
  // Who is there has a strip of its own in the card, with the way to let them go.
  if (party !== null && (party.state === 'joined' || party.state === 'ringing')) return null;
  return (
    <span className="cl-practice-bring">
      <Menu
        label={t('practice.party.bring')}
        head={<span className="cl-detail">{t('practice.party.what')}</span>}
        rows={targets.map((target) => ({
          id: target,
          title: t(`practice.target.${target}`),
          run: () => void bringIn(runId, target).then((failed) => onFailure(failed?.code ?? null)),
        }))}
      >
        <Icon of={UserPlus} size={15} />
        <span>{t('practice.party.bring')}</span>
        <Icon of={ChevronDown} size={14} />
      </Menu>
    </span>
  );
}
