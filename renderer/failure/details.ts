// What a person reads out to support, or copies: codes, versions and a folder's own name. Nothing here comes from the
// vault, and no path: a path may hold a person's name.
import { formatDate, formatTimeSeconds } from '../text/format.ts';
import { t } from '../text/t.ts';

export interface Facts {
  code: string;
  version: string | null;
  /** The profile folder's own name, if the desk said it. */
  profile: string | null;
  host: 'electron' | 'preview';
  /** The browser's own description of itself. */
  agent: string;
  /** When it was noticed, ISO. */
  at: string;
}
export interface Detail {
  label: string;
  value: string;
}

const safeName = /^[A-Za-z0-9._ -]{1,60}$/;

/** `Windows NT 10.0`, `X11; Linux x86_64`: what stands in the first brackets, without anything odd. */
export function systemOf(agent: string): string {
  const found = /\(([^)]*)\)/.exec(agent)?.[1] ?? '';
  return found
    .replaceAll(/[^A-Za-z0-9._;: -]/g, '')
    .slice(0, 60)
    .trim();
}

export function detailsOf({ code, version, profile, host, agent, at }: Facts): Detail[] {
  const system = systemOf(agent);
  const rows: [string, string | null][] = [
    [t('failure.row.code'), code],
    [t('failure.row.version'), version],
    [t('failure.row.profile'), profile !== null && safeName.test(profile) ? profile : null],
    [t('failure.row.host'), t(`failure.host.${host}`)],
    [t('failure.row.system'), system === '' ? null : system],
    [t('failure.row.time'), `${formatDate(at)} ${formatTimeSeconds(at)}`],
  ];
  return rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

export const copyText = (details: readonly Detail[]): string =>
  details.map(({ label, value }) => `${label}: ${value}`).join('\n');
