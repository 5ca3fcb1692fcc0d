// Draws what `announce` says, for screen readers. Once, at the root of a page.
import { useEffect, useState } from 'react';
import { onAnnounce, type Spoken } from './live.ts';

export function LiveRegion() {
  const [polite, setPolite] = useState<Spoken>();
  const [urgent, setUrgent] = useState<Spoken>();
  useEffect(
    () =>
      onAnnounce((spoken) => {
        if (spoken === null || spoken.urgent) setUrgent(spoken ?? undefined);
        if (spoken === null || !spoken.urgent) setPolite(spoken ?? undefined);
      }),
    [],
  );
  return (
    <div className="cl-hidden">
      {/* The key makes a sentence that is said twice a new node, so that it is read twice. */}
      <div role="status" aria-live="polite">
        <span key={polite?.id}>{polite?.text}</span>
      </div>
      <div role="alert" aria-live="assertive">
        <span key={urgent?.id}>{urgent?.text}</span>
      </div>
    </div>
  );
}
