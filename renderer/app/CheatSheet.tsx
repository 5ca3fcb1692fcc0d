// F1: every key, from the table that makes them work.
import { Keyboard } from 'lucide-react';
import { useDesk } from '../bridge/use-desk.ts';
import { t } from '../text/t.ts';
import { Button, Dialog, KeyHint } from '../ui/index.ts';
import { keysOf, keyTable, type KeyRow } from './keys.ts';
import { openOverlay } from './overlay-store.ts';
import { isMac } from './use-keys.ts';
import { useLineLive } from '../telephony/store.ts';
import { otherSubmitKeys, submitKeys } from '../telephony/submit-keys.ts';

const groups: readonly KeyRow['group'][] = ['call', 'phone', 'message', 'find', 'look', 'desk'];

/** While the focus is in the knowledge tab (renderer/knowledge). */
const articleKeys = [
  ['open', 'Alt+1'],
  ['passage', 'Alt+ArrowDown'],
  ['quote', 'Alt+Q'],
  ['flag', 'Alt+W'],
  ['pin', 'Alt+P'],
] as const;

function Keys({ rows }: { rows: readonly { title: string; keys: string }[] }) {
  return (
    <dl className="cl-keys">
      {rows.map((row) => (
        <div key={row.title}>
          <dt>{row.title}</dt>
          <dd>
            <KeyHint keys={row.keys} spoken />
          </dd>
        </div>
      ))}
    </dl>
  );
}

export default function CheatSheet({ onClose }: { onClose: () => void }) {
  const line = useLineLive();
  // Only the app can have them: a tab hears no key while another program has the focus.
  const inApp = useDesk().hello?.host === 'electron';
  const rows = keyTable.filter((row) => line || !row.line);
  return (
    <Dialog isOpen onClose={onClose} title={t('app.help.title')} size="wide" reading>
      <p>{t('app.help.lead')}</p>
      <div className="cl-cheat">
        {groups
          .filter((group) => rows.some((row) => row.group === group))
          .map((group) => (
            <section key={group}>
              <h3>{t(`app.help.group.${group}`)}</h3>
              <Keys
                rows={rows
                  .filter((row) => row.group === group)
                  .map((row) => ({ title: t(row.title), keys: keysOf(row.id, isMac) }))}
              />
            </section>
          ))}
        <section>
          <h3>{t('app.help.group.article')}</h3>
          <Keys rows={articleKeys.map(([id, keys]) => ({ title: t(`app.help.article.${id}`), keys }))} />
        </section>
        <section>
          <h3>{t('app.help.group.everywhere')}</h3>
          <Keys
            rows={[
              { title: t('app.help.escape'), keys: 'Esc' },
              { title: t('app.help.enter'), keys: 'Enter' },
              { title: t('app.help.submit'), keys: submitKeys },
              ...(line ? [{ title: t('app.help.submit.other'), keys: otherSubmitKeys }] : []),
              { title: t('app.help.arrows'), keys: 'ArrowUp+ArrowDown' },
              ...(line && inApp
                ? [
                    { title: t('app.help.global.answer'), keys: isMac ? 'Ctrl+Alt+Cmd+A' : 'Ctrl+Shift+F2' },
                    { title: t('app.help.global.mute'), keys: isMac ? 'Ctrl+Alt+Cmd+M' : 'Ctrl+Shift+F6' },
                  ]
                : []),
            ]}
          />
        </section>
      </div>
      <div>
        <Button icon={Keyboard} onPress={() => openOverlay('keys')}>
          {t('settings.keys.open')}
        </Button>
      </div>
    </Dialog>
  );
}
