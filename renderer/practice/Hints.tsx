// Levels 1 and 2 have the desk's own hints of how a caller sounds; an exam has none. A red flag shows at every level, as it
// does on a real call: nobody practises to miss one.
import type { Call } from '#shared/domain/calls/call.ts';
import { FlagLine } from '../assist/FlagLine.tsx';
import { HintStrip } from '../assist/HintStrip.tsx';
import { usePractice } from './store.ts';

export function Hints({ call }: { call: Call }) {
  const level = usePractice((s) => (s.view?.row.id === call.id ? s.view.row.level : null));
  return level !== null && level >= 3 ? <FlagLine callId={call.id} /> : <HintStrip callId={call.id} />;
}
