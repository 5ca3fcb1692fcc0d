// Which key does what, and choosing another: pressed, checked, kept at once. A key that has a meaning already is refused with it.
import { RotateCcw } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { choosing } from '../app/choosing.ts';
import { chordOf, keysOf, keyTable, ownKeys, type ActionId, type KeyRow } from '../app/keys.ts';
import { keyProblem, resetProblem, withKey, type KeyProblem } from '../app/own-keys.ts';
import { sayFailure } from '../app/say.ts';
import { isMac } from '../app/use-keys.ts';
import { useLineLive } from '../telephony/store.ts';
import { t } from '../text/t.ts';
import { announce, Button, Chip, Dialog, KeyHint } from '../ui/index.ts';
import { changeSettings, chooseKeys, drawAnew, useSettings } from './store.ts';
import './keys.css';

const groups: readonly KeyRow['group'][] = ['call', 'phone', 'message', 'find', 'look', 'desk'];
const now = (id: ActionId): string => keysOf(id, isMac);
const titleOf = (id: ActionId): string => {
  const row = keyTable.find((r) => r.id === id);
  return row ? t(row.title) : id;
};
/** Modifiers alone are the beginning of a key. */
const begins = (key: string): boolean => /^(?:Control|Shift|Alt|Meta|AltGraph|CapsLock|Dead)$/.test(key);

interface Told {
  id: ActionId;
  text: string;
}
function problemWords(keys: string, problem: KeyProblem): string {
  return problem.kind === 'taken'
    ? t('settings.keys.problem.taken', { keys, by: titleOf(problem.by) })
    : t(`settings.keys.problem.${problem.kind}`, { keys });
}

export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const kept = useSettings((s) => s.value?.keys ?? {});
  const line = useLineLive();
  const [asked, setAsked] = useState<ActionId | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  useEffect(() => {
    const before = JSON.stringify(ownKeys());
    chooseKeys(true);
    return () => {
      chooseKeys(false);
      if (JSON.stringify(ownKeys()) !== before) drawAnew();
    };
  }, []);

  const keep = (keys: Record<string, string>): Promise<boolean> =>
    changeSettings({ keys }).then((failed) => {
      if (failed) sayFailure(failed);
      return failed === null;
    });
  const choose = (id: ActionId, chord: string): void => {
    const problem = keyProblem(id, chord, now, isMac);
    setTold(problem === null ? null : { id, text: problemWords(chord, problem) });
    if (problem !== null) return;
    void keep(withKey(kept, id, chord, isMac)).then(
      (done) => done && announce(t('settings.keys.changed', { action: titleOf(id), keys: now(id) })),
    );
  };
  const reset = (id: ActionId): void => {
    const problem = resetProblem(id, isMac);
    setTold(problem === null ? null : { id, text: problemWords(now(id), problem) });
    if (problem === null) void keep(withKey(kept, id, null, isMac));
  };
  useChosenKey(asked, (chord) => {
    if (asked !== null && chord !== null) choose(asked, chord);
    setAsked(null);
  });

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('settings.keys.title')}
      size="wide"
      actions={
        <>
          <Button
            icon={RotateCcw}
            isDisabled={Object.keys(ownKeys()).length === 0}
            onPress={() => void keep({})}
          >
            {t('settings.keys.reset.all')}
          </Button>
          <Button kind="primary" onPress={onClose}>
            {t('settings.keys.done')}
          </Button>
        </>
      }
    >
      <p>{t(isMac ? 'settings.keys.lead.mac' : 'settings.keys.lead')}</p>
      {groups.map((group) => {
        const rows = keyTable.filter((row) => row.group === group && (line || !row.line));
        return rows.length === 0 ? null : (
          <section key={group} className="cl-own-keys" aria-label={t(`app.help.group.${group}`)}>
            <h3>{t(`app.help.group.${group}`)}</h3>
            <ul>
              {rows.map(({ id }) => (
                <li key={id}>
                  <span className="cl-own-keys-title">{titleOf(id)}</span>
                  {ownKeys()[id] !== undefined && <Chip tone="accent">{t('settings.keys.own')}</Chip>}
                  {asked === id ? (
                    <strong role="status">{t('settings.keys.press')}</strong>
                  ) : (
                    <KeyHint keys={now(id)} spoken />
                  )}
                  {ownKeys()[id] !== undefined && asked !== id && (
                    <Button
                      size="small"
                      kind="plain"
                      aria-label={t('settings.keys.reset.of', { action: titleOf(id) })}
                      onPress={() => reset(id)}
                    >
                      {t('settings.keys.reset')}
                    </Button>
                  )}
                  <Button
                    size="small"
                    aria-label={t('settings.keys.change.of', { action: titleOf(id) })}
                    onPress={() => {
                      setTold(null);
                      setAsked(id);
                    }}
                  >
                    {t('settings.keys.change')}
                  </Button>
                  {told?.id === id && (
                    <p className="cl-ink-red" role="alert">
                      {told.text}
                    </p>
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </Dialog>
  );
}

/** The next press, before anything else of the page has it; null = Esc or Tab: as it was. */
function useChosenKey(asked: ActionId | null, chosen: (chord: string | null) => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.repeat || event.isComposing || begins(event.key)) return;
    if (event.key !== 'Tab') {
      event.preventDefault();
      event.stopPropagation();
    }
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    chosen((plain && event.key === 'Escape') || event.key === 'Tab' ? null : chordOf(event));
  });
  useEffect(() => {
    if (asked === null) return;
    choosing.key = true;
    const listen = (event: KeyboardEvent): void => pressed(event);
    window.addEventListener('keydown', listen, true);
    return () => {
      choosing.key = false;
      window.removeEventListener('keydown', listen, true);
    };
  }, [asked]);
}
