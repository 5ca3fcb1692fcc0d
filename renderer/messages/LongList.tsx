// The list of messages when it is long: only what is in view is in the page, older ones are read as they come into view.
// It looks and works as the work list does (arrow keys across groups, typing jumps to a name).
import { useEffect, useRef } from 'react';
import { ListBox, ListBoxSection } from 'react-aria-components/ListBox';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import { WorkHead, WorkItem, type WorkSection } from '../ui/index.ts';

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
            <WorkHead section={section} />
            {section.rows.map((row) => (
              <WorkItem key={row.id} row={row} />
            ))}
          </ListBoxSection>
        ))}
      </ListBox>
    </Virtualizer>
  );
}
