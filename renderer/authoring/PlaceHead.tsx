// The head of a part of this room: its name, one line of what it is for, and what can be done.
import type { ReactNode } from 'react';

export function PlaceHead({ title, lead, action }: { title: string; lead?: ReactNode; action?: ReactNode }) {
  return (
    <div className="cl-page-head">
      <div>
        <h2 className="cl-authoring-title">{title}</h2>
        {lead !== undefined && <p className="cl-detail">{lead}</p>}
      </div>
      {action !== undefined && <div className="cl-page-actions">{action}</div>}
    </div>
  );
}
