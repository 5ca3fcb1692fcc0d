// How Indonesian callers write: chat spellings that become one word, the endings that are cut, and the small words that may
// stand between the words of a phrase.

/** `napasnya`, `dadaku`, `bangunkan`, `dengerin`: the word without what is hung on it, spelt as others spell it. */
export function fold(word: string): string {
  const [, bare] = /^(.{3,})(?:nya|ny|ku|mu|lah|kah)$/.exec(word) ?? [];
  const [, root] = /^(.{4,}?)(?:kan|in)$/.exec(bare ?? word) ?? [];
  const left = root ?? bare ?? word;
  const right = left !== word && Object.hasOwn(spellings, left) ? spellings[left]! : left;
  return right.includes(' ') ? left : right;
}

/** `memukul`, `dipukul`, `kepukul`: the word without what is put before it, cut to six letters. */
export const stem = (word: string): string =>
  word.replace(/^(?:me(?:ng|ny|m|n)?|di|ber|ter|ke|nge|ng(?=[aeiou]))(?=.{4})/, '').slice(0, 6);

const as = (right: string, ...ways: string[]): [string, string][] => ways.map((way) => [way, right]);

/** Words that are typed with a vowel or all vowels left out: `bnuh`, `drh`, `skt`. */
const clippedWords =
  'bunuh darah sakit dada kepala napas sesak demam perut mata kaki tangan leher bengkak jatuh muntah pingsan kejang obat minum ' +
  'banyak lemas bayi hamil operasi luka salah parah mulut bibir lidah tenggorokan keringat dingin panas mati hidup pukul pisau ' +
  'suami istri bapak anak bicara bangun sadar gerak lihat biru batuk racun telan suara jantung badan betis jahitan nanah tolong';
const vowels = /[aeiou]/g;
const clippedOf = (word: string): string[] => [
  ...[...word.matchAll(vowels)]
    .filter((m) => m.index > 0)
    .map(({ index }) => word.slice(0, index) + word.slice(index + 1)),
  word.slice(0, 1) + word.slice(1).replace(vowels, ''),
];
/** Clipped so they are words of their own. */
const ownWords = new Set(
  'mta mat kak bat bya pis kai sam dad hid mti bay sdr sara suar suri pns bir bru bts pisa lms lhr mnth bet sad'.split(
    ' ',
  ),
);
const clipped = clippedWords
  .split(' ')
  .flatMap((word) => clippedOf(word).map((short): [string, string] => [short, word]))
  .filter(([short]) => short.length >= 3 && !ownWords.has(short));

