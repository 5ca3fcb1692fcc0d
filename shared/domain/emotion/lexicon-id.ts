// Indonesian cue words, formal and spoken. `cues-words.ts` has made "gak/nggak/tak" to "tidak", "aku/gue" to "saya",
// "banget" to "sekali", "makasih" to "terimakasih", "tapi" to "tetapi". How a phrase is written: lexicon.ts.
import type { CueRow, CueTable } from './lexicon.ts';

const feelings: readonly CueRow[] = [
  [
    'afraid',
    'feel',
    3,
    'takut sekali|sangat takut|takut mati|ketakutan|panik|panik sekali|cemas sekali|sangat cemas|sangat khawatir|khawatir sekali|kuatir sekali|was was|waswas|stres berat|kalut|deg degan|degdegan|dag dig dug|gemetar|gemeteran|merinding|jantung saya berdebar|berdebar|ngeri|histeris',
  ],
  [
    'afraid',
    'feel',
    2,
    'takut|takutnya|cemas|khawatir|kuatir|gelisah|resah|risau|gugup|grogi|tegang|kepikiran|pikiran|terbayang|tidak tenang|kewalahan|parno|cemasin|khawatirkan|mengkhawatirkan|menakutkan|seram|bingung takut',
  ],
  [
    'afraid',
    'event',
    3,
    'tidak bisa tidur|susah tidur|tidak bisa berhenti memikirkan|kepikiran terus|mikir terus|mikirin terus|bagaimana kalau|bagaimana jika|kalau ternyata|jangan jangan|apa ini kanker|apakah ini kanker|apakah parah|apa parah|apa bahaya|bahaya tidak|apakah berbahaya|apa berbahaya|kenapa kenapa|terjadi apa apa|terjadi sesuatu|ada apa apa|yang terburuk|kemungkinan terburuk|takut kehilangan|tidak mau kehilangan|saya akan mati|mau mati|bisa mati|meninggal nanti|ya allah|ya tuhan|astaga|astagfirullah|tolong cepat|cepat tolong|tolong tolong|tolong segera|tidak seperti biasanya|tidak biasanya|tangan saya gemetar|keringat dingin|tidak bisa makan|tidak nafsu makan|dihantui|bermimpi buruk',
  ],
  [
    'angry',
    'feel',
    3,
    'marah sekali|sangat marah|marah besar|murka|geram|emosi sekali|naik pitam|naik darah|kesal sekali|kesel sekali|muak|muak sekali|bosan dengar|capek dengar|capek dioper|capek ditanya|capek disuruh|keterlaluan|kebangetan|kurang ajar|tidak becus|tidak profesional|tidak bertanggung jawab|tidak masuk akal sekali|bodoh|goblok|tolol|bego|brengsek|sialan|bangsat|anjing|anjir|memalukan|konyol|omong kosong|bohong|pembohong|dibohongi|ditipu|penipu|penipuan|lapor|laporkan|melaporkan|tuntut|menuntut|saya tuntut|pengacara|komplain|mengadu|ylki|viralkan|media sosial',
  ],
  [
    'angry',
    'feel',
    2,
    'marah|kesal|kesel|jengkel|sebal|sebel|dongkol|gemas|emosi|gondok|gregetan|tersinggung|kecewa berat|kecewa sekali dengan|kecewa dengan pelayanan|tidak sopan|kasar|judes|ketus|jutek|payah|parah sekali pelayanan|pelayanan buruk|buruk sekali|jelek sekali|kapok|habis kesabaran|kesabaran|sabar saya|bercanda|lelucon|main main|dipermainkan|sembarangan|seenaknya|asal asalan|ribet sekali|berbelit',
  ],
  [
    'angry',
    'event',
    3,
    'tidak ada yang telepon|tidak ada yang menelepon|tidak ada yang menghubungi|tidak ada yang jawab|tidak ada yang angkat|tidak ada yang peduli|tidak ada yang bantu|tidak ada yang mau|tidak peduli|dioper oper|dioper|dilempar lempar|dilempar|dipingpong|pingpong|bolak balik|muter muter|buang buang waktu|buang waktu|membuang waktu|berapa kali lagi|berapa kali|sudah berapa|harus berapa|ketiga kalinya|keempat kalinya|kelima kalinya|kedua kalinya|ketiga kali|keempat kali|kelima kali|kesekian kali|kesekian|lagi lagi|itu itu saja|sama saja|begitu terus|begini terus|selalu begini|selalu begitu|selalu saja|alasan terus|alasan|janji janji|janjinya|katanya mau|katanya akan|dijanjikan|dijanjiin|mana buktinya|mana janji|mau bicara dengan|bicara dengan atasan|atasan|supervisor|manajer|pimpinan|kerja yang benar|kerjanya apa|ngapain saja|sudah saya bilang|saya sudah bilang|sudah bilang|dari tadi|dari kemarin|harus ulang|mengulang|ulang lagi|ditutup teleponnya|telepon saya ditutup|ditutup begitu|pindah klinik|pindah rumah sakit|pindah saja|cari tempat lain|ditagih dua kali|ditagih lagi|bayar mahal|saya bayar|terima kasih banyak ya sudah menghilangkan|terima kasih sudah menghilangkan|terima kasih sudah membatalkan|terima kasih untuk apa|terima kasih sudah bikin|hebat sekali ya|bagus sekali ya|hebat ya|enak saja|niat tidak|mikir dong|dong',
  ],
  [
    'angry',
    'event',
    2,
    'sudah menunggu|menunggu|nunggu|disuruh nunggu|disuruh tunggu|disuruh menunggu|disuruh|menit|berjam jam|setengah jam|satu jam|dua jam|berhari hari|berminggu minggu|masih belum|belum juga|belum ada|sampai sekarang|tidak pernah|tidak kunjung|tidak juga|tidak dijawab|tidak diangkat|tidak dibalas|tidak ditanggapi|tidak ada kabar|lama sekali|kok lama|kok begini|kok begitu|kok bisa|kenapa harus|kenapa lama|masa|masak|terus terusan|tiap kali|setiap kali|lagi|tiga kali|empat kali|lima kali|dua kali|hilang|dihilangkan|salah lagi|sampai kapan|kapan lagi|percuma|wah bagus|bagus ya|oh bagus|oke hebat',
  ],
  [
    'sad',
    'feel',
    3,
    'sedih sekali|sangat sedih|terpukul|hancur|hancur hati|patah hati|remuk|berduka|duka|menangis|nangis|tangis|air mata|putus asa|tidak ada harapan|kehilangan harapan|hilang harapan|merana|nelangsa|sendirian|kesepian|sebatang kara|beban|jadi beban|menyesal|penyesalan|merasa bersalah|rasa bersalah|gagal',
  ],
  [
    'sad',
    'feel',
    2,
    'sedih|kecewa|pilu|murung|lesu|hampa|kosong|sepi|down|drop|terpuruk|lelah|capek sekali|letih|malu|minder|terharu sedih|prihatin|rindu|kangen|tidak semangat|tidak bersemangat|pasrah|menyerah|nyerah|tidak kuat|tidak sanggup|tidak berguna',
  ],
  [
    'sad',
    'event',
    3,
    'meninggal|meninggalnya|wafat|berpulang|tiada|sudah tiada|telah tiada|pergi selamanya|meninggalkan kami|meninggalkan saya|kehilangan|ditinggal|ditinggalkan|almarhum|almarhumah|keguguran|pemakaman|dimakamkan|dikubur|kuburan|sejak dia pergi|sejak ibu pergi|sejak bapak pergi|sejak suami|sejak istri|tidak mengenali saya|tidak kenal saya|lupa sama saya|tidak ingat saya|tidak ada lagi yang|rumah sepi|rumah jadi sepi|tidak ada siapa siapa|tidak punya siapa|tidak ada yang menjenguk|tidak ada yang mengunjungi|tidak ada teman|buat apa lagi|untuk apa lagi|percuma hidup|tidak ada gunanya|sudah tidak ada harapan|tidak bisa diselamatkan',
  ],
  [
    'sad',
    'event',
    2,
    'andai|andaikan|seandainya|kalau saja|seharusnya saya|harusnya saya|salah saya|gara gara saya|dulu|berat sekali|terasa berat|berat rasanya|sulit sekali|masih belum bisa menerima|belum bisa menerima|tidak bisa menerima|ikhlas|belum ikhlas|negatif lagi|gagal lagi|tidak berhasil|berharap|harapan',
  ],
  [
    'confused',
    'feel',
    3,
    'bingung|bingung sekali|membingungkan|kebingungan|pusing dengan|pusing sama|pusing baca|tidak mengerti|tidak ngerti|kurang mengerti|kurang ngerti|tidak paham|kurang paham|belum paham|belum mengerti|tidak nangkap|tidak nyambung|tidak jelas|kurang jelas|tidak tahu harus|tidak tau harus|tidak tahu yang mana|tidak tau yang mana|tidak tahu mana|tidak tau mana|tidak tahu apa|tidak tau apa|tidak tahu bagaimana|tidak tau bagaimana|tidak tahu cara|tidak tau cara|tidak tahu ke mana|tidak tau ke mana|tidak tau kemana|tidak tahu kemana|tidak tahu siapa|tidak tau siapa|tidak masuk akal|salah paham|hilang arah|kehilangan arah|tersesat|simpang siur|ruwet|rumit|lieur|mumet',
  ],
  [
    'confused',
    'event',
    3,
    'yang satu bilang|satu bilang|yang satu|yang lain bilang|satunya bilang|satunya lagi|katanya beda|beda beda|berbeda beda|beda lagi|bertentangan|tidak sama|tidak cocok|tadi katanya|kemarin katanya|tadi bilang|kemarin bilang|tetapi di surat|tetapi di aplikasi|tetapi di resep|tetapi katanya|tetapi tadi|yang benar yang mana|yang benar mana|mana yang benar|yang mana|jadi yang mana|jadi saya harus|jadi harus|jadi bagaimana|jadi maksudnya|maksudnya apa|apa maksudnya|maksudnya bagaimana|maksudnya|apa artinya|artinya apa|ini apa|itu apa ya|harus ke mana|harus kemana|harus ke siapa|harus hubungi siapa|harus tanya siapa|harus bagaimana|bagaimana caranya|bagaimana cara|bisa dijelaskan|tolong jelaskan|jelaskan lagi|jelasin lagi|dijelaskan lagi|pelan pelan|bisa diulang|tolong diulang',
  ],
  [
    'confused',
    'event',
    2,
    'tidak tahu|tidak tau|tidak yakin|kurang tahu|kurang tau|atau|apa bedanya|bedanya apa|sebelum atau|sesudah atau|pagi atau|kok|loh|lho|hah|gimana ya|bagaimana ya|apa ya|mana ya|saya kira|saya pikir|dikira|istilah|singkatan|banyak sekali|berubah ubah|ganti ganti|gonta ganti',
  ],
  [
    'in_pain',
    'feel',
    3,
    'sakit sekali|sakitnya|sakit minta ampun|sakit luar biasa|sakit parah|sangat sakit|amat sakit|kesakitan|nyeri sekali|sangat nyeri|nyeri hebat|nyeri luar biasa|nyerinya|nyeri tidak|sakit hebat|tidak tahan|tidak tahan lagi|tidak tahan sakit|tidak kuat sakit|tidak kuat menahan|menahan sakit|nahan sakit|nahan nyeri|menahan nyeri|aduh|aduuh|adoh|auw|aw|perih sekali|ngilu sekali|ditusuk|ditusuk tusuk|tertusuk|seperti ditusuk|kayak ditusuk|diiris|seperti diremas|diremas|terbakar|seperti terbakar|mau pecah|kayak mau pecah|seperti mau pecah|mau copot|cenut cenut|nyut nyutan|berdenyut|tidak bisa jalan|tidak bisa berjalan|tidak bisa bangun|tidak bisa duduk|tidak bisa berdiri|tidak bisa gerak|tidak bisa bergerak|tidak bisa digerakkan|tidak bisa menelan|tidak bisa tidur karena sakit|tidak bisa tidur karena nyeri|tidak mempan|tidak ada yang mempan|obat tidak mempan|tidak hilang hilang|tidak reda|tidak reda reda|tidak berkurang|makin sakit|makin parah sakit|tambah sakit|semakin sakit|makin nyeri|skala sepuluh|sepuluh dari sepuluh|sembilan dari sepuluh|melilit|melilit sekali|guling guling|berguling|meringis|merintih|menjerit',
  ],
  [
    'in_pain',
    'feel',
    2,
    'sakit|nyeri|perih|ngilu|pegal|linu|mulas|kram|panas sekali|pedih|bengkak|migrain|pusing sekali|sesak|susah jalan|susah gerak|susah bangun|susah duduk|hampir tidak bisa|setiap gerak|setiap kali gerak|setiap bernapas',
  ],
  [
    'grateful',
    'feel',
    3,
    'terimakasih banyak|terima kasih banyak|terima kasih sekali|terimakasih sekali|terima kasih ya sudah|terimakasih ya sudah|terima kasih sudah|terimakasih sudah|terima kasih atas|terimakasih atas|terima kasih untuk|terimakasih untuk|terima kasih telah|terimakasih telah|banyak terima kasih|banyak terimakasih|sangat berterima|berterima kasih|berterimakasih|makasi banyak|bersyukur|syukur|syukurlah|alhamdulillah|puji tuhan|puji syukur|lega|lega sekali|plong|senang sekali|sangat senang|bahagia|gembira|terharu|sangat membantu|membantu sekali|sangat terbantu|terbantu sekali|terbantu|sangat menolong|tertolong|menyelamatkan|penyelamat|malaikat|semoga tuhan|semoga allah|tuhan memberkati|tuhan berkati|berkah|jazakallah|kabar baik|kabar gembira|baik sekali|ramah sekali|sangat ramah|sabar sekali|sangat sabar|sabar melayani|pelayanan terbaik|terbaik|luar biasa pelayanan|pelayanan luar biasa|jempol|salut|apresiasi|saya hargai|sangat menghargai|menghargai|tidak akan lupa|hutang budi|berhutang budi|tidak tahu harus bilang apa selain',
  ],
  [
    'grateful',
    'feel',
    2,
    'terimakasih|terima kasih|senang|untung|untunglah|untung ada|akhirnya ada|akhirnya|membaik|sudah membaik|sudah sembuh|sembuh|jauh lebih baik|lebih baik|hasilnya bagus|hasilnya normal|jinak|ramah|baik hati|sabar|membantu|dibantu|hebat|mantap|keren',
  ],
];

