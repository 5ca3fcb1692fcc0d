// What this desk knows of keys and certificates: at once what was told last, then what the backend says now.
import { useEffect, useEffectEvent, useState } from 'react';
import type { CertificatesValue } from '#shared/contract/certificates.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';

export interface Known {
  value: CertificatesValue | null;
  /** Why the backend's word is missing; what is shown is older then. */
  stale: Failure | null;
  again: () => void;
  /** Keeps what another request answered. */
  take: (result: Result<CertificatesValue>) => boolean;
}

export function useCertificates(): Known {
  const [value, setValue] = useState<CertificatesValue | null>(null);
  const [stale, setStale] = useState<Failure | null>(null);
  const [times, setTimes] = useState(0);
  const take = (result: Result<CertificatesValue>): boolean => {
    if (result.ok) setValue(result.value);
    setStale(result.ok ? null : result);
    return result.ok;
  };
  const read = useEffectEvent(() => {
    void careline.certificates.state().then((known) => {
      if (known.ok) setValue((before) => before ?? known.value);
    });
    void careline.certificates.refresh().then(take);
  });
  useEffect(() => read(), [times]);
  return { value, stale, again: () => setTimes((n) => n + 1), take };
}
