// The list of the left column: sections with a small heading, rows with an icon, a name, a line and a time.
// Arrow keys walk across sections, typing jumps to a name.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Header } from 'react-aria-components/Header';
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { cx, type Tone } from './cx.ts';
import { Icon } from './Icon.tsx';

export interface WorkRow {
  id: string;
  title: string;
  /** One or two short lines under the title. */
  detail?: ReactNode;
  icon?: LucideIcon;
  iconTone?: Tone;
  /** Top right: a time, a timer, a chip. */
  meta?: ReactNode;
  metaTone?: Tone;
  /** Where the whole row, read aloud, would otherwise say too little. */
  spoken?: string;
}

export interface WorkSection {
  id: string;
  title: string;
  /** Right of the heading: `2 due`. */
  note?: string;
  rows: readonly WorkRow[];
}

export interface WorkListProps {
  label: string;
  sections: readonly WorkSection[];
  selected: string | null;
  onSelect: (id: string) => void;
  /** Drawn when there is no row at all. */
  empty?: ReactNode;
}

export function WorkList({ label, sections, selected, onSelect, empty }: WorkListProps) {
  const filled = sections.filter((section) => section.rows.length > 0);
  if (filled.length === 0) return <>{empty}</>;
  return (
    <ListBox
      aria-label={label}
      className="cl-work"
      selectionMode="single"
      selectionBehavior="toggle"
      // Nothing is unchosen by it: it is for the dialog that the list stands in.
      escapeKeyBehavior="none"
      selectedKeys={selected === null ? [] : [selected]}
      onSelectionChange={(keys) => {
        // Choosing the chosen row again opens it again rather than choosing nothing.
        const id = keys === 'all' ? undefined : [...keys][0];
        const chosen = id === undefined ? selected : String(id);
        if (chosen !== null) onSelect(chosen);
      }}
    >
      {filled.map((section) => (
        <ListBoxSection key={section.id} id={section.id} className="cl-work-section">
          <WorkHead section={section} />
          {section.rows.map((row) => (
            <WorkItem key={row.id} row={row} />
          ))}
        </ListBoxSection>
      ))}
    </ListBox>
  );
}

/** What a section is called; for any list of these rows. */
export function WorkHead({ section }: { section: Pick<WorkSection, 'title' | 'note'> }) {
  return (
    <Header className="cl-section-head">
      <span>{section.title}</span>
      {section.note && <span>{section.note}</span>}
    </Header>
  );
}

export function WorkItem({ row }: { row: WorkRow }) {
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
