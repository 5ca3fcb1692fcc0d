// Every line of the call with its time, the caller's cue marked, what each answer earned and by which rule, a trainer's level
// beside the machine's, comments and bookmarks where they stand.
import { Bookmark as BookmarkIcon, BookmarkCheck, Info, Lightbulb, MessageSquareText } from 'lucide-react';
import type { Bookmark } from '#shared/contract/practice.ts';
import type { DebriefLine } from '#shared/domain/practice/debrief.ts';
import type { Comment } from '#shared/domain/training/records.ts';
import { formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';
import { CaptionLine, Chip, Highlight, Icon, IconButton } from '../ui/index.ts';
import { AsideLine } from './AsideLine.tsx';
import { bookmarked, rowsOf } from './moments.ts';
import { lineId } from './show-line.ts';
import { chipText, chipTone, lineText, whoOf } from './words.ts';

export interface TranscriptProps {
  lines: readonly DebriefLine[];
  comments?: readonly Comment[];
  bookmarks?: readonly Bookmark[];
  /** Places of the lines that a trainer let happen. */
  injected?: ReadonlySet<number>;
  /** A trainer's level of a line, by its place. */
  human?: ReadonlyMap<number, number>;
  /** Absent: nothing can be marked here. */
  onBookmark?: (line: DebriefLine, on: boolean) => void;
}

const time = (ms: number): string => formatSpan(ms / 1000);

const none: ReadonlySet<number> = new Set();
export function Transcript(props: TranscriptProps) {
  const { lines, comments = [], bookmarks = [], injected = none, human, onBookmark } = props;
  const withMark = bookmarked(lines, bookmarks);
  return (
    <section className="cl-panel cl-practice-transcript" aria-label={t('practice.run.transcript')}>
      {rowsOf(lines, comments, bookmarks).map((row) => {
        if (row.kind === 'comment') return <TrainerLine key={row.comment.id} comment={row.comment} />;
        if (row.kind === 'bookmark')
          return (
            <AsideLine key={`b ${row.bookmark.atMs}`} who="event" time={time(row.bookmark.atMs)}>
              {t('debrief.bookmark.at', { label: row.bookmark.label })}
            </AsideLine>
          );
        const { line, at } = row;
        const marked = withMark.has(at);
        return (
          <div key={at} id={lineId(at)} tabIndex={-1} className="cl-practice-row">
            <Line line={line} level={human?.get(at) ?? null} byTrainer={injected.has(at)} />
            {onBookmark !== undefined && (line.who === 'agent' || line.who === 'caller') && (
              <span className={marked ? 'cl-practice-mark cl-practice-marked' : 'cl-practice-mark'}>
                <IconButton
                  icon={marked ? BookmarkCheck : BookmarkIcon}
                  size="small"
                  label={t(marked ? 'debrief.bookmark.off' : 'debrief.bookmark.on', {
                    time: time(line.atMs),
                  })}
                  onPress={() => onBookmark(line, !marked)}
                />
              </span>
            )}
          </div>
        );
      })}
    </section>
  );
}

function Line({ line, level, byTrainer }: { line: DebriefLine; level: number | null; byTrainer: boolean }) {
  const marks = (line.chips.length > 0 || level !== null || byTrainer) && (
    <Chips line={line} level={level} byTrainer={byTrainer} />
  );
  if (line.who === 'desk' || line.who === 'event')
    return (
      <AsideLine who={line.who} time={time(line.atMs)} mark={marks} note={<Notes line={line} />}>
        {lineText(line)}
      </AsideLine>
    );
  return (
    <CaptionLine
      time={time(line.atMs)}
      who={whoOf(line.who)}
      tone={line.missed ? 'amber' : 'neutral'}
      mark={marks}
      note={<Notes line={line} />}
    >
      <Highlight text={lineText(line)} ranges={line.marks} />
    </CaptionLine>
  );
}

function TrainerLine({ comment }: { comment: Comment }) {
  return (
    <div className="cl-caption cl-practice-comment">
      <span className="cl-caption-time">{time(comment.atMs)}</span>
      <div className="cl-caption-body">
        <p className="cl-detail">
          <Icon of={MessageSquareText} size={14} /> {t('debrief.comment.by', { name: comment.by })}
        </p>
        <p>{comment.text}</p>
      </div>
    </div>
  );
}

function Chips({ line, level, byTrainer }: { line: DebriefLine; level: number | null; byTrainer: boolean }) {
  return (
    <div className="cl-practice-chips">
      {byTrainer && <Chip tone="violet">{t('debrief.by-trainer')}</Chip>}
      {level !== null && <Chip tone="violet">{t('debrief.human.chip', { level })}</Chip>}
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
  const isMasked = line.clear !== null && line.clear !== line.text;
  if (line.chips.length === 0 && line.better === null && !isMasked) return null;
  return (
    <ul className="cl-practice-notes">
      {isMasked && (
        <li>
          <Icon of={Info} size={14} />
          <span>{t('debrief.masked', { text: line.clear })}</span>
        </li>
      )}
      {line.chips.map((chip) => (
        <li key={`${chip.kind} ${chip.ruleId}`}>
          <Icon of={Info} size={14} />
          <span>
            {noteOf(chip)}
            {chip.words.length > 0 && ` ${t('debrief.words', { words: chip.words.join('”, “') })}`}
          </span>
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
