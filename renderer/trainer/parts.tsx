// The trainer's tables: the last cell of each row holds what can be done with it.
import type { ReactNode } from 'react';
import { t } from '../text/t.ts';
import { DataTable } from '../ui/index.ts';

export interface TrainerTableProps {
  /** For those who don't see it: what is listed. */
  caption: string;
  columns: readonly string[];
  children: ReactNode;
}
export function TrainerTable({ caption, columns, children }: TrainerTableProps) {
  return (
    <DataTable
      caption={caption}
      columns={[...columns, { hidden: t('trainer.col.act') }]}
      className="cl-trainer-table"
    >
      {children}
    </DataTable>
  );
}