export const spellings: Readonly<Record<string, string>> = Object.fromEntries([
  ...clipped,
  ...as('tidak', 'nggak', 'ngga', 'gak', 'ga', 'gk', 'g', 'ngak', 'kagak', 'enggak', 'engga', 'tdk', 'tak'),
  ...as('tidak', 'ndak', 'nda', 'ndk', 'gag', 'kaga', 'ora', 'teu', 'nda'),
  ...as('tidak ada', 'gada', 'gaada', 'gakada', 'tiada'),
  ...as('tidak bisa', 'gabisa', 'gakbisa', 'gbs', 'gabs', 'tdkbisa'),
  ...as('tidak tahu', 'gatau', 'gaktau', 'gtau', 'gatahu', 'entah'),
  ...as('tidak mau', 'gamau', 'ogah', 'emoh'),
  ...as('sudah', 'udah', 'udh', 'sdh', 'dah', 'uda', 'wes', 'telah'),
  ...as('belum', 'blm', 'blom', 'belom'),
  ...as('jangan', 'jgn'),
  ...as('bisa', 'bs', 'isa', 'dapat', 'dapet', 'dpt', 'mampu', 'sanggup'),
  ...as('tahu', 'tau'),
  ...as('banget', 'bgt', 'bngt', 'bgtt', 'amat', 'pisan', 'sangat', 'sngt', 'bener', 'benar', 'benget'),
  ...as('banyak', 'byk', 'bnyk', 'banyakan', 'buanyak'),
  ...as('saya', 'sy', 'aku', 'gue', 'gua', 'gw', 'aq', 'ak'),
  ...as('yang', 'yg'),
  ...as('dengan', 'dgn', 'dg', 'sama', 'sm'),
  ...as('karena', 'krn', 'karna', 'gara'),
  ...as('tapi', 'tp', 'tetapi', 'namun'),
  ...as('cuma', 'cm', 'cuman', 'hanya', 'sekadar', 'sekedar'),
  ...as('tadi', 'td', 'barusan', 'baruan'),
  ...as('sampai', 'sampe', 'ampe', 'hingga', 'sp'),
  ...as('kalau', 'kalo', 'klo', 'kl', 'kalu'),
  ...as('terus', 'trs', 'trus', 'mulu', 'melulu'),
  ...as('habis', 'abis', 'setelah', 'sehabis', 'seusai', 'pasca', 'stlh', 'sesudah', 'selepas'),
  ...as('mau', 'pengen', 'pingin', 'ingin', 'kepengen', 'kepingin', 'pgn', 'mo', 'akan', 'bakal', 'hendak'),
  ...as('orang', 'org'),
  ...as('keluar', 'klr', 'kluar'),
  ...as('hilang', 'ilang', 'lenyap'),
  ...as('mendadak', 'ndadak', 'mendadakan', 'dadakan'),
  ...as('napas', 'nafas', 'bernapas', 'bernafas', 'nafasan', 'napasan', 'napes'),
  ...as('sesak', 'sesek', 'seseg', 'engap', 'sesag', 'menyesak', 'engep'),
  ...as('tersedak', 'keselek', 'kesedak', 'keselak', 'tersedek', 'kesedek'),
  ...as(
    'telan',
    'telen',
    'nelen',
    'nelan',
    'menelan',
    'tertelan',
    'ketelan',
    'ketelen',
    'ditelan',
    'ketelek',
  ),
  ...as('minum', 'minumin', 'meminum', 'terminum', 'keminum', 'diminum', 'minumnya', 'neguk', 'nenggak'),
  ...as('makan', 'memakan', 'termakan', 'kemakan', 'dimakan', 'makanin'),
  ...as('hirup', 'menghirup', 'kehirup', 'terhirup', 'ngirup', 'ngehirup'),
  ...as('bicara', 'ngomong', 'omongan', 'bicaranya', 'berbicara', 'omong', 'omongin', 'ucapan', 'cakap'),
  ...as('jatuh', 'jatoh', 'terjatuh', 'kejatuhan', 'terpeleset', 'kepleset', 'terjengkang'),
  ...as('berhenti', 'brenti', 'brhenti', 'stop', 'henti', 'dihentiin', 'dihentikan', 'setop', 'brenti'),
  ...as('gerak', 'gerakin', 'digerakin', 'digerakkan', 'bergerak', 'menggerakkan', 'gerakkan'),
  ...as('angkat', 'diangkat', 'ngangkat', 'mengangkat', 'diangkatnya', 'keangkat'),
  ...as(
    'bangun',
    'dibangunin',
    'dibangunkan',
    'bangunin',
    'membangunkan',
    'terbangun',
    'kebangun',
    'banguni',
  ),
  ...as('bengkak', 'membengkak', 'bengkaknya', 'abuh', 'jontor', 'sembab', 'bengep', 'kebengkakan'),
  ...as('perdarahan', 'pendarahan', 'prdarahan'),
  ...as('berdarah', 'berdarahan'),
  ...as('pingsan', 'semaput', 'kelenger', 'pinsan'),
  ...as('kejang', 'kelojotan', 'kojor', 'kejangan', 'kejet'),
  ...as('biru', 'membiru', 'kebiruan', 'ungu', 'keunguan', 'biruan', 'mbiru'),
  ...as('demam', 'meriang', 'dmm', 'demem'),
  ...as('menggigil', 'gigil', 'mengigil', 'nggigil'),
  ...as(
    'ngelantur',
    'meracau',
    'ngigau',
    'ngigo',
    'mengigau',
    'ngaco',
    'ngawur',
    'ngacau',
    'melantur',
    'ngoceh',
  ),
  ...as('linglung', 'disorientasi', 'plonga', 'kebingungan'),
  ...as('kebas', 'baal', 'bebal', 'kesemutan', 'semutan'),
  ...as('muntah', 'mutah', 'muntahan', 'termuntah', 'muntahin'),
  ...as('lemas', 'lemes', 'lemah', 'lunglai', 'loyo', 'lembek', 'lemess'),
  ...as('kepala', 'pala', 'kpl'),
  ...as('bab', 'berak', 'tinja', 'feses', 'eek', 'pup', 'beol'),
  ...as(
    'pukul',
    'dipukul',
    'dipukulin',
    'dipukuli',
    'memukul',
    'memukuli',
    'mukul',
    'mukulin',
    'gebukin',
    'digebukin',
  ),
  ...as('pukul', 'nampar', 'ditampar', 'menampar', 'tampar', 'menghajar', 'dihajar', 'ditendang', 'hajar'),
  ...as('cekik', 'dicekik', 'nyekik', 'mencekik'),
  ...as('siksa', 'disiksa', 'menyiksa', 'nyiksa', 'dianiaya', 'aniaya', 'menganiaya'),
  ...as('ancam', 'ngancam', 'mengancam', 'diancam', 'ngancem', 'diancem', 'mengancamku'),
  ...as('bunuh', 'membunuh', 'dibunuh', 'ngebunuh', 'bunuhin', 'ngehabisin', 'habisin'),
  ...as(
    'sakiti',
    'nyakitin',
    'menyakiti',
    'disakiti',
    'nyakiti',
    'melukai',
    'ngelukain',
    'lukai',
    'celakai',
    'nyelakain',
  ),
  ...as('tusuk', 'nusuk', 'menusuk', 'ditusuk', 'ketusuk', 'tertusuk', 'nusukin'),
  ...as(
    'melahirkan',
    'lahiran',
    'bersalin',
    'persalinan',
    'partus',
    'nglairno',
    'sesar',
    'caesar',
    'sc',
    'cesar',
  ),
  ...as('melahirkan', 'nifas', 'ngelahirin', 'brojol'),
  ...as('menyusu', 'nyusu', 'netek', 'menetek', 'nenen', 'mimik', 'nyusuin', 'asi', 'menyusui', 'mimi'),
  ...as('pipis', 'kencing'),
  ...as('hamil', 'mengandung', 'bunting', 'kehamilan', 'kandungan', 'gravida'),
  ...as('sebelah', 'sblh', 'sebelahan', 'sbelah'),
  ...as('tiba', 'tbtb', 'tibatiba', 'tb'),
  ...as('sakit', 'skt', 'sakitt', 'atit', 'loro'),
  ...as('pacar', 'pcr'),
  ...as('perut', 'prut', 'weteng'),
  ...as('kepala', 'kpla', 'sirah', 'endas'),
  ...as('lihat', 'liat', 'melihat', 'ngeliat', 'ngelihat'),
  ...as('tusuk', 'ditikam', 'menikam', 'nikam', 'tikam', 'tertikam'),
  ...as(
    'pukul',
    'tonjok',
    'ditonjok',
    'nonjok',
    'jotos',
    'gampar',
    'digampar',
    'jambak',
    'dijambak',
    'gebuk',
    'digebuk',
  ),
  ...as('pukul', 'dikeroyok', 'keroyok', 'mukulin', 'dipukulkan', 'diseret'),
  ...as('biru', 'keungu', 'lebam'),
  ...as('kurang', 'kekurangan', 'kehabisan', 'krg'),
  ...as('pisau', 'piso', 'pisao', 'badik', 'belati'),
  ...as('bangun', 'bgun', 'bgn', 'bangon', 'bangunan'),
  ...as('hidup', 'idup', 'urip', 'idop'),
  ...as('guncang', 'berguncang', 'terguncang', 'mengguncang'),
  ...as('senapan', 'bedil', 'pistol', 'senjata', 'pestol', 'senpi'),
  ...as('tembak', 'menembak', 'nembak', 'ditembak', 'tembakin', 'dor'),
  ...as(
    'kunyah',
    'ngunyah',
    'mengunyah',
    'dikunyah',
    'gigit',
    'menggigit',
    'jilat',
    'menjilat',
    'ngisep',
    'hisap',
    'isap',
    'emut',
    'ngemut',
  ),
  ...as('kejang', 'menggelepar', 'gelepar', 'menggelinjang', 'kejer'),
  ...as('respons', 'respon', 'merespon', 'merespons', 'responsif', 'bereaksi', 'reaksi'),
  ...as('bapak', 'bpk'),
  ...as('orang', 'orng'),
  ...as('tarik', 'narik', 'menarik', 'ambil', 'ngambil'),
  ...as('aneh', 'beda', 'janggal', 'ganjil'),
  ...as('parah', 'gawat', 'kritis', 'drop', 'ngedrop', 'memburuk', 'kritisnya', 'merosot', 'anfal'),
]);

