// Who can unlock here, to choose from by pointer, arrows, digits or a few letters of a name.
import { useRef, useState, type KeyboardEvent } from 'react';
import { useKeyPresses } from '../app/use-keys.ts';
import { t } from '../text/t.ts';
import { Avatar, Chip, KeyHint, SearchBox } from '../ui/index.ts';
import { whenText } from './LastHere.tsx';
import { manyPeople, matching, stepFrom, type Tile } from './tiles.ts';
import '../text/late/sign-in.ts';

export interface PeopleTilesProps {
  tiles: readonly Tile[];
  /** Who sat here last: theirs has the focus. */
  first: string | null;
  onChoose: (tile: Tile) => void;
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export function PeopleTiles({ tiles, first, onChoose }: PeopleTilesProps) {
  const [typed, setTyped] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const isMany = tiles.length > manyPeople;
  const shown = matching(tiles, typed);
  useKeyPresses(isMany ? [] : digits, (key) => {
    const tile = shown[Number(key) - 1];
    if (tile) onChoose(tile);
  });
  const buttons = (): HTMLElement[] => [...(box.current?.querySelectorAll('button') ?? [])];
  const walk = (event: KeyboardEvent): void => {
    const all = buttons();
    const at = all.findIndex((button) => button === document.activeElement);
    const top = all[0]?.offsetTop;
    const columns = all.filter((button) => button.offsetTop === top).length || 1;
    const to = at < 0 ? null : stepFrom(at, event.key, all.length, columns);
    if (to === null) return;
    event.preventDefault();
    all[to]?.focus();
  };
  const choose = (tile: Tile | undefined): void => {
    if (tile) onChoose(tile);
  };
  return (
    <div className="cl-stack">
      {isMany && (
        <SearchBox
          label={t('sign-in.people.find')}
          value={typed}
          onChange={setTyped}
          onSubmit={() => choose(shown[0])}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            buttons()[0]?.focus();
          }}
          note={t('sign-in.people.count', { count: shown.length })}
          autoFocus
        />
      )}
      <div ref={box} className="cl-tiles" role="group" aria-label={t('sign-in.people')} onKeyDown={walk}>
        {shown.map((tile, i) => (
          <button
            key={tile.id}
            type="button"
            className="cl-tile"
            autoFocus={!isMany && (tile.person.id === first || (first === null && i === 0))}
            {...(isMany ? {} : { 'aria-keyshortcuts': String(i + 1) })}
            onClick={() => onChoose(tile)}
          >
            <span aria-hidden="true">
              <Avatar name={tile.person.name} size="large" />
            </span>
            <span className="cl-tile-text">
              <strong>{tile.person.name}</strong>
              <span className="cl-detail">{t(`app.role.${tile.person.role}`)}</span>
              {tile.lastHere !== null && (
                <span className="cl-detail">
                  {t('sign-in.tile.last-here', { when: whenText(tile.lastHere) })}
                </span>
              )}
            </span>
            {tile.waitMs > 0 ? (
              <Chip tone="amber">{t('sign-in.tile.waits')}</Chip>
            ) : (
              !isMany && i < digits.length && <KeyHint keys={String(i + 1)} />
            )}
          </button>
        ))}
      </div>
      {shown.length === 0 && <p className="cl-detail">{t('sign-in.people.none', { typed })}</p>}
    </div>
  );
}
