// What does not count in Indonesian: denied, of former times, "what if", lessons and forms, over and well again, figures of
// speech. A guard only keeps a mark from being made; it never says that all is well.
import type { LanguageTable } from '../other/table.ts';

export const guards: LanguageTable['guards'] = {
  negators: 'tidak bukan tanpa belum jangan tiada',
  notNegating:
    'tidak tahu; tidak tahu kenapa|apa; tidak yakin; tidak ngerti|mengerti|paham; tidak nyangka; tidak usah; bukan cuma; ' +
    'tidak cuma; tidak biasanya; tidak hanya; tidak _1 apa tapi; tidak berhenti; tidak mempan; tidak hilang; bukan main; ' +
    'belum reda|turun|sembuh|hilang|membaik|berhenti; tidak tahan; tidak kuat; tidak turun; tidak sembuh; jangan jangan; ' +
    'tidak dianggap; belum ada dokter; tidak enak; tidak karuan',
  endNegation:
    'tapi cuma karena sekarang malah justru padahal terus soalnya makanya melainkan hanya jadi kalau habis tahu tahunya eh',
  negationReach: 5,
  answers: 'tidak bukan belum ada ya pernah kok sih',
  past:
    'dulu; waktu kecil|bayi|sd|sma|smp|kuliah|sekolah|muda|remaja|hamil|itu; masa kecil; tahun lalu; bulan lalu; riwayat; ' +
    'sejarah; tahun #1950-2025; #1990-2025; #2-40 tahun lalu; tahun yang lalu; pernah; sejak kecil; umur #1-60 tahunan; ' +
    'terakhir #1990-2025; ' +
    'penderita; pasca stroke; saat kecil|bayi; mantan; januari; februari; maret; april; mei; juni; juli; agustus; september; oktober; november; desember',
  now:
    'sekarang; tadi; hari ini; malam ini; pagi ini; semalam; semalem; mendadak; tiba tiba; tiba #2; belum pernah; seumur hidup; ' +
    'lagi kumat|kambuh; kumat; kambuh; dari kemarin; sejak kemarin|pagi|siang|tadi; dari pagi|siang|subuh; saat ini; jam #',
  hypothetical:
    'seandainya; andai; andaikan; misalnya; misal; umpama; umpamanya; kalau nanti|sampai|lupa|terjadi|suatu|misalnya|ada; ' +
    'jika suatu|terjadi|nanti; takut kalau; apa bahaya',
  elsewhere:
    'film; drama; sinetron; teater; berita; brosur; seminar; kelas; kursus; pelatihan; relawan; pelajaran; ikut lomba; donor; ' +
    'senam; formulir; riwayat keluarga; penyuluhan; surat bebas|keterangan|izin|kecelakaan; buat|untuk surat|formulir|sim; sekarang _1 #5-60 tahun; sekarang # belas tahun; sekarang sd|smp|sma|kuliah; klaim; notaris; saya guru|pelatih; ' +
    'pekerja sosial; pengacara; kuitansi; kwitansi; buat riwayat; untuk riwayat; sejak # tahun; sejak stroke; visum untuk; beasiswa; cuma mau tahu; cuma tanya; hehe; haha; wkwk; wkwkwk; hihi; xixi; hahaha; ' +
    'biaya; kasus tahun; bagian pengendalian; anjing saya; kucing saya; kucing; cuma kontrol; jadwal kontrol',
  over:
    'sudah sembuh; sembuh; sudah baikan|mendingan|membaik|normal|kering|beres|hilang|reda|pulih|sehat|turun|bersih; batu|koin _4 sudah keluar; ' +
    'sudah _1 berhenti; tidak apa apa; tidak apa #2; baik baik saja|aja; sudah diperiksa|dijahit; terkontrol; hasilnya normal; ' +
    'sehat sehat; luka|jahitan bagus; sekarang sudah baik; sudah _3 sembuh; semua baik; langsung keluar; ternyata otot|cuma; lari lari lagi; scan bersih; sudah dicatat',
  idioms:
    'jantung _2 mau copot; sakit kepala _2 lihat|liat|mikirin|urusan; bikin sakit kepala; darah tinggi; cek darah; tes darah; ' +
    'donor darah; golongan darah; tekanan darah; mati kutu|gaya|lampu; setengah mati; panas dingin nunggu|menunggu; ' +
    'mau pingsan lihat|liat|denger|dengar; pingsan deh; kayak|seperti orang pingsan; mati rasa _3 sama|dengan; ' +
    'bikin mau mati; pecah rekor; harga _1 mencekik|cekik; tagihan _2 mencekik; cuci mata; kecelakaan kerja; kecewa berat; ' +
    'saya _1 bisa bunuh; bisa bunuh istri|suami|ibu; bunuh nanti; mau mati rasanya nunggu; tumbang dompet; napas dulu|lega; ' +
    'tarik napas dulu; latihan napas; uang _3 megap megap; kepala mau pecah; overdosis game|film|drama|kopi|main|konten; kerja _2 berdarah; jatuh cinta|tempo|hati|hari; kebakaran jenggot; ' +
    'muntah|eneg lihat|liat; mabuk _1 formulir; pusing _3 formulir|antrian|birokrasi; obat nyamuk listrik; lemas lihat|denger; ' +
    'gula puasa|pagi; kambing hitam; tangan kanan bos; buta huruf|arah|warna; lumpuh total jalan; digigit nyamuk; kontak|nomor|nomer darurat; gawat darurat; parah darurat; unit parah; dana darurat; gigi|macet|harga|panas|sakit _2 siksa; ' +
    'bunuh diri tahun|waktu|dulu; demam bola|panggung; tenggelam _2 utang|pekerjaan|kerjaan; parah _2 sih; macam parah',
};
