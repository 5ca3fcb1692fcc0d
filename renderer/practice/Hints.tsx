// A red flag shows at every level, as it does on a real call: nobody practises to miss one. How the caller sounds is not hinted
// at here: the scenario knows what its caller feels and has hints of its own; a second opinion beside it would be a second truth.
import type { Call } from '#shared/domain/calls/call.ts';
import { FlagLine } from '../assist/FlagLine.tsx';

export const Hints = ({ call }: { call: Call }) => <FlagLine callId={call.id} />;
