// One script in the editor: its state and steps to approval above, the form of a step, and beside it what the agent sees.
import { useDeferredValue, useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { ScriptRow } from '#shared/contract/scripts.ts';
import { findingsOf } from '#shared/domain/script/check.ts';
import type { ScriptContent } from '#shared/domain/script/draft.ts';
import type { Path } from '#shared/domain/script/script.ts';
import { readKey } from '#shared/domain/script/versions.ts';
import { sayFailure } from '../app/say.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Skeleton, Tabs } from '../ui/index.ts';
import { Bar } from './Bar.tsx';
import { Changes } from './Changes.tsx';
import { stepsAt, type Where } from './edit.ts';
import { FilePart } from './FilePart.tsx';
import { HeadForm } from './HeadForm.tsx';
import { Preview } from './Preview.tsx';
import { StepForm } from './StepForm.tsx';
import { StepsNav } from './StepsNav.tsx';
import { useDraft } from './use-draft.ts';
import { Versions } from './Versions.tsx';

export interface OpenScriptProps {
  scriptKey: string;
  listed: ScriptRow | null;
  rows: readonly ScriptRow[];
  accounts: readonly Account[];
  paths: readonly Path[] | null;
  /** How to keep what was changed last; null once this one is closed. */
  onFlush: (flush: (() => Promise<unknown>) | null) => void;
  onOpen: (key: string) => void;
}
const sides = ['preview', 'changes', 'versions', 'file'] as const;
type Side = (typeof sides)[number];

export function OpenScript(props: OpenScriptProps) {
  const { scriptKey, listed, onFlush } = props;
  const draft = useDraft(scriptKey, listed);
  const { history, row } = draft;
  const { flush } = draft;
  useEffect(() => {
    onFlush(flush);
    return () => onFlush(null);
  }, [flush, onFlush]);
  const [where, setWhere] = useState<Where>('steps');
  /** null = about the whole. */
  const [stepId, setStepId] = useState<string | null>(null);
  const [side, setSide] = useState<Side>('preview');
  const now = history?.now ?? null;
  const calm = useDeferredValue(now);
  const findings = useMemo(() => (calm === null ? [] : findingsOf(calm, props.paths)), [calm, props.paths]);
  if (draft.unread !== null)
    return (
      <div className="cl-editor-open">
        <Banner
          tone="amber"
          title={errorText(draft.unread.code).sentence}
          action={<Button onPress={draft.read}>{t('script-editor.again')}</Button>}
        >
          {errorText(draft.unread.code).next}
        </Banner>
        <Versions scriptKey={scriptKey} onShow={() => undefined} />
      </div>
    );
  if (history === null || now === null) return <Skeleton lines={8} label={t('script-editor.loading')} />;
  const editable = row?.state === 'draft';
  const steps = stepsAt(now, where);
  const at = steps.findIndex((s) => s.id === stepId);
  const step = steps[at];
  const change = (to: ScriptContent, place: string): void => draft.change(to, place);
  function keys(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'z') return;
    if (!editable) return;
    event.preventDefault();
    if (event.shiftKey) draft.redo();
    else draft.undo();
  }
  const side_ = (id: Side) => {
    switch (id) {
      case 'preview':
        return (
          <Preview
            content={now}
            where={where}
            stepId={step?.id ?? steps[0]?.id ?? null}
            scriptKey={scriptKey}
            rows={props.rows}
          />
        );
      case 'changes':
        return <Changes scriptKey={scriptKey} content={now} row={row} />;
      case 'versions':
        return <Versions scriptKey={scriptKey} onShow={() => setSide('changes')} />;
      case 'file':
        return (
          <FilePart
            scriptKey={scriptKey}
            content={now}
            onTake={editable ? (to) => change(to, 'file') : null}
          />
        );
    }
  };
  return (
    <div className="cl-editor-open" onKeyDown={keys} role="presentation">
      <Bar
        draft={draft}
        content={now}
        listed={listed}
        findings={findings}
        accounts={props.accounts}
        rows={props.rows}
        keyParts={readKey(scriptKey)}
        onOpen={props.onOpen}
      />
      {draft.failure && (
        <Banner
          tone="amber"
          title={t('script-editor.save.failed')}
          action={
            draft.failure.code === 'conflict' || draft.failure.code === 'script-state' ? (
              <Button size="small" onPress={draft.read}>
                {t('script-editor.save.read')}
              </Button>
            ) : (
              <Button
                size="small"
                onPress={() =>
                  void draft.flush().then((done) => !done && draft.failure && sayFailure(draft.failure))
                }
              >
                {t('script-editor.again')}
              </Button>
            )
          }
        >
          {draft.failure.code === 'conflict'
            ? t('script-editor.save.conflict')
            : errorText(draft.failure.code).next}
        </Banner>
      )}
      <div className="cl-editor-work">
        <StepsNav
          content={now}
          where={where}
          stepId={step?.id ?? null}
          findings={findings}
          editable={editable}
          onWhere={(to) => {
            setWhere(to);
            setStepId(null);
          }}
          onStep={setStepId}
          onChange={change}
        />
        <div className="cl-editor-form" role="region" aria-label={step?.title ?? t('script-editor.head')}>
          {step === undefined ? (
            <HeadForm content={now} findings={findings} editable={editable} onChange={change} />
          ) : (
            <StepForm
              key={`${where} ${step.id}`}
              content={now}
              where={where}
              at={at}
              step={step}
              findings={findings}
              paths={props.paths}
              editable={editable}
              onChange={change}
            />
          )}
        </div>
        <div className="cl-editor-side">
          <Tabs
            label={t('script-editor.tab.preview')}
            selected={side}
            onSelect={setSide}
            items={sides.map((id) => ({
              id,
              title: t(`script-editor.tab.${id}`),
              content: side === id ? side_(id) : null,
            }))}
          />
        </div>
      </div>
    </div>
  );
}
