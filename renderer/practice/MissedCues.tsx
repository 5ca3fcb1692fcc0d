// Cues that were passed over, in a list that leads to each of them; and the sentence when there was none.
import { HeartCrack } from 'lucide-react';
import type { DebriefLine } from '#shared/domain/practice/debrief.ts';
import { formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Icon } from '../ui/index.ts';
import { missedCues, unansweredCue } from './moments.ts';
import { showLine } from './show-line.ts';

export interface MissedCuesProps {
  transcript: readonly DebriefLine[];
  /** Cues that were answered, missed ones too. */
  met: number;
}

export function MissedCues({ transcript, met }: MissedCuesProps) {
  const missed = missedCues(transcript);
  // Answered, but below naming the feeling: its line says what would have been better.
  const weak = transcript.filter((line) => line.better !== null && !line.missed).length;
  const open = unansweredCue(transcript);
  if (met === 0 && open === null) return null;
  return (
    <section className="cl-panel cl-practice-missed-list" aria-labelledby="cl-practice-missed-title">
      <h2 id="cl-practice-missed-title">
        <Icon of={HeartCrack} size={16} />
        {met > 0 ? t('debrief.missed', { count: missed.length, met }) : t('debrief.missed.open')}
        {weak > 0 && ` · ${t('debrief.missed.weak', { weak })}`}
      </h2>
      {missed.length > 0 && (
        <ul>
          {missed.map((m) => (
            <li key={m.at}>
              <button type="button" className="cl-practice-missed-row" onClick={() => showLine(m.at)}>
                <span className="cl-mono">{formatSpan(m.atMs / 1000)}</span>
                <span>
                  <mark className="cl-highlight">{m.cue}</mark>{' '}
                  <span className="cl-detail">{t('debrief.missed.said', { text: m.said })}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {open !== null && (
        <button type="button" className="cl-practice-missed-row" onClick={() => showLine(open.at)}>
          <span className="cl-mono">{formatSpan(open.atMs / 1000)}</span>
          <span>
            <mark className="cl-highlight">{open.cue}</mark>{' '}
            <span className="cl-detail">{t('debrief.missed.not-answered')}</span>
          </span>
        </button>
      )}
    </section>
  );
}
