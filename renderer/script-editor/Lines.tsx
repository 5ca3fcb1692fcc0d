// A list of lines in plain fields: each with what the lint finds beside it, to be moved, removed and added.
import { ArrowUp, Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ScriptFinding } from '#shared/domain/script/script-lint.ts';
import { t } from '../text/t.ts';
import { Button, IconButton, TextArea } from '../ui/index.ts';
import { moved, replaced, without } from './edit.ts';
import { errorOf, ofLine } from './findings.ts';

/** One line of words; long ones wrap. */
export function Words({
  label,
  hideLabel = false,
  value,
  place,
  findings,
  editable,
  onChange,
}: {
  label: string;
  hideLabel?: boolean;
  value: string;
  place: string;
  findings: readonly ScriptFinding[];
  editable: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <TextArea
      label={label}
      hideLabel={hideLabel}
      rows={1}
      maxLength={240}
      value={value}
      error={errorOf(ofLine(findings, place, value))}
      isReadOnly={!editable}
      // A line is a line: what is pasted becomes one.
      onChange={(next) => onChange(next.replaceAll(/\s*\n\s*/g, ' '))}
    />
  );
}

export interface RowsProps<T> {
  title: string;
  list: readonly T[];
  /** What a new one is; null = none can be added. */
  make: (() => T) | null;
  add: string;
  most: number;
  editable: boolean;
  onChange: (list: T[]) => void;
  row: (value: T, at: number, change: (to: T) => void) => ReactNode;
  keyOf?: (value: T, at: number) => string;
}

export function Rows<T>({ title, list, make, add, most, editable, onChange, row, keyOf }: RowsProps<T>) {
  if (list.length === 0 && !editable) return null;
  return (
    <fieldset className="cl-editor-part">
      <legend className="cl-label">{title}</legend>
      {list.map((value, i) => (
        <div key={keyOf?.(value, i) ?? i} className="cl-editor-row">
          <div className="cl-editor-row-fields">{row(value, i, (to) => onChange(replaced(list, i, to)))}</div>
          {editable && (
            <span className="cl-editor-row-end">
              <IconButton
                icon={ArrowUp}
                size="small"
                label={t('script-editor.move.up', { n: i + 1 })}
                isDisabled={i === 0}
                onPress={() => onChange(moved(list, i, -1))}
              />
              <IconButton
                icon={X}
                size="small"
                label={t('script-editor.remove', { n: i + 1 })}
                onPress={() => onChange(without(list, i))}
              />
            </span>
          )}
        </div>
      ))}
      {editable && make !== null && list.length < most && (
        <Button size="small" kind="plain" icon={Plus} onPress={() => onChange([...list, make()])}>
          {add}
        </Button>
      )}
    </fieldset>
  );
}

/** Lines that are nothing but words. */
export function Lines({
  title,
  list,
  place,
  most,
  findings,
  editable,
  onChange,
}: {
  title: string;
  list: readonly string[];
  /** `say`: the first line is at `say.0`. */
  place: string;
  most: number;
  findings: readonly ScriptFinding[];
  editable: boolean;
  onChange: (list: string[]) => void;
}) {
  return (
    <Rows
      title={title}
      list={list}
      make={() => ''}
      add={t('script-editor.add.line')}
      most={most}
      editable={editable}
      onChange={onChange}
      row={(value, i, change) => (
        <Words
          label={t('script-editor.line', { part: title, n: i + 1 })}
          hideLabel
          value={value}
          place={`${place}.${i}`}
          findings={findings}
          editable={editable}
          onChange={change}
        />
      )}
    />
  );
}
