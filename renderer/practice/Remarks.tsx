// What a debrief remarks beside its points: a call closed as “Message taken” without a message, a second call that nobody took.
import { useEffect, useState } from 'react';
import type { PracticeRun } from '#shared/domain/practice/run.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { careline } from '../bridge/index.ts';
import { formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Banner } from '../ui/index.ts';
import { secondCallLeft } from './lines.ts';

export interface RemarksProps {
  scenario: Scenario;
  run: PracticeRun;
  /** Of the run, which is its call's too. */
  id: string;
}

export function Remarks({ scenario, run, id }: RemarksProps) {
  const unsaved = useClosedAsTaken(id) && run.form === null;
  const left = secondCallLeft(run, scenario.events);
  if (!unsaved && left === null) return null;
  return (
    <Banner tone="amber" spoken={false}>
      {unsaved && t('practice.debrief.no-message')}{' '}
      {left !== null && t('practice.debrief.second-left', { time: formatSpan(left / 1000) })}
    </Banner>
  );
}

function useClosedAsTaken(callId: string): boolean {
  const [taken, setTaken] = useState(false);
  useEffect(() => {
    let gone = false;
    void careline.calls.read({ callId }).then((read) => {
      if (!gone && read.ok) setTaken(read.value.disposition === 'message-taken');
    });
    return () => {
      gone = true;
    };
  }, [callId]);
  return taken;
}