export const numbers: Readonly<Record<string, number>> = {
  dua: 2,
  tiga: 3,
  empat: 4,
  lima: 5,
  enam: 6,
  tujuh: 7,
  delapan: 8,
  sembilan: 9,
  sepuluh: 10,
  sebelas: 11,
  seratus: 100,
};

export const fillers =
  'nih sih deh dong kok ya lho loh lah kan pun juga lagi terus banget sekali saya dia kami kita mereka kak kakak mbak mas pak ' +
  'bu ibu bapak dok dokter suster ini itu yang sudah masih tadi rasanya rasa terasa kayak seperti kaya macam kek agak tiba ' +
  'mendadak makin tambah ada sampai banyak dari di ke pada dan nya luar biasa hebat jadi mulai sedang kena mau pas dengan ' +
  'kayaknya sepertinya bagian sebelah kiri kanan semua seluruh sekarang si sang para tuh tu langsung gitu begitu satu terlalu ' +
  'papa mama ayah bunda mamah papah nenek kakek suami istri anak adik adek bayi hari pagi malam';

/** Not English, not Spanish, and in nearly every Indonesian sentence. */
export const small =
  'kena angin mana aja hah janda daftar bidan kayak dari sejak lagi siapa kapan gimana kenapa bukan kami mereka dia anak ibu bapak kok sih nih mbak yang saya tidak ini itu sudah mau bisa untuk dari dengan kalau tapi ada lagi banget ya mbak pak bu anak ibu bapak di ke ' +
  'dan sakit tadi sekarang habis terus karena dia kami juga belum minta hari apa sekali yg gak gk nggak tdk udah sdh sy aku bgt ' +
  'kok sih nih dong kalo sama buat jadi cuma masih kayak trus abis punya badan suami istri orang tolong rumah obat darah jangan ' +
  'bukan pada saat setelah sejak semua kepala mendadak dok suster dokter';

/** The words of a phrase as a caller's words are spelt; concepts, numbers and beginnings stay. */
export const spelt = (phrases: string): string =>
  phrases.replace(/(?<![@\p{L}])[a-z]+(?![\p{L}*])/gu, (word) => {
    const right = Object.hasOwn(spellings, word) ? spellings[word]! : word;
    return right.includes(' ') ? word : right;
  });
