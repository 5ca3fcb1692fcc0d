// The three columns of the desk with two movable edges. Widths are kept by the caller (settings.json through the
// bridge): they are no patient data and are needed before the vault opens. In a narrow window they stand one under the
// other (narrow.css), the left one folded behind its tabs.
import { useId, useRef, useState, type ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { t } from '../text/t.ts';
import { cx } from './cx.ts';

export interface ColumnsProps {
  left: ReactNode;
  children: ReactNode;
  right: ReactNode;
  /** Names of the three landmarks, spoken. */
  labels: { left: string; middle: string; right: string };
  /** Widths in px as `onResized` last gave them; 272 and 376 else. */
  widths?: { left: number; right: number };
  /** After a drag or a key, not during. */
  onResized?: (widths: { left: number; right: number }) => void;
}

const LEFT = { usual: 272, least: 208, most: 420 };
const RIGHT = { usual: 376, least: 300, most: 560 };
const isTab = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[role="tab"]') !== null;
const px = (n: number): string => `${Math.round(n)}px`;

export function Columns({ left, children, right, labels, widths, onResized }: ColumnsProps) {
  const group = useRef<HTMLDivElement>(null);
  const [unfolded, setUnfolded] = useState(false);
  const listId = useId();
  return (
    <Group
      className="cl-columns"
      disableCursor
      resizeTargetMinimumSize={{ fine: 14, coarse: 32 }}
      elementRef={group}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        // The library counts in per cent of what the two 1 px edges leave.
        const room = (group.current?.getBoundingClientRect().width ?? 0) - 2;
        const inPx = (id: string): number => Math.round(((layout[id] ?? 0) / 100) * room);
        if (isUserInteraction && room > 0) onResized?.({ left: inPx('cl-left'), right: inPx('cl-right') });
      }}
    >
      <Panel
        id="cl-left"
        defaultSize={px(widths?.left ?? LEFT.usual)}
        minSize={px(LEFT.least)}
        maxSize={px(LEFT.most)}
        groupResizeBehavior="preserve-pixel-size"
      >
        <nav
          aria-label={labels.left}
          className={cx('cl-column cl-column-side', !unfolded && 'cl-column-folded')}
        >
          {/* Drawn in a narrow window only. */}
          <button
            type="button"
            className="cl-column-fold"
            aria-expanded={unfolded}
            aria-controls={listId}
            onClick={() => setUnfolded(!unfolded)}
          >
            {t(unfolded ? 'ui.columns.fold' : 'ui.columns.unfold')}
          </button>
          {/* A tab that is pressed shows what it is for. */}
          <div
            id={listId}
            className="cl-column-list"
            onClickCapture={({ target }) => isTab(target) && setUnfolded(true)}
            onKeyDownCapture={({ target, key }) => key !== 'Tab' && isTab(target) && setUnfolded(true)}
          >
            {left}
          </div>
        </nav>
      </Panel>
      <Separator className="cl-splitter" title={t('ui.columns.left')} />
      <Panel id="cl-middle" minSize="420px">
        <main aria-label={labels.middle} className="cl-column">
          {children}
        </main>
      </Panel>
      <Separator className="cl-splitter" title={t('ui.columns.right')} />
      <Panel
        id="cl-right"
        defaultSize={px(widths?.right ?? RIGHT.usual)}
        minSize={px(RIGHT.least)}
        maxSize={px(RIGHT.most)}
        groupResizeBehavior="preserve-pixel-size"
      >
        <aside aria-label={labels.right} className="cl-column cl-column-side">
          {right}
        </aside>
      </Panel>
    </Group>
  );
}
