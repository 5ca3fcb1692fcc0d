// The few things a person sets at the desk. Each change shows and is kept at once.
import type { SettingsValue } from '#shared/contract/settings.ts';
import { Award, BookOpenText, Headphones, Keyboard, ScrollText } from 'lucide-react';
import { keysOf } from '../app/keys.ts';
import { openOverlay } from '../app/overlay-store.ts';
import { sayFailure } from '../app/say.ts';
import { useSession } from '../app/session-store.ts';
import { isMac } from '../app/use-keys.ts';
import { HintSettings } from '../assist/HintSettings.tsx';
import { EhrSettings } from '../ehr/EhrSettings.tsx';
import { useLineLive } from '../telephony/store.ts';
import { t } from '../text/t.ts';
import { VersionLine } from '../updates/VersionLine.tsx';
import { Button, Checkbox, Dialog, Select, Skeleton, ToggleChips } from '../ui/index.ts';
import { KeptPeople } from './KeptPeople.tsx';
import { changeSettings, useSettings } from './store.ts';

const themes = ['system', 'light', 'dark', 'contrast'] as const;
const languages = ['en', 'en-XA'] as const;
const minutes = ['1', '3', '5', '10', '15'] as const;
const change = (patch: Partial<SettingsValue>): void =>
  void changeSettings(patch).then((failed) => failed && sayFailure(failed));

export default function SettingsDialog({ onClose }: { onClose: () => void }) {
  const value = useSettings((s) => s.value);
  const line = useLineLive();
  const writes = useSession((s) => s.state?.person?.role === 'supervisor');
  const practice = useSession((s) => s.state?.practice === true);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('settings.title')}
      actions={
        <Button kind="primary" onPress={onClose}>
          {t('settings.close')}
        </Button>
      }
    >
      {value === null ? (
        <Skeleton label={t('settings.title')} />
      ) : (
        <div className="cl-stack">
          <ToggleChips
            label={t('settings.theme')}
            mustChoose
            value={value.theme}
            onChange={(theme) => theme && change({ theme })}
            options={themes.map((id) => ({ id, title: t(`settings.theme.${id}`) }))}
          />
          <Select
            label={t('settings.language')}
            value={value.language}
            onChange={(language) => change({ language })}
            options={languages.map((id) => ({ id, title: t(`settings.language.${id}`) }))}
          />
          <Select
            label={t('settings.lock')}
            value={String(value.lockAfterMinutes)}
            onChange={(id) => change({ lockAfterMinutes: Number(id) })}
            hint={t('settings.lock.hint', { keys: keysOf('lock', isMac) })}
            options={[...new Set([...minutes, String(value.lockAfterMinutes)])].map((id) => ({
              id,
              title: t('settings.lock.minutes', { minutes: Number(id) }),
            }))}
          />
          <Checkbox
            isSelected={value.alarmSound}
            onChange={(alarmSound) => change({ alarmSound })}
            detail={t('settings.alarm.hint')}
          >
            {t('settings.alarm')}
          </Checkbox>
          <div className="cl-inline">
            <Button icon={Keyboard} onPress={() => openOverlay('keys')}>
              {t('settings.keys.open')}
            </Button>
            {writes && (
              <Button icon={ScrollText} onPress={() => openOverlay('scripts')}>
                {t('app.person.scripts')}
              </Button>
            )}
            {writes && !practice && (
              <Button icon={BookOpenText} onPress={() => openOverlay('authoring')}>
                {t('app.person.authoring')}
              </Button>
            )}
            {writes && (
              <Button icon={Award} onPress={() => openOverlay('certificates')}>
                {t('settings.certificates')}
              </Button>
            )}
            {line && (
              <Button
                icon={Headphones}
                keys={keysOf('devices', isMac)}
                onPress={() => openOverlay('devices')}
              >
                {t('settings.devices')}
              </Button>
            )}
          </div>
          <HintSettings />
          <EhrSettings />
          <KeptPeople />
          <p className="cl-detail-quiet">{t('settings.kept')}</p>
          <VersionLine />
        </div>
      )}
    </Dialog>
  );
}
