// Shared paths: one key away from any step, with what this role may offer, when to stop, and the warnings counted (row 31).
import { Octagon, Route } from 'lucide-react';
import type { PathInForce } from '#shared/contract/scripts.ts';
import type { Path, PathName } from '#shared/domain/script/script.ts';
import { t } from '../text/t.ts';
import { Button, Chip, Icon, KeyHint, Menu } from '../ui/index.ts';

export function PathMenu({
  paths,
  calmKey,
  keys,
  onOpen,
}: {
  paths: readonly PathInForce[];
  calmKey: string;
  keys: string;
  onOpen: (name: PathName) => void;
}) {
  return (
    <Menu
      label={t('script.paths')}
      rows={paths.map(({ path }) => ({
        id: path.path,
        title: path.title,
        keys: path.path === 'de-escalation' ? calmKey : undefined,
        run: () => onOpen(path.path),
      }))}
    >
      <span className="cl-script-paths">
        <Icon of={Route} size={15} />
        <span className="cl-script-paths-word">{t('script.paths')}</span>
        <KeyHint keys={keys} />
      </span>
    </Menu>
  );
}

export function PathHead({
  path,
  warnings,
  onLeave,
}: {
  path: Path;
  warnings: { given: number; of: number } | null;
  onLeave: () => void;
}) {
  return (
    <div className="cl-script-path-head">
      <Icon of={Route} size={16} />
      <strong>{path.title}</strong>
      {warnings !== null && (
        <Chip tone={warnings.given === 0 ? 'neutral' : warnings.given < warnings.of ? 'amber' : 'red'}>
          {t('script.path.warnings', warnings)}
        </Chip>
      )}
      <Button size="small" kind="plain" onPress={onLeave}>
        {t('script.path.leave')}
      </Button>
    </div>
  );
}

export function PathRules({ path }: { path: Path }) {
  const lists = [
    ['offer', path.mayOffer],
    ['supervisor', path.needsSupervisor],
  ] as const;
  return (
    <div className="cl-script-rules cl-detail">
      {path.stopRules.map((rule) => (
        <p key={rule.when} className="cl-script-stop">
          <Icon of={Octagon} size={14} tone="red" />
          <span>{t('script.path.stop', rule)}</span>
        </p>
      ))}
      {lists.map(
        ([id, list]) =>
          list.length > 0 && (
            <div key={id}>
              <p className="cl-script-part">{t(`script.path.${id}`)}</p>
              <ul>
                {list.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </div>
          ),
      )}
    </div>
  );
}
