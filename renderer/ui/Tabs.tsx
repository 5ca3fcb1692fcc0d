// Tabs of a column, with an icon, a count and a line under the one that shows.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';
import { t } from '../text/t.ts';
import { Badge } from './Chip.tsx';
import type { Tone } from './cx.ts';
import { Icon } from './Icon.tsx';

export interface TabItem<Id extends string> {
  id: Id;
  title: string;
  icon?: LucideIcon;
  /** Drawn when above 0. */
  count?: number;
  countTone?: Tone;
  /** Drawn when the tab shows; other tabs are not in the page. */
  content: ReactNode;
}

export interface TabsProps<Id extends string> {
  label: string;
  items: readonly TabItem<Id>[];
  selected: Id;
  onSelect: (id: Id) => void;
  /** Beside the tabs, at the far end: one small button. */
  end?: ReactNode;
}

export function Tabs<Id extends string>({ label, items, selected, onSelect, end }: TabsProps<Id>) {
  return (
    <AriaTabs className="cl-tabs" selectedKey={selected} onSelectionChange={(key) => onSelect(key as Id)}>
      <div className="cl-tab-row">
        <TabList aria-label={label} className="cl-tab-list">
          {items.map((item) => (
            <Tab key={item.id} id={item.id} className="cl-tab">
              {item.icon && <Icon of={item.icon} />}
              <span>{item.title}</span>
              {item.count !== undefined && item.count > 0 && (
                <Badge
                  count={item.count}
                  tone={item.countTone}
                  label={t('ui.tab.count', { count: item.count })}
                />
              )}
            </Tab>
          ))}
        </TabList>
        {end && <div className="cl-tab-end">{end}</div>}
      </div>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="cl-tab-panel">
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
