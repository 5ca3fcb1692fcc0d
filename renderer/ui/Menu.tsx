// Things to do, behind one button: the menu of the person at the desk.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Header } from 'react-aria-components/Header';
import { Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Icon } from './Icon.tsx';
import { KeyHint } from './KeyHint.tsx';

export interface MenuRow {
  id: string;
  title: string;
  icon?: LucideIcon;
  keys?: string;
  run: () => void;
}

export interface MenuProps {
  /** Spoken name of the button. */
  label: string;
  /** Spoken name of the list, where the button's changes from second to second. */
  listLabel?: string;
  /** What is drawn on the button. */
  children: ReactNode;
  /** Quiet lines above the rows: who, in which role. */
  head?: ReactNode;
  rows: readonly MenuRow[];
  /** What the rows are about may change while it is open: who must know, knows. */
  onOpenChange?: (isOpen: boolean) => void;
}

export function Menu({ label, listLabel = label, children, head, rows, onOpenChange }: MenuProps) {
  return (
    <MenuTrigger onOpenChange={onOpenChange}>
      <AriaButton aria-label={label} className="cl-menu-button">
        {children}
      </AriaButton>
      <Popover className="cl-popover cl-menu-popover" offset={6} placement="bottom end">
        <AriaMenu
          className="cl-options"
          aria-label={listLabel}
          onAction={(key) => rows.find((row) => row.id === key)?.run()}
        >
          <MenuSection aria-label={listLabel}>
            {head && <Header className="cl-menu-head">{head}</Header>}
            {rows.map((row) => (
              <MenuItem key={row.id} id={row.id} textValue={row.title} className="cl-option cl-menu-row">
                {row.icon && <Icon of={row.icon} />}
                <span>{row.title}</span>
                {row.keys && <KeyHint keys={row.keys} />}
              </MenuItem>
            ))}
          </MenuSection>
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
