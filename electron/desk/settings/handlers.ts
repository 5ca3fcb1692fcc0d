// Settings for the page: the part of the file that a page may see and change.
import { settingsValue, type SettingsValue } from '#shared/contract/settings.ts';
import { ok } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';
import type { DeskSettings, SettingsStore } from './settings.ts';

const visible = (all: DeskSettings): SettingsValue =>
  settingsValue.parse(
    Object.fromEntries(Object.keys(settingsValue.shape).map((key) => [key, all[key as keyof DeskSettings]])),
  );

export function settingsHandlers(store: SettingsStore): RoomHandlers<'settings'> {
  return {
    read: () => ok(visible(store.read())),
    change(patch, context) {
      const done = store.change(patch);
      if (!done.ok) return done;
      context.changed('settings.changed');
      return ok(visible(done.value));
    },
  };
}
