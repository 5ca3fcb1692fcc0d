// Everything that can be done, found by typing: Ctrl+K. The list walks with the arrow keys while the focus stays in
// the box.
import { Search, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { SearchField } from 'react-aria-components/SearchField';
import { t } from '../text/t.ts';
import { Icon } from './Icon.tsx';
import { KeyHint } from './KeyHint.tsx';

export interface PaletteItem {
  id: string;
  title: string;
  /** Heading it stands under; items of one section stand together. */
  section: string;
  detail?: string;
  icon?: LucideIcon;
  keys?: string;
  /** Other words it is found by. */
  words?: string;
  run: () => void;
}

export interface CommandPaletteProps<Item extends PaletteItem> {
  isOpen: boolean;
  onClose: () => void;
  items: readonly Item[];
  /** What was typed, for callers that fetch people or articles; their items are then shown as they come. */
  onQuery?: (query: string) => void;
  placeholder?: string;
}

function sectionsOf<Item extends PaletteItem>(items: readonly Item[]): [string, Item[]][] {
  const sections = new Map<string, Item[]>();
  for (const item of items) sections.set(item.section, [...(sections.get(item.section) ?? []), item]);
  return [...sections];
}

export function CommandPalette<Item extends PaletteItem>({
  isOpen,
  onClose,
  items,
  onQuery,
  placeholder,
}: CommandPaletteProps<Item>) {
  return (
    <ModalOverlay
      className="cl-scrim cl-palette-scrim"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
    >
      <Modal className="cl-modal cl-palette">
        <Dialog aria-label={t('ui.palette.label')} className="cl-dialog">
          <PaletteBody items={items} onClose={onClose} onQuery={onQuery} placeholder={placeholder} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteBody<Item extends PaletteItem>({
  items,
  onClose,
  onQuery,
  placeholder,
}: Omit<CommandPaletteProps<Item>, 'isOpen'>) {
  const [query, setQuery] = useState('');
  const { contains } = useFilter({ sensitivity: 'base' });
  // Every word must occur somewhere: `mess new` finds `New message`.
  const matches = (text: string, typed: string): boolean =>
    typed.split(/\s+/).every((word) => word === '' || contains(text, word));
  const change = (next: string): void => {
    setQuery(next);
    onQuery?.(next);
  };
  return (
    <Autocomplete inputValue={query} onInputChange={change} filter={matches}>
      <SearchField autoFocus className="cl-palette-search">
        <Label className="cl-hidden">{t('ui.palette.label')}</Label>
        <Icon of={Search} size={18} />
        {/* A box that steers a list: screen readers say which row is on, and the list needs no stop of its own. */}
        <Input
          role="combobox"
          aria-expanded
          className="cl-search-input"
          placeholder={placeholder ?? t('ui.palette.label')}
        />
      </SearchField>
      <ListBox
        aria-label={t('ui.palette.label')}
        className="cl-palette-list"
        onAction={(key) => {
          onClose();
          items.find((item) => item.id === key)?.run();
        }}
        renderEmptyState={() => <p className="cl-palette-empty">{t('ui.palette.empty', { query })}</p>}
      >
        {sectionsOf(items).map(([section, inside]) => (
          <ListBoxSection key={section} id={section}>
            <Header className="cl-section-head">{section}</Header>
            {inside.map((item) => (
              <ListBoxItem
                key={item.id}
                id={item.id}
                textValue={[item.title, item.words, item.detail].filter(Boolean).join(' ')}
                className="cl-palette-item"
              >
                {item.icon && <Icon of={item.icon} />}
                <span className="cl-palette-text">
                  <span>{item.title}</span>
                  {item.detail && <span className="cl-detail">{item.detail}</span>}
                </span>
                {item.keys && <KeyHint keys={item.keys} spoken />}
              </ListBoxItem>
            ))}
          </ListBoxSection>
        ))}
      </ListBox>
    </Autocomplete>
  );
}
