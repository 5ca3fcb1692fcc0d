// The emergency card's ticks with their times, in one red frame: what was done, and what was taken back.
import { TriangleAlert } from 'lucide-react';
import type { EmergencyTick } from '#shared/domain/emergency/ticks.ts';
import { t } from '../text/t.ts';
import { Icon } from '../ui/index.ts';
import { timeThere } from './clock-words.ts';
import { useStepTitles } from './emergency-ticks.ts';

export interface EmergencyLineProps {
  ticks: readonly EmergencyTick[];
  zone: string;
  /** What is still to be said about it, under the ticks. */
  note?: string;
}

export function EmergencyLine({ ticks, zone, note }: EmergencyLineProps) {
  const titleOf = useStepTitles(ticks.length > 0);
  return (
    <div className="cl-messages-emergency" role="group" aria-label={t('messages.emergency')}>
      <Icon of={TriangleAlert} size={18} tone="red" />
      <div>
        <p>
          <strong>{t(ticks.length > 0 ? 'messages.emergency' : 'messages.emergency.only-opened')}</strong>
        </p>
        {ticks.length > 0 && (
          <ul className="cl-messages-ticked">
            {ticks.map((tick) => (
              <li key={`${tick.stepId} ${tick.on} ${tick.at}`}>
                <span className="cl-mono">{timeThere(tick.at, zone)}</span>
                <span>
                  {t(tick.on ? 'messages.emergency.tick' : 'messages.emergency.taken-back', {
                    step: titleOf(tick.stepId),
                  })}
                </span>
              </li>
            ))}
          </ul>
        )}
        {note !== undefined && <p className="cl-detail">{note}</p>}
      </div>
    </div>
  );
}
