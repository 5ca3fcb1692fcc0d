// Every line of the call with its time, the caller's cue marked, and what each answer earned and by which rule.
import { Info, Lightbulb } from 'lucide-react';
import type { DebriefLine } from '#shared/domain/practice/debrief.ts';
import { formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';
import { CaptionLine, Chip, Highlight, Icon } from '../ui/index.ts';
import { AsideLine } from './AsideLine.tsx';
import { chipText, chipTone, lineText, whoOf } from './words.ts';

export function Transcript({ lines }: { lines: readonly DebriefLine[] }) {
  return (
    <section className="cl-panel cl-practice-transcript" aria-label={t('practice.run.transcript')}>
      {lines.map((line, i) =>
        line.who === 'desk' || line.who === 'event' ? (
          <AsideLine
            key={i}
            who={line.who}
            time={formatSpan(line.atMs / 1000)}
            mark={line.chips.length > 0 && <Chips line={line} />}
            note={<Notes line={line} />}
          >
            {lineText(line)}
          </AsideLine>
        ) : (
          <CaptionLine
            key={i}
            time={formatSpan(line.atMs / 1000)}
            who={whoOf(line.who)}
            tone={line.missed ? 'amber' : 'neutral'}
            mark={line.chips.length > 0 && <Chips line={line} />}
            note={<Notes line={line} />}
          >
            <Highlight text={lineText(line)} ranges={line.marks} />
          </CaptionLine>
        ),
      )}
    </section>
  );
}

function Chips({ line }: { line: DebriefLine }) {
  return (
    <div className="cl-practice-chips">
      {line.chips.map((chip) => (
        <Chip key={`${chip.kind} ${chip.ruleId}`} tone={chipTone(chip)}>
          {chipText(chip)}
        </Chip>
      ))}
    </div>
  );
}

/** `E3` says the reply level in its name; a cue's line tells it in words too. */
function noteOf(chip: DebriefLine['chips'][number]): string {
  const level = /^E([0-4])$/.exec(chip.ruleId)?.[1];
  return level === undefined
    ? t('practice.line.note', { note: chip.note, rule: chip.ruleId })
    : t('practice.line.level', { note: chip.note, level, rule: chip.ruleId });
}

function Notes({ line }: { line: DebriefLine }) {
  if (line.chips.length === 0 && line.better === null) return null;
  return (
    <ul className="cl-practice-notes">
      {line.chips.map((chip) => (
        <li key={`${chip.kind} ${chip.ruleId}`}>
          <Icon of={Info} size={14} />
          <span>{noteOf(chip)}</span>
        </li>
      ))}
      {line.better !== null && (
        <li className="cl-practice-better">
          <Icon of={Lightbulb} size={14} />
          <span>{t('practice.line.better', { text: line.better })}</span>
        </li>
      )}
    </ul>
  );
}
