// The practice caller's words are heard like a caller's, by the practice desk's own ear; the hint shows under them.
import { useEffect } from 'react';
import { careline } from '../bridge/index.ts';
import { HintStrip } from './HintStrip.tsx';
import { takeView } from './store.ts';

const sent = new Set<string>();

export function PracticeHint({ runId, line }: { runId: string; line: string }) {
  useEffect(() => {
    const name = `${runId} ${line}`;
    if (sent.has(name) || line.trim() === '') return;
    sent.add(name);
    void careline.assist.heard({ callId: runId, source: 'practice', text: line }).then(takeView);
  }, [runId, line]);
  return <HintStrip callId={runId} practice />;
}
