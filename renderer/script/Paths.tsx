// Shared paths: one key away from any step, with what this role may offer, when to stop, and the warnings counted (row 31).
import { Octagon, Route, Undo2 } from 'lucide-react';
import type { PathInForce } from '#shared/contract/scripts.ts';
import { pathNames, type Path, type PathName } from '#shared/domain/script/script.ts';
import { t } from '../text/t.ts';
import { Button, Chip, Icon, Menu } from '../ui/index.ts';

/** What is needed at once comes first. */
const inOrder = (paths: readonly PathInForce[]): PathInForce[] =>
  paths.toSorted((a, b) => pathNames.indexOf(a.path.path) - pathNames.indexOf(b.path.path));

export function PathMenu({
  paths,
  calmKey,
  onOpen,
}: {
  paths: readonly PathInForce[];
  calmKey: string;
  onOpen: (name: PathName) => void;
}) {
  return (
    <Menu
      label={t('script.paths')}
      rows={inOrder(paths).map(({ path }) => ({
        id: path.path,
        title: path.title,
        keys: path.path === 'de-escalation' ? calmKey : undefined,
        run: () => onOpen(path.path),
      }))}
    >
      <span className="cl-script-paths">
        <Icon of={Route} size={15} />
        <span className="cl-script-paths-word">{t('script.paths')}</span>
      </span>
    </Menu>
  );
}

/** Under the title: how many warnings were given, and the way back. */
export function PathHead({
  warnings,
  onLeave,
}: {
  warnings: { given: number; of: number } | null;
  onLeave: () => void;
}) {
  return (
    <div className="cl-script-path-head">
      {warnings !== null && (
        <Chip tone={warnings.given === 0 ? 'neutral' : warnings.given < warnings.of ? 'amber' : 'red'}>
          {t('script.path.warnings', warnings)}
        </Chip>
      )}
      <Button size="small" icon={Undo2} onPress={onLeave}>
        {t('script.path.leave')}
      </Button>
    </div>
  );
}

/** When to stop, said first on the path's first step; then what this role may offer, and what only a supervisor may. */
export function StopRules({ path }: { path: Path }) {
  if (path.stopRules.length === 0) return null;
  return (
    <ul className="cl-script-stops" aria-label={t('script.path.stops')}>
      {path.stopRules.map((rule) => (
        <li key={rule.when} className="cl-script-row">
          <Icon of={Octagon} size={14} tone="red" />
          <span>{t('script.path.stop', rule)}</span>
        </li>
      ))}
    </ul>
  );
}

export function PathRules({ path }: { path: Path }) {
  const lists = [
    ['offer', path.mayOffer],
    ['supervisor', path.needsSupervisor],
  ] as const;
  return lists.map(
    ([id, list]) =>
      list.length > 0 && (
        <div key={id} className="cl-script-rules cl-detail">
          <p className="cl-script-part">{t(`script.path.${id}`)}</p>
          <ul>
            {list.map((one) => (
              <li key={one} className="cl-script-row">
                {one}
              </li>
            ))}
          </ul>
        </div>
      ),
  );
}
