// What the settings say of this version and of a newer one: sentences from the desk's answer, pure.
import type { UpdateValue } from '#shared/contract/updates.ts';
import { t } from '../text/t.ts';

export interface VersionWords {
  /** Null where there is no version to name. */
  version: string | null;
  sentence: string;
  /** What a restart that was asked for waits for. */
  waits: string[];
  /** A person may ask for the restart now. */
  install: boolean;
}

export function versionWords({ state, version, next, asked, waits }: UpdateValue): VersionWords {
  const name = version === null ? null : t('updates.version', { version });
  const plain = (sentence: string): VersionWords => ({ version: name, sentence, waits: [], install: false });
  if (state === 'downloading') return plain(t('updates.downloading', { next: next ?? '' }));
  // A preview is started from its source: there is nothing that looks for a newer one.
  if (state === 'none' && version === null) return plain(t('updates.preview'));
  if (state !== 'ready') return plain(t(`updates.${state}`));
  const known = { next: next ?? '' };
  if (asked && waits.length > 0)
    return {
      ...plain(t('updates.waits', known)),
      waits: waits.map((why) => t(`updates.waits.${why}`)),
    };
  return { ...plain(t(asked ? 'updates.asked' : 'updates.ready', known)), install: !asked };
}
