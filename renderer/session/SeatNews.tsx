// Why the desk is not as it was left, in one sentence over the door: a session that ended elsewhere, a person who may no longer sit
// here, an empty seat after a long pause. The desk says which by a code.
import { useSession } from '../app/session-store.ts';
import { errorText } from '../text/t.ts';
import { Banner } from '../ui/index.ts';

export function SeatNews() {
  const signIn = useSession((s) => s.state?.signIn);
  const policy = useSession((s) => s.state?.policy.problem ?? null);
  const code = signIn?.going === null ? signIn.problem : null;
  return (
    <>
      {code !== null && code !== undefined && (
        <Banner tone="amber" title={errorText(code).sentence}>
          {errorText(code).next}
        </Banner>
      )}
      {policy !== null && (
        <Banner tone="amber" title={errorText(policy).sentence}>
          {errorText(policy).next}
        </Banner>
      )}
    </>
  );
}