const traps: readonly CueRow[] = [
  [
    'trap',
    'event',
    1,
    'terima kasih selamat|oke terima kasih|oke terimakasih|ok terimakasih|ok terima kasih|baik terima kasih|baik terimakasih|sudah terima kasih|sudah terimakasih|tidak terima kasih|tidak usah terima kasih|terima kasih sebelumnya|terimakasih sebelumnya|maaf mengganggu|maaf merepotkan|rumah sakit|obat sakit|obat nyeri|obat anti nyeri|obat pereda|pereda nyeri|surat sakit|cuti sakit|izin sakit|surat keterangan sakit|sakit ringan|sakit sedikit|sakit biasa|agak sakit|sakit gigi ringan|tidak sakit|orang sakit|serangan panik|obat cemas|gangguan cemas|gangguan kecemasan|jangan khawatir|tidak usah khawatir|tidak perlu khawatir|jangan takut|tidak apa apa|sekali lagi|lagi ya|satu lagi|sebentar lagi|nanti lagi|telepon lagi|ada lagi|apa lagi|coba lagi|datang lagi|kontrol lagi|ruang tunggu|daftar tunggu|saya tunggu|kabar saja|yang mana ya dokternya|jam berapa|lima menit|sepuluh menit|sedikit pegal|menit lagi|kehilangan kartu|kartu saya hilang|kartunya hilang|kehilangan sinyal|mati penasaran|penasaran|pecah belah|menghabiskan waktu|bunuh waktu|pagi atau sore|pagi atau siang|senin atau|atau besok|atau lusa',
  ],
];

const list = (words: string): readonly string[] => words.split(' ');

export const lexiconId: CueTable = {
  rows: [...feelings, ...traps],
  deny: list('tidak bukan belum tanpa jangan tiada'),
  over: list('lagi'),
  self: list('saya kami kita ku'),
  others: list(
    'dia ia mereka beliau suami istri ibu bapak ayah mama papa anak adik kakak nenek kakek mertua tetangga teman dokter perawat bos paman tante pasien orang kamu',
  ),
  past: list('tadinya dulu kemarin sempat awalnya waktu'),
  ifs: list('kalau jika bila seandainya'),
  more: list('sekali sangat amat sungguh benar terlalu paling luar_biasa'),
  less: list('agak sedikit lumayan'),
  turns: list('tetapi namun karena hanya cuma cuman sekarang padahal dan'),
  fine: list('baik tenang sehat lega'),
};
