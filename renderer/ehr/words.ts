// What a page says of the record and its sign-in: sentences from the desk's answer, pure.
import type { EhrState } from '#shared/contract/ehr.ts';
import { formatTime } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';

export interface EhrWords {
  tone: 'info' | 'amber';
  title: string;
  what: string;
}

/** Of the banner; null where nothing has to be done. */
export function bannerWords(state: EhrState): EhrWords | null {
  if (state.phase === 'signing-in') return stepWords(state);
  if (!state.stored && state.phase === 'signed-in')
    return { tone: 'amber', title: t('ehr.unstored'), what: t('ehr.unstored.what') };
  if (state.phase !== 'signed-out' && state.phase !== 'refused') return null;
  if (state.why !== null) {
    const { sentence, next } = errorText(state.why);
    return { tone: 'amber', title: sentence, what: next };
  }
  return state.phase === 'refused'
    ? { tone: 'amber', title: t('ehr.refused'), what: t('ehr.refused.what') }
    : { tone: 'info', title: t('ehr.signed-out'), what: t('ehr.signed-out.what') };
}
function stepWords({ step, address, endsAt }: EhrState): EhrWords {
  if (step === 'asking') return { tone: 'info', title: t('ehr.asking'), what: '' };
  if (step === 'finishing') return { tone: 'info', title: t('ehr.finishing'), what: '' };
  return {
    tone: 'info',
    title: t(address === null ? 'ehr.browser' : 'ehr.browser.link'),
    what: endsAt === null ? '' : t('ehr.browser.ends', { time: formatTime(endsAt) }),
  };
}

/** Of the settings: how it stands, one sentence each. */
export function standingWords(state: EhrState): string[] {
  const banner = bannerWords(state);
  const lines: string[] = [];
  if (banner !== null) lines.push(banner.title, banner.what);
  else if (state.phase === 'none') lines.push(t('ehr.none'));
  else if (state.kind === 'token') lines.push(t('ehr.open-record'));
  else if (state.kind === 'backend')
    lines.push(t(state.phase === 'open' ? 'ehr.open-record' : 'ehr.signed-in.desk'));
  else
    lines.push(
      t('ehr.signed-in'),
      state.lasting || state.until === null
        ? t('ehr.signed-in.lasting')
        : t('ehr.signed-in.until', { time: formatTime(state.until) }),
    );
  if (state.server !== null) {
    const { host, software } = state.server;
    lines.push(software === null ? t('ehr.server.host', { host }) : t('ehr.server', { host, software }));
  }
  if (state.missing.length > 0) lines.push(t('ehr.missing', { types: state.missing.join(', ') }));
  return lines.filter((line) => line !== '');
}
