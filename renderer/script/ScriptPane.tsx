// The script beside a live call: reads what is in force for its reason, account and language, and shows it or why it can't.
import { useSettings } from '../settings/store.ts';
import { useSession } from '../app/session-store.ts';
import type { ScriptFacts } from '#shared/domain/script/fields.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Skeleton } from '../ui/index.ts';
import { stepsOf } from './brief.ts';
import { flowOfPath, flowOfScript, type Flow } from './flow.ts';
import { handOverScript } from './hand-over.ts';
import { outgoingScript } from './outgoing.ts';
import { Pane } from './Pane.tsx';
import { useProgress } from './state.ts';
import { useLiveCall } from './use-facts.ts';
import { useScript } from './use-script.ts';
import './script.css';
import './script-parts.css';

export interface ScriptPaneProps {
  callId: string;
  accountId: string;
  /** As the desk has it; null = not chosen. The live call's own reason counts once it is read. */
  reasonCode?: string | null;
  /** Facts known elsewhere; they win over what this room reads. */
  facts?: ScriptFacts;
}

/** Whether this person works with the brief variant; kept on this computer. */
function useBrief(): boolean {
  const person = useSession((s) => s.state?.person?.id ?? '');
  return useSettings((s) => s.value?.briefScripts.includes(person) ?? false);
}

export function ScriptPane({ callId, accountId, reasonCode = null, facts = {} }: ScriptPaneProps) {
  const call = useLiveCall(callId);
  const progress = useProgress(callId);
  const brief = useBrief();
  const read = useScript({
    reason: call?.reasonCode ?? reasonCode,
    accountId: accountId === '' ? null : accountId,
    lang: progress.lang,
    callId,
  });
  const { found, paths, failure, old, again } = read;
  // Nobody is spoken to any more: the wrap-up has the place.
  if (call?.state === 'wrap-up') return null;
  if (call?.toPractice === true) {
    const script = handOverScript();
    return <Pane call={call} callId={callId} script={script} flow={flowOfScript(script)} given={facts} />;
  }
  const failed = failure && (
    <Banner
      tone="amber"
      title={t(old ? 'script.failed.old' : 'script.failed')}
      action={<Button onPress={again}>{t('script.again')}</Button>}
    >
      {errorText(failure.code).next}
    </Banner>
  );
  if (found === null)
    return (
      <section className="cl-panel cl-script-waiting" aria-label={t('script.label')}>
        {failed || <Skeleton lines={5} label={t('script.reading')} />}
      </section>
    );
  const script = call?.direction === 'outgoing' ? outgoingScript(found.script) : found.script;
  const main: Flow = flowOfScript(script, found.origin, stepsOf(script, brief));
  const open = progress.path === null ? undefined : paths.find((p) => p.path.path === progress.path?.name);
  return (
    <>
      {failed}
      <Pane
        key={open === undefined ? 'script' : open.path.path}
        callId={callId}
        call={call}
        script={script}
        flow={open === undefined ? main : flowOfPath(open.path, open.origin)}
        main={main}
        paths={paths}
        given={facts}
        newer={found.newer}
        onNewest={read.takeNewest}
        brief={brief}
      />
    </>
  );
}
