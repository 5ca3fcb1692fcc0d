// A calm page with one thing to do in its middle: create, open, lock, broken, starting.
import type { ReactNode } from 'react';
import { Brand } from './Brand.tsx';

export function Page({
  title,
  lead,
  children,
  beside,
}: {
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
  beside?: ReactNode;
}) {
  return (
    <div className="cl-single">
      <main className="cl-single-box">
        <Brand />
        <h1 className="cl-single-title">{title}</h1>
        {lead && <p className="cl-single-lead">{lead}</p>}
        {children}
      </main>
      {beside}
    </div>
  );
}
