// In every window while a record is open in an emergency (C2): that it is, for how long, and the way to end it. Never whose.
import { DoorOpen } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { announce, Button, cx, Icon, Timer } from '../ui/index.ts';
import { takeAccess, useAccess, useKeepAccess } from './store.ts';
import './access.css';

/** `short`: a window with little room. */
export function AccessBand({ short = false }: { short?: boolean }) {
  useKeepAccess();
  const open = useAccess((s) => s.open);
  const [busy, setBusy] = useState(false);
  const was = useRef(false);
  useEffect(() => {
    if (was.current && open === null) announce(t('access.band.ended'));
    was.current = open !== null;
  }, [open]);
  if (open === null) return null;
  const end = async (): Promise<void> => {
    setBusy(true);
    const result = await careline.access.end({ id: open.id }, { sureWithin: 10_000 });
    setBusy(false);
    if (result.ok) takeAccess(result.value);
    else sayFailure(result);
  };
  return (
    <section className={cx('cl-access-band', short && 'cl-access-short')} role="alert">
      <Icon of={DoorOpen} size={20} />
      <div className="cl-access-words">
        <strong>{t('access.band')}</strong> {!short && <span>{t('access.band.what')}</span>}
      </div>
      <Timer until={open.until} size={short ? 'normal' : 'large'} label={t('access.band.left')} />
      <Button size="small" isPending={busy} onPress={() => void end()}>
        {t('access.band.end')}
      </Button>
    </section>
  );
}
