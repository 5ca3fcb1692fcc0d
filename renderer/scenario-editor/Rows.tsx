// A list of like things: each opens to its form, can be moved up, taken away, and a new one added at the end.
import { ArrowUp, Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../text/t.ts';
import { Button, IconButton } from '../ui/index.ts';

export interface RowsProps<T> {
  title: string;
  /** What these are for, in a sentence. */
  lead?: string;
  list: readonly T[];
  nameOf: (value: T, at: number) => string;
  add: string;
  make: () => T;
  most: number;
  /** True: short rows, always open. */
  flat?: boolean;
  onChange: (list: T[]) => void;
  row: (value: T, change: (to: Partial<T>) => void, at: number) => ReactNode;
}

export function Rows<T extends object>(props: RowsProps<T>) {
  const { title, lead, list, nameOf, add, make, most, flat, onChange, row } = props;
  const put = (at: number, to: Partial<T>): void =>
    onChange(list.map((x, i) => (i === at ? { ...x, ...to } : x)));
  const up = (at: number): void =>
    onChange(list.map((x, i) => (i === at - 1 ? (list[at] ?? x) : i === at ? (list[at - 1] ?? x) : x)));
  return (
    <fieldset className="cl-scenario-rows">
      <legend className="cl-label">{title}</legend>
      {lead !== undefined && <p className="cl-detail">{lead}</p>}
      {list.map((value, i) => {
        const name = nameOf(value, i);
        const end = (
          <span className="cl-scenario-row-end">
            <IconButton
              icon={ArrowUp}
              size="small"
              label={t('scenario-editor.up', { name })}
              isDisabled={i === 0}
              onPress={() => up(i)}
            />
            <IconButton
              icon={X}
              size="small"
              label={t('scenario-editor.remove', { name })}
              onPress={() => onChange(list.filter((_, at) => at !== i))}
            />
          </span>
        );
        const body = <div className="cl-scenario-row-body">{row(value, (to) => put(i, to), i)}</div>;
        return flat === true ? (
          <div key={i} className="cl-scenario-row cl-scenario-row-flat">
            {body}
            {end}
          </div>
        ) : (
          <div key={i} className="cl-scenario-row cl-scenario-row-folds">
            {/* Two lines of one kind look alike while they are new: the newest is open. */}
            <details open={name.trim() === '' || list.length === 1}>
              <summary>{name.trim() === '' ? t('scenario-editor.unnamed') : name}</summary>
              {body}
            </details>
            {end}
          </div>
        );
      })}
      {list.length < most && (
        <div>
          <Button size="small" kind="plain" icon={Plus} onPress={() => onChange([...list, make()])}>
            {add}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
