// The mark and the name, as they head every screen before the desk.
import { t } from '../text/t.ts';
import { Mark } from '../ui/index.ts';

export function Brand() {
  return (
    <div className="cl-brand">
      <Mark size={36} />
      <span>{t('app.title')}</span>
    </div>
  );
}
