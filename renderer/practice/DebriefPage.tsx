// A run that is over, read from the practice vault: its debrief, or the bare lines of one that was played before scenarios
// had acts and events.
import { useEffect, useState } from 'react';
import type { KeptRun } from '#shared/contract/practice.ts';
import type { Failure } from '#shared/domain/result.ts';
import { formatSpan } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, CaptionLine, Skeleton } from '../ui/index.ts';
import { Debrief } from './Debrief.tsx';
import { readKept, usePractice } from './store.ts';

/** Reads the run when it is first shown, and says why where it can't. */
export function useKeptRun(runId: string): {
  kept: KeptRun | null;
  failure: Failure | null;
  again: () => void;
} {
  const kept = usePractice((s) => s.kept[runId] ?? null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let left = false;
    void readKept(runId).then((failed) => !left && setFailure(failed));
    return () => {
      left = true;
    };
  }, [runId, tries]);
  return { kept, failure, again: () => setTries(tries + 1) };
}

export function DebriefPage({ runId }: { runId: string }) {
  const { kept, failure, again } = useKeptRun(runId);
  if (kept === null)
    return failure === null ? (
      <Skeleton label={t('practice.debrief.reading')} lines={6} />
    ) : (
      <Banner
        tone="amber"
        title={errorText(failure.code).sentence}
        action={
          <Button size="small" onPress={again}>
            {t('practice.failed.again')}
          </Button>
        }
      >
        {errorText(failure.code).next}
      </Banner>
    );
  const { row, scenario, run } = kept;
  if (scenario !== null && run !== null)
    return <Debrief key={row.id} scenario={scenario} run={run} id={row.id} />;
  return (
    <>
      <Banner tone="amber" spoken={false} title={row.title}>
        {t('practice.run.old')}
      </Banner>
      <section className="cl-panel cl-practice-transcript" aria-label={t('practice.run.transcript')}>
        {kept.lines.map((line) => (
          <CaptionLine
            key={`${line.atMs} ${line.text}`}
            time={formatSpan(line.atMs / 1000)}
            who={t(line.who === 'caller' ? 'practice.run.caller' : 'practice.run.you')}
          >
            {line.text}
          </CaptionLine>
        ))}
      </section>
    </>
  );
}
