// Everything in a scenario as a list: its parts, then its nodes in the order a call meets them. The same as the picture, by keys.
import { Flag, HeartHandshake, LogOut, Plus, type LucideIcon } from 'lucide-react';
import { t } from '../text/t.ts';
import { Badge, Button, cx, Icon } from '../ui/index.ts';
import { keyOf, parts, samePlace, type Place } from './places.ts';
import type { Draft } from './shape.ts';

export interface OutlineProps {
  /** null = the text has no such shape just now: the parts alone. */
  draft: Draft | null;
  place: Place;
  counts: ReadonlyMap<string, number>;
  onPlace: (place: Place) => void;
  onAdd: () => void;
}

/** How many things stand in a part, where that is a number. */
const sizeOf = (draft: Draft, part: (typeof parts)[number]): number | null => {
  const value = draft[part as keyof Draft];
  if (part === 'synonyms') return Object.keys(draft.synonyms).length;
  return Array.isArray(value) ? value.length : null;
};

export function Outline({ draft, place, counts, onPlace, onAdd }: OutlineProps) {
  const row = (
    to: Place,
    name: string,
    size: number | null,
    more?: { start: boolean; cue: boolean; end: boolean },
  ) => {
    const count = counts.get(keyOf(to)) ?? 0;
    const here = samePlace(to, place);
    return (
      <li key={keyOf(to)}>
        <button
          type="button"
          className={cx('cl-scenario-place', here && 'cl-scenario-place-here')}
          aria-current={here ? 'true' : undefined}
          onClick={() => onPlace(to)}
        >
          <span className="cl-scenario-place-name">{name}</span>
          {more?.start === true && <Sign of={Flag} says={t('scenario-editor.graph.start')} />}
          {more?.cue === true && <Sign of={HeartHandshake} says={t('scenario-editor.graph.cue')} />}
          {more?.end === true && <Sign of={LogOut} says={t('scenario-editor.graph.end')} />}
          {count > 0 ? (
            <Badge count={count} tone="amber" label={t('scenario-editor.findings', { count })} />
          ) : (
            size !== null && size > 0 && <span className="cl-detail-quiet">{size}</span>
          )}
        </button>
      </li>
    );
  };
  return (
    <nav className="cl-scenario-outline" aria-label={t('scenario-editor.outline')}>
      <ul>
        {parts.map((part) =>
          row(
            { kind: 'part', part },
            t(`scenario-editor.part.${part}`),
            draft === null ? null : sizeOf(draft, part),
          ),
        )}
      </ul>
      {draft !== null && (
        <>
          <h2 className="cl-label">{t('scenario-editor.outline.nodes', { count: draft.nodes.length })}</h2>
          <ul>
            {draft.nodes.map((n, at) =>
              row({ kind: 'node', at }, n.id, null, {
                start: n.id === draft.start,
                cue: n.cue !== null,
                end: n.ending !== null,
              }),
            )}
          </ul>
          <Button
            size="small"
            kind="plain"
            icon={Plus}
            isDisabled={draft.nodes.length >= 400}
            onPress={onAdd}
          >
            {t('scenario-editor.node.add')}
          </Button>
        </>
      )}
    </nav>
  );
}

function Sign({ of, says }: { of: LucideIcon; says: string }) {
  return (
    <span title={says}>
      <Icon of={of} size={13} />
      <span className="cl-hidden">{says}</span>
    </span>
  );
}
