// Plain statements made from a few frames, so that the heads know what "I am terrified of it" says, and "I'm not", "she is",
// "I was": written lines are full of harder wordings and too few of these. Always the same ones in the same order.
import type { CallerState } from '#shared/domain/emotion/states.ts';
import type { Lang } from '#shared/domain/script/languages.ts';

interface Frames {
  words: Record<Exclude<CallerState, 'calm'>, string>;
  about: string;
  /** What bodily pain can stand beside. */
  where: string;
  plain: string;
  denied: string;
  others: string;
  /** `{A}` is denied, `{B}` is said. */
  turned: string;
}

const frames: Record<Lang, Frames> = {
  en: {
    words: {
      afraid:
        'scared|terrified|frightened|worried|anxious|nervous|panicking|petrified|worried sick|afraid|freaking out',
      angry: 'angry|furious|annoyed|frustrated|fed up|livid|irritated|mad|outraged|sick of this',
      sad: 'sad|heartbroken|devastated|lonely|grieving|miserable|in tears|hopeless|gutted',
      confused: 'confused|lost|puzzled|baffled|mixed up|bewildered|muddled',
      in_pain:
        'in agony|in so much pain|in a lot of pain|in terrible pain|hurting so badly|doubled over|in constant pain',
      grateful: 'grateful|thankful|relieved|so happy|delighted|thrilled',
    },
    about:
      'about the operation|about my bill|about the results|about the appointment|about this letter|about my mother|right now|today|of this whole thing|',
    where: 'right now|with my back|since last night|with this tooth|all over|today|',
    plain:
      "I am {A} {T}.|I'm {A} {T}|i am really {A} {T}|I feel {A} {T}.|We are {A} {T}.|caller {A} {T}|Honestly I am very {A} {T}.|Well, I am {A} {T}, to tell the truth.",
    denied:
      "I'm not {A} {T}.|I am not {A}|I'm not {A}, I just have a question {T}.|No, I don't feel {A} {T}.|not {A}, no|caller not {A} {T}",
    others:
      "My husband is {A} {T}.|She was {A} {T}, I'm fine.|My son gets {A}, is that normal?|I was {A} {T} but I'm fine now.|He said he is {A} {T}.|If I get {A} I'll call you.",
    turned: "I'm not {A}, I'm {B}.|She isn't {B} but I am {B}.|I am not {A} {T}, I am {B}.",
  },
  es: {
    words: {
      afraid: 'asustada|asustado|preocupada|preocupado|nerviosa|aterrada|angustiado|con mucho miedo',
      angry: 'enojado|enojada|furiosa|molesto|harta|harto de esto|indignado',
      sad: 'triste|destrozada|deprimida|muy sola|desconsolado|llorando',
      confused: 'confundida|confundido|perdido|hecho un lío|enredada',
      in_pain: 'con mucho dolor|adolorida|muriendo de dolor|doblado del dolor|con un dolor horrible',
      grateful: 'agradecida|agradecido|aliviada|feliz|muy contenta',
    },
    about:
      'por la operación|con la cuenta|por los resultados|por la cita|con esta carta|por mi mamá|ahora|hoy|',
    where: 'de la espalda|desde anoche|de la muela|ahora|hoy|',
    plain:
      'Estoy {A} {T}.|estoy {A} {T}|Estoy bien {A} {T}, la verdad.|Ando {A} {T}.|paciente {A} {T}|Sí, estoy {A} {T}.',
    denied: 'No estoy {A} {T}.|no estoy {A}|No estoy {A}, solo tengo una pregunta {T}.|No, no ando {A}.',
    others:
      'Mi esposo está {A} {T}.|Ella estaba {A}, yo estoy bien.|Estaba {A} {T} pero ya estoy bien.|Mi hijo anda {A}, ¿es normal?',
    turned: 'No estoy {A}, estoy {B}.|Ella no está {B}, pero yo sí estoy {B}.',
  },
  id: {
    words: {
      afraid: 'takut|khawatir|cemas|panik|gelisah|ketakutan|was-was',
      angry: 'marah|kesal|jengkel|muak|emosi|geram',
      sad: 'sedih|hancur|terpukul|kesepian|berduka|putus asa',
      confused: 'bingung|tidak paham|tidak mengerti|pusing bacanya|kebingungan',
      in_pain: 'kesakitan|sakit sekali|nyeri sekali|tidak tahan sakitnya|menahan sakit',
      grateful: 'bersyukur|lega|senang sekali|berterima kasih|terharu',
    },
    about:
      'soal operasinya|soal tagihan|sama hasilnya|soal jadwal|sama surat ini|sama ibu saya|sekarang|hari ini|',
    where: 'di punggung|dari semalam|di gigi|sekarang|hari ini|',
    plain:
      'Saya {A} {T}.|aku {A} banget {T}|Saya benar-benar {A} {T}.|Saya merasa {A} {T}.|pasien {A} {T}|Iya, saya {A} {T}.',
    denied: 'Saya tidak {A} {T}.|gak {A} kok|Saya tidak {A}, cuma mau tanya {T}.|Tidak, saya tidak {A}.',
    others:
      'Suami saya {A} {T}, saya sendiri tidak apa-apa.|Dia {A} {T}.|Tadinya {A} {T}, sekarang sudah baik.|Anak saya {A}, wajar tidak?',
    turned: 'Saya tidak {A}, saya {B}.|Dia tidak {B}, tapi saya {B}.',
  },
};

const list = (text: string): string[] => text.split('|');

/** Statements with the state they show; what is denied, over or somebody else's is calm. */
export function statements(lang: Lang): { text: string; state: CallerState }[] {
  const f = frames[lang];
  const states = Object.keys(f.words) as (keyof Frames['words'])[];
  const made: { text: string; state: CallerState }[] = [];
  let turn = 0;
  const next = (from: string): string => {
    const all = list(from);
    turn += 1;
    return all[(turn * 7) % all.length] ?? '';
  };
  const fill = (frame: string, word: string, other: string, about: string): string =>
    frame
      .replace('{A}', word)
      .replaceAll('{B}', other)
      .replace('{T}', about)
      .replace(/ +([.,?]|$)/gu, '$1')
      .trim();
  states.forEach((state, s) => {
    for (const word of list(f.words[state])) {
      const topic = (): string => next(state === 'in_pain' ? f.where : f.about);
      for (const frame of list(f.plain)) made.push({ text: fill(frame, word, '', topic()), state });
      for (const frame of list(f.denied)) made.push({ text: fill(frame, word, '', topic()), state: 'calm' });
      for (const frame of list(f.others)) made.push({ text: fill(frame, word, '', topic()), state: 'calm' });
      for (const frame of list(f.turned)) {
        const said = states[(s + 1 + (turn % (states.length - 1))) % states.length] ?? state;
        made.push({ text: fill(frame, word, next(f.words[said]), topic()), state: said });
      }
    }
  });
  return made;
}
