// Which of the system's voices says a caller's line. Only those that stay on this computer: a browser also offers voices
// that send every word to a server.

export interface SystemVoice {
  name: string;
  /** `en-US`, `es_MX`, … */
  lang: string;
  localService: boolean;
  default: boolean;
}

const langOf = (voice: SystemVoice): string => voice.lang.slice(0, 2).toLowerCase();

/** Null where the system has no such voice of its own. */
export function systemVoice<V extends SystemVoice>(voices: readonly V[], lang: string): V | null {
  const fit = voices.filter((v) => v.localService && langOf(v) === lang);
  return fit.find((v) => v.default) ?? fit[0] ?? null;
}

/** Pieces that one answer of the desk carries, cut at ends of sentences, else at blanks. */
export function pieces(text: string, most = 400): string[] {
  const found: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const head = rest.slice(0, most);
    const sentence = Math.max(head.lastIndexOf('. '), head.lastIndexOf('? '), head.lastIndexOf('! '));
    const blank = head.lastIndexOf(' ');
    const cut = sentence > 0 ? sentence + 1 : blank > 0 ? blank : most;
    found.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest === '' ? found : [...found, rest];
}

/** What is heard of a caption: a piece that the noise took is a pause. */
export const audible = (caption: string): string => caption.replaceAll('[…]', '…');
