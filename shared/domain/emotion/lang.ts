// Which of the three languages an utterance is in, by its function words and cue words. Short and mixed texts go to the
// language most of their telling words are of; a text of another script, or of another language's small words, is `other`.
import { wordsOf } from './cues-words.ts';
import { compiledTable } from './cues.ts';
import { langs, type Lang } from '../script/languages.ts';

const set = (words: string): Set<string> => new Set(words.split(' '));
/** Small words that hardly stand in the other two. */
const small: Record<Lang, Set<string>> = {
  en: set(
    'the of and to in is it that was for on are with as his they be at one have this from or had by not but what all were we when your can said there use an each which she do how their if will up other about out many then them these so some her would make like him into time has look two more write go see no way could people my than first been call who its now find long down day did get come made may part i im ive dont cant you me he just very really please hello hi hey yes yeah yep nope okay thanks thank sorry morning good doctor appointment nurse pain bill refill need want know got going didnt doesnt isnt wont thats whats any here where why because again still only back after before never caller pt patient asks wants states reports mom dad mother father husband wife son daughter baby doc waiting hold help hurt hurts today tomorrow yesterday week weeks month hours minutes results test ok bye great fine well right',
  ),
  es: set(
    'el los las una unos unas de del que y en por con para se lo le les su sus mi mis tu yo usted ustedes nosotros ella ellos es son era fue esta estan estoy estaba hay han ha he muy mas pero porque cuando como donde quien cual si ya tambien hola gracias senor senora senorita doctora cita dolor receta llamar llamo quiero necesito tengo tiene tienen puedo puede hace hasta desde sin sobre este esto eso esa ese aqui alli ahora hoy ayer manana semana mes dias horas minutos nada nadie nunca siempre todo toda todos otra otro vez bueno buenas buenos tardes noches dias porfavor favor esposo esposa hijo hija madre padre mama papa bebe nino nina mucho mucha poco tan me te nos al entonces luego digo dice dijo dijeron espere paciente vale pues cuanto cuantos resultados seguro cuenta adios no ay',
  ),
  id: set(
    'yang dan di ke dari ini itu untuk dengan adalah pada saya kamu anda dia mereka kami kita tidak bukan belum sudah akan bisa ada juga atau tetapi karena kalau jika seperti sama lagi saja sekali banyak lebih sangat apa siapa kenapa mengapa bagaimana kapan mana mau ingin perlu harus boleh pak bu bapak ibu mbak mas dok dokter suster perawat halo selamat pagi siang sore malam terima kasih terimakasih maaf tolong mohon iya ya obat resep sakit janji temu hasil hari minggu bulan jam menit kemarin besok sekarang tadi nanti anak suami istri ayah orang rumah telepon jadi kok dong deh nih sih kan lah loh lho masih baru terus cuma hanya dulu setelah sebelum sampai sejak dalam oleh para lama kali buat bikin bilang kata tanya antri nunggu tunggu bayar biaya pasien minta penelepon nya punya dapat dapet',
  ),
};
/** Small words of languages that are none of the three, so that Portuguese isn't taken for Spanish. */
const foreign = set(
  'le la les des est je vous nous pas avec pour dans une suis cest der die das ist nicht und ich sie wir ein eine auf mit nao voce uma com meu minha obrigado obrigada estou sao ele ela isso muito il che non sono mi grazie per della ang ng mga ako ikaw hindi po salamat naman khong toi cam het een niet ik dank jag och inte merci bonjour danke bitte guten tag bom dia',
);
/** Words that are small words of several of the languages above tell nothing. */
const shared = set('la le me mi no des per ela de a o e un den van in is so he do die son te');

const telling = 1;
const byCue = 0.5;

/** Language of a caller's text; `other` when nothing in it tells. */
export function detectLang(text: string): Lang | 'other' {
  const { words } = wordsOf(text);
  const score: Record<Lang, number> = { en: 0, es: 0, id: 0 };
  let elsewhere = 0;
  let latin = 0;
  for (const { w } of words) {
    if (/^[a-z]/.test(w)) latin += 1;
    const common = shared.has(w);
    for (const lang of langs) {
      if (small[lang].has(w)) score[lang] += common ? telling / 4 : telling;
      else if (compiledTable(lang).exact.has(w)) score[lang] += byCue;
    }
    if (foreign.has(w)) elsewhere += common ? telling / 4 : telling;
  }
  if (latin * 2 < words.filter((word) => /^\p{L}/u.test(word.w)).length) return 'other';
  // Spanish writes marks and letters that the two others don't have.
  if (/[\u00BF\u00A1\u00F1\u00D1]/u.test(text)) score.es += telling;
  const best = langs.reduce((a, b) => (score[b] > score[a] ? b : a));
  return score[best] > 0 && score[best] >= elsewhere ? best : 'other';
}
