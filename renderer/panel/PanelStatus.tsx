// The foot of the panel's window: the same sentences as the desk's status bar, those that a record is read by.
import { CloudOff, CloudUpload, Database, ShieldCheck, TriangleAlert } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useSession } from '../app/session-store.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { statusLines, vaultLine, type ItemId, type StatusLine } from '../status/sentences.ts';
import { useStatus } from '../status/store.ts';
import { t } from '../text/t.ts';
import { StatusBar, StatusItem, useNow } from '../ui/index.ts';

/** What a record is read by, and whatever is in trouble. */
const shown: readonly ItemId[] = ['connection', 'ehr'];
const counts = (line: StatusLine): boolean =>
  shown.includes(line.id) || (line.id === 'sync' && (line.tone === 'amber' || line.tone === 'red'));

function iconOf({ id, tone }: StatusLine): LucideIcon | undefined {
  const trouble = tone === 'red' || tone === 'amber';
  if (id === 'connection') return tone === 'red' ? TriangleAlert : trouble ? CloudOff : undefined;
  if (id === 'sync') return CloudUpload;
  return id === 'vault' ? ShieldCheck : Database;
}

function Item({ line }: { line: StatusLine }) {
  const icon = iconOf(line);
  return (
    <StatusItem
      icon={icon}
      dot={icon === undefined ? (line.tone === 'green' ? 'green' : 'neutral') : undefined}
      tone={line.tone === 'green' ? 'neutral' : line.tone}
      detail={{ title: line.text, content: line.details.map((sentence) => <p key={sentence}>{sentence}</p>) }}
    >
      {line.text}
    </StatusItem>
  );
}

export function PanelStatus() {
  const status = useStatus((s) => s.value);
  const locksAt = useSession((s) => s.locksAt);
  const minutes = useSession((s) => s.state?.lockAfterMinutes ?? 10);
  const away = useDesk().state === 'down';
  const lines = statusLines(status, useNow(15_000), away).filter(counts);
  const vault = vaultLine(locksAt, minutes, useNow(1000));
  return (
    <StatusBar label={t('status.label')} end={status === null ? null : <Item line={vault} />}>
      {lines.map((line) => (
        <Item key={line.id} line={line} />
      ))}
    </StatusBar>
  );
}
