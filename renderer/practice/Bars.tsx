// What the bars say on the practice desk: that nothing here is real, the way out, and where what is practised is kept.
import { GraduationCap, LogOut, Presentation, ShieldCheck } from 'lucide-react';
import { leavePractice } from '../app/leave-practice.ts';
import { t } from '../text/t.ts';
import { Button, Chip, IconButton, StatusItem } from '../ui/index.ts';
import { openSurface } from '../windows/open.ts';

export function PracticeTop() {
  return (
    <>
      <IconButton
        icon={Presentation}
        label={t('practice.trainer')}
        onPress={() => void openSurface('trainer')}
      />
      {/* One of the two shows: words where the bar has room for them. */}
      <Button kind="plain" icon={LogOut} className="cl-practice-leave" onPress={leavePractice}>
        {t('practice.leave')}
      </Button>
      <span className="cl-practice-leave-icon">
        <IconButton icon={LogOut} label={t('practice.leave')} onPress={leavePractice} />
      </span>
      <Chip tone="violet" dot>
        {t('practice.chip')}
      </Chip>
    </>
  );
}

export function PracticeStatus() {
  return (
    <>
      <StatusItem
        icon={GraduationCap}
        tone="violet"
        detail={{ title: t('practice.status.vault.title'), content: t('practice.status.vault.what') }}
      >
        {t('practice.status.vault')}
      </StatusItem>
      <StatusItem
        icon={ShieldCheck}
        gives="first"
        detail={{ title: t('practice.status.route.title'), content: t('practice.status.route.what') }}
      >
        {t('practice.status.route')}
      </StatusItem>
    </>
  );
}
