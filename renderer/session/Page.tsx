// A calm page with one thing to do in its middle: create, open, lock, broken, starting.
import type { ReactNode } from 'react';
import { EmergencyButton } from '../app/EmergencyButton.tsx';
import { Brand } from './Brand.tsx';

export function Page({
  steps,
  title,
  lead,
  children,
  beside,
  emergency = false,
}: {
  /** Of setting up a new computer: over the title. */
  steps?: ReactNode;
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
  beside?: ReactNode;
  /** Shows the key that opens the emergency card; only where the card is drawn too. */
  emergency?: boolean;
}) {
  return (
    <div className="cl-single">
      <main className="cl-single-box">
        <Brand />
        {steps}
        <h1 className="cl-single-title">{title}</h1>
        {lead && <p className="cl-single-lead">{lead}</p>}
        {children}
        {emergency && <EmergencyButton />}
      </main>
      {beside}
    </div>
  );
}
