// The foot of the settings: this version, and the restart into a newer one that a person asks for.
import { useCallback, useEffect, useState } from 'react';
import type { UpdateValue } from '#shared/contract/updates.ts';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { Button } from '../ui/index.ts';
import { versionWords } from './version.ts';

/** Nobody announces a change: while the settings are open, they ask. */
const askEvery = 2000;

export function VersionLine() {
  const [value, setValue] = useState<UpdateValue | null>(null);
  const read = useCallback(
    () => careline.updates.state().then((result) => (result.ok ? setValue(result.value) : undefined)),
    [],
  );
  useEffect(() => {
    void read();
    const timer = setInterval(() => void read(), askEvery);
    return () => clearInterval(timer);
  }, [read]);
  if (value === null) return null;

  const words = versionWords(value);
  const install = (): void =>
    void careline.updates.install().then((result) => (result.ok ? read() : sayFailure(result)));
  return (
    <div className="cl-detail-quiet" role="status">
      <p>
        {words.version} {words.version === null ? null : '·'} {words.sentence}
      </p>
      {words.waits.length > 0 && (
        <ul>
          {words.waits.map((why) => (
            <li key={why}>{why}</li>
          ))}
        </ul>
      )}
      {words.install && (
        <Button size="small" onPress={install}>
          {t('updates.install')}
        </Button>
      )}
    </div>
  );
}
