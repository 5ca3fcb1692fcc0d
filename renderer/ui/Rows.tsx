// Labels at the left, facts at the right.
import type { ReactNode } from 'react';

export interface DefinitionRow {
  /** Also the key of the row. */
  label: string;
  value: ReactNode;
  /** Small, under the value. */
  note?: ReactNode;
}

export interface DefinitionRowsProps {
  rows: readonly DefinitionRow[];
  /** `narrow` for dates and times at the left. */
  width?: 'normal' | 'narrow';
}

export function DefinitionRows({ rows, width = 'normal' }: DefinitionRowsProps) {
  return (
    <dl className={width === 'narrow' ? 'cl-rows cl-rows-narrow' : 'cl-rows'}>
      {rows.map((row) => (
        <div key={row.label} className="cl-row">
          <dt>{row.label}</dt>
          <dd>
            {row.value}
            {row.note && <div className="cl-detail">{row.note}</div>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
