// The list of messages when it is long: only what is in view is in the page, older ones are read as they come into view.
// It looks and works as the work list does (arrow keys across groups, typing jumps to a name).
import { useEffect, useRef } from 'react';
import { Header } from 'react-aria-components/Header';
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import { cx, Icon, type WorkRow, type WorkSection } from '../ui/index.ts';

export interface LongListProps {
  label: string;
  sections: readonly WorkSection[];
  selected: string | null;
  onSelect: (id: string) => void;
  /** The end is near: the next page is wanted. */
  onEnd?: () => void;
}

/** px from the end at which the next page is asked for. */
const near = 400;

export function LongList({ label, sections, selected, onSelect, onEnd }: LongListProps) {
  const filled = sections.filter((section) => section.rows.length > 0);
  const box = useRef<HTMLDivElement>(null);
  const rows = filled.reduce((sum, section) => sum + section.rows.length, 0);
  useEffect(() => {
    const list = box.current;
    if (list !== null && list.scrollHeight - list.clientHeight - list.scrollTop < near) onEnd?.();
  }, [rows, onEnd]);
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowSize: 66, estimatedHeadingSize: 34 }}>
      <ListBox
        ref={box}
        aria-label={label}
        className="cl-work cl-messages-long"
        selectionMode="single"
        selectionBehavior="toggle"
        selectedKeys={selected === null ? [] : [selected]}
        onScroll={({ currentTarget: list }) => {
          if (list.scrollHeight - list.clientHeight - list.scrollTop < near) onEnd?.();
        }}
        onSelectionChange={(keys) => {
          // Choosing the chosen row again opens it again rather than choosing nothing.
          const id = keys === 'all' ? undefined : [...keys][0];
          const chosen = id === undefined ? selected : String(id);
          if (chosen !== null) onSelect(chosen);
        }}
      >
        {filled.map((section) => (
          <ListBoxSection key={section.id} id={section.id}>
            <Header className="cl-section-head">
              <span>{section.title}</span>
              {section.note && <span>{section.note}</span>}
            </Header>
            {section.rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </ListBoxSection>
        ))}
      </ListBox>
    </Virtualizer>
  );
}

function Row({ row }: { row: WorkRow }) {
  return (
    <ListBoxItem id={row.id} textValue={row.spoken ?? row.title} className="cl-work-row">
      {row.icon ? (
        <Icon of={row.icon} size={17} tone={row.iconTone ?? 'neutral'} />
      ) : (
        <span className="cl-work-gap" />
      )}
      <div className="cl-work-text">
        <div className="cl-work-first">
          <span className="cl-work-title">{row.title}</span>
          {row.meta && (
            <span className={cx('cl-work-meta', row.metaTone && `cl-ink-${row.metaTone}`)}>{row.meta}</span>
          )}
        </div>
        {row.detail && <div className="cl-detail">{row.detail}</div>}
      </div>
    </ListBoxItem>
  );
}
