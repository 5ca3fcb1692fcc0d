// The settings as the desk keeps them, and what of them the page itself wears: theme, contrast, language.
import { create } from 'zustand';
import type { SettingsValue } from '#shared/contract/settings.ts';
import type { Failure } from '#shared/domain/result.ts';
import { setOwnKeys } from '../app/keys.ts';
import { ownKeysOf } from '../app/own-keys.ts';
import { isMac } from '../app/use-keys.ts';
import { careline } from '../bridge/index.ts';
import { currentLocale, setLocale } from '../text/t.ts';
import { dressOf } from './dress.ts';

interface SettingsView {
  /** null until they were read once. */
  value: SettingsValue | null;
  /** Counts up when the language changes, so that the tree is drawn anew. */
  drawn: number;
}
export const useSettings = create<SettingsView>()(() => ({ value: null, drawn: 0 }));

let choosingKeys = false;
/** While the page of the keys is open, it alone shows them anew: nothing behind it loses its place at each choice. */
export function chooseKeys(on: boolean): void {
  choosingKeys = on;
}
/** What draws keys, or speaks another language, is drawn anew. */
export const drawAnew = (): void => useSettings.setState((s) => ({ drawn: s.drawn + 1 }));

function take(value: SettingsValue): void {
  const root = document.documentElement;
  for (const [name, worn] of Object.entries(dressOf(value.theme)))
    if (worn === null) delete root.dataset[name];
    else root.dataset[name] = worn;
  const anew = value.language !== currentLocale();
  const keys = setOwnKeys(ownKeysOf(value.keys, isMac));
  if (anew) setLocale(value.language);
  useSettings.setState((s) => ({ value, drawn: anew || (keys && !choosingKeys) ? s.drawn + 1 : s.drawn }));
}

/** Reads them; when that fails the page keeps the system's own look. */
export async function readSettings(): Promise<void> {
  const result = await careline.settings.read();
  if (result.ok) take(result.value);
}

/** Shows at once, then keeps; a failure puts the page back to what is kept and is answered. */
export async function changeSettings(patch: Partial<SettingsValue>): Promise<Failure | null> {
  const before = useSettings.getState().value;
  if (before) take({ ...before, ...patch });
  const result = await careline.settings.change(patch);
  if (result.ok) take(result.value);
  else if (before) take(before);
  return result.ok ? null : result;
}
