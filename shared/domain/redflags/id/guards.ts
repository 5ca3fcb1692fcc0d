// What does not count in Indonesian: denied, of former times, "what if", lessons and forms, over and well again, figures of
// speech. A guard only keeps a mark from being made; it never says that all is well.
import type { LanguageTable } from '../other/table.ts';

export const guards: LanguageTable['guards'] = {
  negators: 'tidak bukan tanpa belum jangan tiada',
  notNegating:
    'tidak tahu; tidak tahu kenapa|apa; tidak yakin; tidak ngerti|mengerti|paham; tidak nyangka; tidak usah; bukan cuma; ' +
    'tidak cuma; tidak biasanya; tidak hanya; tidak _1 apa tapi; tidak berhenti; tidak mempan; tidak hilang; bukan main; ' +
    'belum reda|turun|sembuh|hilang|membaik|berhenti; tidak tahan; tidak kuat; tidak turun; tidak sembuh; jangan jangan; ' +
    'tidak dianggap; kalau|jika tidak _4 bunuh|akhiri|mengakhiri; belum ada dokter; tidak enak; tidak karuan',
  endNegation:
    'tapi cuma karena sekarang malah justru padahal terus soalnya makanya melainkan hanya jadi kalau habis tahu tahunya eh',
  negationReach: 5,
  answers: 'tidak bukan belum ada ya pernah kok sih',
  past:
    'dulu nyeri|sakit|sering; dulu _1 saya|dia|anak|ibu|bapak|pernah|waktu|suami|istri|sempat|suka|punya|asma|patah|kena|orang|umur; ' +
    'waktu|jaman|sejak dulu; waktu kecil|bayi|sd|sma|smp|kuliah|sekolah|muda|remaja|itu; masa kecil; ' +
    'waktu umur|usia|setahun; musim lalu; waktu donor; saat kecil|bayi; sejak kecil; sembilan|delapan puluhan; ' +
    'umur _2 puluhan; umur _1 setahun; tahun|bulan lalu; tahun yang lalu; #2-40 tahun lalu; tahun #1950-2025; ' +
    '#1990-2025; umur #1-60 tahunan; riwayat keluarga; untuk|buat|sebagai|itu riwayat; riwayat _3 waktu|tahun; ' +
    'pernah; terakhir #1990-2025; pasca stroke; sejak stroke; sejak tahun; ' +
    'bulan|tanggal|waktu|pas|akhir|awal januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember; ' +
    'januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember kemarin|lalu|tahun|dia|sempat; ' +
    'sempat _4 bulan|maret|mei',
  now:
    'sekarang; tadi; hari ini; malam ini; pagi ini; semalam; semalem; mendadak; tiba tiba; tiba #2; belum pernah; ' +
    'tidak pernah; tidak _1 pernah; seumur hidup; kumat; kambuh; dari kemarin; sejak kemarin|pagi|siang|tadi; ' +
    'dari pagi|siang|subuh; saat ini; jam #; lagi kumat; barusan; makin; tolong',
  hypothetical:
    'seandainya; andai; andaikan; misalnya; misal; umpama; umpamanya; kalau saya tidak bangun; ' +
    'kalau tambah|makin parah; kalau nanti|sampai|lupa|terjadi|suatu|misalnya; jika suatu|terjadi|nanti',
  elsewhere:
    'film; drama; sinetron; teater; berita; brosur; seminar _2 bahaya|tentang|soal; ikut kelas; ' +
    'kelas melahirkan|pertolongan|yoga; kelas _1 nama; kursus; pelatihan _3 perawat|p3k; relawan; pelajaran; ' +
    'donor darah; jadwal senam; senam stroke|hamil|jantung; untuk|buat formulir; riwayat keluarga; ' +
    'penyuluhan; surat bebas|keterangan|izin|kecelakaan; buat|untuk surat|sim; ' +
    'klaim _1 asuransi|kecelakaan|kerja|ke; notaris; saya guru|pelatih; pekerja sosial; visum untuk; beasiswa; ' +
    'berapa biaya; kasus tahun; bagian pengendalian; anjing saya; kucing saya; cuma kontrol; pengacara; kuitansi; ' +
    'kwitansi; acara soal|tv; saya jawab tidak; sekolah minta; nonton kompilasi|film; belajar p3k; diajari; ' +
    'diajarkan; sekarang _1 #5-60 tahun; sekarang # belas tahun; sekarang sd|smp|sma|kuliah; haha; wkwk; wkwkwk; ' +
    'hahaha',
  over:
    'sudah _3 sembuh; sembuh total; sudah baikan|mendingan|membaik|normal|kering|beres|reda|pulih|sehat|bersih; ' +
    'sakit|nyeri|sesak|demam|merah|bengkak|pusing sudah _1 hilang; demam|panas|suhu|tensi _2 sudah _1 turun; ' +
    'darah|mimisan|muntah|batuk|berdarah|hidung _3 sudah _1 berhenti; sudah _1 berhenti _1 dari; ' +
    'batu|koin _4 sudah keluar; sudah|sekarang|ternyata tidak apa apa; tidak apa apa kok; sudah diperiksa|dijahit; ' +
    'asma|gula|epilepsi|tensi|sudah terkontrol; terkontrol obat; hasil normal; sehat sehat; luka|jahitan bagus; ' +
    'sekarang sudah baik; semua baik; langsung keluar; ternyata otot|cuma; lari lari lagi; scan bersih; ' +
    'sudah dicatat',
  ownPart: { after: 'dan tapi', begins: 'saya aku sekarang tadi' },
  idioms:
    'jantung _2 mau copot; sakit kepala _2 lihat|liat|mikirin|urusan; bikin sakit kepala; darah tinggi; cek darah; tes darah; ' +
    'donor darah; golongan darah; tekanan darah; mati kutu|gaya|lampu; setengah mati; panas dingin nunggu|menunggu; ' +
    'mau|hampir pingsan _2 lihat|liat|denger|dengar; panas _2 bikin susah napas; pelatihan _2 overdosis; bunuh saya kalau|kalo lupa|telat|tidak; bunuh saya kalau saya lupa|telat; bunuh diri #1950-2025; gigit kakak|adik; pingsan deh; kayak|seperti orang pingsan; mati rasa _3 sama|dengan; ' +
    'bikin mau mati; pecah rekor; harga _1 mencekik|cekik; tagihan _2 mencekik; cuci mata; kecelakaan kerja; kecewa berat; ' +
    'mau mati rasanya nunggu; tumbang dompet; napas dulu|lega; ' +
    'tarik napas dulu; tidak sempat napas; latihan napas; uang _3 megap megap; kepala mau pecah; overdosis game|film|drama|kopi|main|konten; kerja _2 berdarah; jatuh cinta|tempo|hati|hari; kebakaran jenggot; ' +
    'muntah|eneg lihat|liat; mabuk _1 formulir; pusing _3 formulir|antrian|birokrasi; obat nyamuk listrik; lemas lihat|denger; ' +
    'kambing hitam; bosan hidup _3 surat|urus|ngurus; obat kejang; kejang anak _3 tebus; jawab|jawabnya tidak; sistem _4 parah; teman main; tangan kanan bos; buta huruf|arah|warna; lumpuh total jalan; digigit nyamuk; seratus sepuluh|sebelas|dua|tiga|empat|lima|enam; melepuh|luka|lecet|memar kecil|dikit|sedikit; tembak aja|saja saya; ' +
    'tembak langsung; acara|film|berita|seminar|buku|kursus|pencegahan _2 bunuh diri; portal|aplikasi|web|situs|website|sistem|internet _2 tidak respons; suami pertama _4 pukul; harga pukul; foto _1 tembak; batu bata; kontak|nomor|nomer darurat; unit|instalasi|ruang parah darurat; dana darurat; gigi|macet|harga|panas|sakit _2 siksa; ' +
    'bunuh diri tahun|waktu|dulu; demam bola|panggung; tenggelam _2 utang|pekerjaan|kerjaan; parah _2 sih; macam parah',
};
