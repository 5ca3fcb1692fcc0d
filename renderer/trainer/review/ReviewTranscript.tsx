// Every line with its time. A line that answers a cue has five levels to choose from; the machine's level and the rule that gave
// it show once the trainer has chosen, so that one does not lead the other.
import { MessageSquarePlus, SpellCheck } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { Comment } from '#shared/domain/training/records.ts';
import { careline } from '../../bridge/index.ts';
import { formatSpan } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button, cx, IconButton, TextField, ToggleChips } from '../../ui/index.ts';
import { sayKept } from '../say.ts';
import { go, useWhere } from '../store.ts';
import { lineOfTime, type CueRating, type ReviewLine } from './lines.ts';
import { LineWords, WhoSaid } from './LineWords.tsx';

const levels = ['0', '1', '2', '3', '4'] as const;

export interface ReviewTranscriptProps {
  lines: readonly ReviewLine[];
  comments: readonly Comment[];
  runId: string;
  scenarioId: string;
  /** Chosen so far, by `cueIndex`. */
  levels: Readonly<Record<number, number>>;
  /** The machine's levels show before one is chosen. */
  openly: boolean;
  onLevel: (cueIndex: number, level: number) => void;
}

export function ReviewTranscript(props: ReviewTranscriptProps) {
  const line = useWhere((s) => s.line);
  return (
    <ol className="cl-trainer-lines">
      {props.lines.map((one) => (
        <Line key={one.index} line={one} pointed={one.index === line} {...props} />
      ))}
    </ol>
  );
}

function Line({ line, pointed, ...props }: ReviewTranscriptProps & { line: ReviewLine; pointed: boolean }) {
  const place = useRef<HTMLLIElement>(null);
  const [writes, setWrites] = useState(false);
  useEffect(() => {
    if (pointed) place.current?.scrollIntoView({ block: 'center' });
  }, [pointed]);
  const here = props.comments.filter((one) => lineOfTime(props.lines, one.atMs) === line.index);
  const time = formatSpan(line.atMs / 1000);
  return (
    <li
      ref={place}
      className={cx('cl-trainer-line', `cl-trainer-line-${line.who}`, pointed && 'cl-trainer-line-here')}
    >
      <span className="cl-trainer-line-time cl-mono">{time}</span>
      <div className="cl-trainer-line-body">
        <WhoSaid line={line} />
        <LineWords line={line} />
        {line.cue !== null && (
          <Cue
            cue={line.cue}
            chosen={props.levels[line.cue.cueIndex]}
            openly={props.openly}
            onLevel={props.onLevel}
          />
        )}
        {line.who === 'agent' && isTold(line, props) && <Matched line={line} scenarioId={props.scenarioId} />}
        {here.map((one) => (
          <p key={one.id} className="cl-trainer-comment">
            <strong>{one.by}</strong> {one.text}
          </p>
        ))}
        {writes && <WriteComment runId={props.runId} atMs={line.atMs} onDone={() => setWrites(false)} />}
      </div>
      <IconButton
        icon={MessageSquarePlus}
        size="small"
        kind="plain"
        label={t('trainer.comment.at', { time })}
        onPress={() => setWrites(!writes)}
      />
    </li>
  );
}

/** What the rules heard in a line shows after the trainer's own word about it, as their level does. */
const isTold = ({ cue }: ReviewLine, { openly, levels: chosen }: ReviewTranscriptProps): boolean =>
  openly || (cue !== null && chosen[cue.cueIndex] !== undefined);

function Cue({
  cue,
  chosen,
  openly,
  onLevel,
}: {
  cue: CueRating;
  chosen: number | undefined;
  openly: boolean;
  onLevel: (cueIndex: number, level: number) => void;
}) {
  const shown = openly || chosen !== undefined;
  const value = chosen === undefined ? null : (levels[chosen] ?? null);
  const apart = chosen !== undefined && Math.abs(chosen - cue.level) >= 2;
  return (
    <div className="cl-trainer-cue">
      <ToggleChips
        label={t('trainer.cue.label', { number: cue.cueIndex + 1 })}
        options={levels.map((id) => ({ id, title: id }))}
        value={value}
        onChange={(id) => id !== null && onLevel(cue.cueIndex, Number(id))}
        mustChoose
      />
      <p className="cl-detail">
        {chosen === undefined ? t('trainer.cue.scale') : t(`trainer.cue.level.${value ?? '0'}`)}
      </p>
      {shown ? (
        <p className={cx('cl-trainer-machine', apart && 'cl-trainer-apart')}>
          <strong>{t('trainer.cue.machine', { level: cue.level })}</strong>{' '}
          {t('trainer.cue.rule', { title: cue.title, rule: cue.rule })}{' '}
          {cue.words.length > 0 && t('trainer.cue.words', { words: cue.words.join('” · “') })}
          {apart && <> {t('trainer.cue.apart')}</>}
        </p>
      ) : (
        <p className="cl-detail-quiet">{t('trainer.cue.hidden')}</p>
      )}
      {cue.better !== null && cue.level < 3 && shown && (
        <p className="cl-detail">{t('trainer.cue.better', { text: cue.better })}</p>
      )}
    </div>
  );
}

/** Which rules the line met; from here a rule's phrases are corrected. */
function Matched({ line, scenarioId }: { line: ReviewLine; scenarioId: string }) {
  return (
    <details className="cl-trainer-matched">
      <summary>{t('trainer.matched', { count: line.matched.length })}</summary>
      {line.matched.length === 0 ? (
        <p className="cl-detail">{t('trainer.matched.none')}</p>
      ) : (
        <ul>
          {line.matched.map((rule) => (
            <li key={rule.ruleId}>{t('trainer.matched.rule', { title: rule.title, rule: rule.ruleId })}</li>
          ))}
        </ul>
      )}
      <Button
        size="small"
        icon={SpellCheck}
        onPress={() => go({ place: 'corrections', scenarioId, phrase: line.text })}
      >
        {t('trainer.matched.correct')}
      </Button>
    </details>
  );
}

function WriteComment({ runId, atMs, onDone }: { runId: string; atMs: number; onDone: () => void }) {
  const [text, setText] = useState('');
  const keep = async (): Promise<void> => {
    if (text.trim() === '') return;
    const asked = careline.training.comment({ runId, id: uuidv7(), atMs, text: text.trim() });
    if (await sayKept(asked, t('trainer.comment.kept'))) onDone();
  };
  return (
    <form
      className="cl-trainer-inline"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <TextField
        label={t('trainer.comment.label')}
        autoFocus
        maxLength={1000}
        value={text}
        onChange={setText}
      />
      <Button type="submit" kind="primary" size="small" isDisabled={text.trim() === ''}>
        {t('trainer.comment.keep')}
      </Button>
      <Button size="small" onPress={onDone}>
        {t('trainer.cancel')}
      </Button>
    </form>
  );
}
