// A line of a run that nobody said: what the trainee did at the desk, or what happened around the call.
import { MonitorCheck, Zap } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '../ui/index.ts';
import { whoOf } from './words.ts';

export interface AsideLineProps {
  who: 'desk' | 'event';
  time: string;
  children: ReactNode;
  mark?: ReactNode;
  note?: ReactNode;
}

export function AsideLine({ who, time, children, mark, note }: AsideLineProps) {
  return (
    <div className="cl-caption cl-practice-aside">
      <span className="cl-caption-time">{time}</span>
      <div className="cl-caption-body">
        <p className="cl-detail">
          <Icon of={who === 'desk' ? MonitorCheck : Zap} size={14} />
          <span className="cl-detail-quiet">{whoOf(who)}</span> {children}
        </p>
        {note && <div className="cl-detail">{note}</div>}
      </div>
      {mark && <div>{mark}</div>}
    </div>
  );
}
