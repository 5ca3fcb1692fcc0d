// Wordings around pregnancy, children, known illness, the mind and safety. Draft, not reviewed by a clinician.
import type { LanguageTable } from '../other/table.ts';

export const peopleRules: LanguageTable['rules'] = {
  pregnancy_postpartum: `
    @PREGNANT && darah|perdarahan|flek
    @PREGNANT && demam|@FEVER
    @PREGNANT && kabur|kunang|gelap|sesak|kejang|pingsan|buram
    @PREGNANT && jatuh|kecelakaan|terpeleset
    @PREGNANT && @HURT _1 kepala
    @PREGNANT && kepala _2 @HURT
    @PREGNANT && bengkak
    @PREGNANT && ulu hati
    @PREGNANT && perut _4 @HURT _2 banget|hebat|sekali|parah|kanan|mendadak|sebelah
    @PREGNANT && dada
    @PREGNANT && merembes|rembes|ngalir|ketuban
    @PREGNANT && tidak _1 gerak|nendang
    kontraksi & #5-36 minggu|mgg
    air keluar _2 deras|banyak & waktu|belum|hamil|kandungan
    dalam|yang _1 perut _3 belum|tidak _2 gerak
    !buang|membuang|ngebuang _1 bayi
    @AFTERBIRTH && merah|ganti|pembalut _2 terus|kali|jam
    kontraksi & menit|air|sering
    kontraksi & @PREGNANT|padahal|bulan
    bayi _2 mau keluar|lahir
    gerak _3 sedikit|kurang|jarang & bayi|janin|@PREGNANT
    tensi _4 #160-260 & @PREGNANT
    @AFTERBIRTH && tensi _4 #150-260
    @AFTERBIRTH && payudara|susu merah|bengkak|keras
    air _3 keluar _2 banyak|semua|terus & @PREGNANT
    ketuban _2 pecah|merembes|rembes|bocor|keluar|hijau
    ketuban|air _2 merembes|rembes & usia|minggu|bulan|hamil|@PREGNANT
    bayi|janin|perut|gerak _4 tidak|berkurang|jarang _1 gerak|nendang|terasa|berkurang|aktif & @PREGNANT|perut|janin|dalam
    @WEEKS && tidak _2 gerak|kerasa|nendang
    @WEEKS && darah|perdarahan|ketuban|kejang|kontraksi
    @WEEKS && kepala _2 @HURT
    janin|gerak _2 berkurang|tidak|kurang|jarang
    gerakan _1 bayi|janin _2 berkurang|tidak|hilang|kurang
    bayi _3 perut _3 tidak _1 gerak
    bayinya tidak _1 gerak
    !tali pusar|pusat _3 keluar
    @AFTERBIRTH && darah|perdarahan
    @AFTERBIRTH && @FEVER
    @AFTERBIRTH && @CHILLS
    @AFTERBIRTH && sesak|betis|pingsan|kejang|dada|kabur
    @AFTERBIRTH && kepala _2 @HURT
    @AFTERBIRTH && sakiti|bunuh|buang|ngebuang|mati|bisikan _3 bayi|diri|saya|anak
    @AFTERBIRTH && kepikiran|pikiran _2 sakiti|mati|bunuh
    !sakiti|bunuh|lempar _2 bayi
    pembalut _3 penuh|jam|sejam
    #2-20 pembalut
    sejam _3 pembalut
    mau melahirkan & keluar|kepala|ketuban|darah|sekarang
    kepala _1 bayi _3 keluar|kelihatan`,
  infant_child: `
    @BABY && @FEVER
    @BABY && demam|panas
    @BABY && lemas|terkulai|lunglai|layu
    @BABY && @NOT _2 pipis|menyusu
    @BABY && tidak _2 menyusu|minum|pipis|bangun|nangis|gerak
    @BABY && malas _1 menyusu|minum
    @BABY && biru
    @BABY && kuning _1 sekali|banget|semua
    @BABY && muntah _3 hijau|terus|menyemprot|darah
    @BABY _3 napas
    @BABY && kejang|step
    @BABY _8 & bangun _4 tidak|susah|lemas|menyusu
    nangis _2 melengking|lemah|pelan|merintih|aneh
    @CHILD && tidak _2 menyusu|pipis
    tidak _2 mau _1 menyusu|dot
    lemas _1 boneka|kain|agar
    @BABY && rusuk|iga
    #1-12 minggu|mgg && suhu|demam|panas & menyusu|bayi|minum
    #1-12 mgg && @FEVER
    tidak _1 pipis _3 & menyusu|kemarin|jam|mata|popok|seharian|mencret
    popok _3 kering _4 & semalam|semalem|kemarin|menyusu|jam|mau|seharian
    menyusu _4 popok kering
    telan _3 baterai|batere|batu|magnet|jarum|peniti|koin|magnit|kelereng
    baterai|batere|magnet & telan|makan
    leher _2 kaku & @CHILD|demam|ruam|bintik|anak
    ruam|bintik|bercak _6 tidak _1 hilang
    ruam|bintik & leher
    ubun ubun _4 menonjol|cekung|tegang|nonjol|cembung
    ubun _4 menonjol|cekung|tegang|nonjol|cembung
    mata cekung
    baterai|magnet|koin _6 mulut
    bab _3 lendir|jeli|agar & anak|bayi|nangis
    @BABY && kaku
    badan panas _3 & bayi|dedek
    nangis _3 tidak _2 mata
    @CHILD & kejang|step
    kejang demam & sekarang|tadi|mata|anak|lagi|melotot
    anak|balita|batita|adik _3 lemas _2 sekali|banget|lunglai|terkulai|tidak
    mencret _4 & mata|lemas|pipis|cekung|darah|minum
    terkulai
    anak|balita|adik _4 lemas _4 mata|tidur|tidak|bangun
    muntah hijau
    anak|balita _4 napas _2 cepat|cekung|sesak`,
  chronic_postop: `
    @GULA _4 hi|high
    @GULA _4 #10-60
    @GULA _4 #350-999
    @GULA turun|rendah|tinggi _3 & bingung|kebingungan|linglung|lemas
    @GULA && muntah|ngelantur|gemetar|gemeteran|pingsan|bingung|keringat|kejang|linglung|mengantuk|ngantuk|bicara
    habis|operasi & kuning & menggigil
    @SURGERY && kuning|kaku|membengkak
    alat|meter|glukometer _4 high|hi|low|lo & muntah|ngantuk|lemas|gemetar
    @GULA _2 tiga puluh
    lutut|pinggul|panggul _4 & betis _2 keras|sakit|bengkak|panas
    betis _2 keras|panas|merah & sakit|bengkak|operasi|lutut
    @GULA parah|jatuh|anjlok
    @GULA rendah|turun _3 & lemas|gemetar|pusing|keringat|banget|sekali
    diabetes & muntah|gemetar|gemeteran|ngelantur|pingsan|kejang|lemas|bingung|bau
    kencing manis & luka|lemas|ngelantur|gemetar|muntah
    jahitan|luka|bekas|sesar|melahirkan _3 kebuka|terbuka|lepas|copot|jebol|menganga
    jahitan _3 berdarah|darah|nanah|bernanah
    luka|bekas|jahitan _1 operasi|melahirkan|@SURGERY _3 nanah|bernanah|berdarah|darah|bau|busuk|demam|kebuka|terbuka|merah
    @SURGERY && nanah|bernanah
    @SURGERY && @FEVER
    @SURGERY && betis _2 bengkak|@HURT|panas|merah
    @SURGERY && sesak|luka _1 bau
    @SURGERY && darah|perdarahan
    cuci darah|ginjal && sesak|bengkak|lemas
    bolos|tidak|belum|lewat|melewatkan|skip _3 cuci darah
    hemodialisa|hd|dialisis && sesak|bolos
    kemo|kemoterapi && @FEVER
    kemo|kemoterapi && demam|panas|menggigil|sesak|darah
    lagi|sedang|habis kemo|kemoterapi & @FEVER
    transplantasi|cangkok|imun|imunosupresan|lupus|hiv && @FEVER
    transplantasi|cangkok && @CHILLS
    pacu jantung|pacemaker & nyetrum|setrum|merah|bengkak|bunyi
    pacu & nyetrum|setrum
    luka _2 diabetes|diabetesnya|gula & busuk|hitam|bau|nanah
    kateter|selang|infus _3 lepas|copot|berdarah|bernanah`,
  mental_health: `
    !tidak _2 mau|sanggup|kuat|ada|bisa|pengen _2 hidup
    !tidak _2 bisa _1 hidup
    !tidak _2 alasan _2 hidup
    !capek|lelah|bosan|cape|muak|letih _1 hidup
    !mau mati
    !bagi|bagiin|membagikan|kasih|ngasih _1 barang _4 & pamit|semua|perpisahan|pergi
    !senang|bahagia|tenang|enak|lebih _3 tanpa saya
    !pagar|pinggir|tepi|atas _1 jembatan|gedung|atap|rel
    !obat|pil _4 susun|disusun|jejer|meja & kenapa|mati|mau|siap
    !lebih baik _2 selesai|hilang|pergi|tidur
    !titip _3 kucing|anjing|anak|barang & maaf|pamit|mati
    !tulis|menulis|nulis surat _2 anak|keluarga|ibu|suami|istri|semua
    !kalau saya tidak ada _4 selesai|senang|lega|tenang|masalah
    !tidak yakin _2 saya? _2 masih ada
    !masih ada _4 minggu depan & yakin|saya
    !tanpa saya _3 baik|senang|bahagia|enak
    !baik _2 tanpa saya
    !tuhan|allah _3 suruh|nyuruh|menyuruh|memerintah
    !minggu|besok|lusa _3 saya _2 sudah tidak ada
    !sebelum _1 saya pergi & suara|pamit|maaf
    !tidak _1 mau _3 di sini _1 lagi
    !tidak _1 mau _1 ada _2 lagi
    !suara|bisikan|bisik _6 bunuh|mati|sakiti|tusuk
    !tidak _1 ada _1 guna|gunanya|artinya _2 hidup
    !selamat tinggal & semua|orang|dunia|anak|sms|wa
    !bakal|mau|pasti _2 tembak
    !tembak _2 dia|orang|istri|suami|diri|kepala|kepalaku
    !peluru & isi|diisi|tembak|malam|senapan
    !potong|motong|memotong|iris|ngiris|mengiris _1 nadi|urat|tangan|pergelangan
    !nanti saya _2 tidak ada
    !buat apa|untuk apa _5 hidup|obat _6 tidak
    !sudah minum|telan semua & maaf|penting|pamit|mati|bangun
    !mati saja
    !biar _2 mati
    !nyusul|menyusul _2 ibu|bapak|almarhum|almarhumah|suami|istri|mama|papa & hidup|mati|mau
    !mau _2 menghilang|ngilang
    !nyerah|menyerah _3 hidup
    !hidup _3 selesai|percuma
    !bakar|nabrakin|tabrakkan diri
    !lebih baik|enak|bagus _1 mati|tanpa|saya
    !lebih baik _1 tanpa
    !bunuh diri
    !bundir
    !akhiri|mengakhiri|ngakhirin|diakhiri|nyudahin|menyudahi _2 hidup|semua|semuanya|nyawa
    !gantung diri
    !loncat|lompat|terjun|nyebur _3 jembatan|gedung|lantai|sungai|rel|atap|kereta
    !menyayat|nyayat|nyilet|silet|sayat _3 tangan|diri|lengan|nadi|pergelangan
    !silet|pisau|tali|obat _4 & ngunci|kunci|sendirian|siapin|menyiapkan
    !ngunci|mengunci|kunci _4 & silet|pisau|obat|mati
    !siapin|nyiapin|menyiapkan|jejer|jejerin|kumpulin|ngumpulin _3 tali|obat|racun|pil|silet
    !obat _3 jejer|jejerin|dijejerin|dikumpulin
    !sakiti|nyakiti _1 diri
    !mau _3 hilang _2 selamanya|dunia
    !tidur _4 tidak|ga _1 bangun _2 lagi|selamanya
    !tidur _3 selamanya
    !pesan|surat|kata|pamit|ucapan _2 perpisahan|wasiat|terakhir|pamitan
    !pamitan _3 & hidup|mati|semua
    !suara|bisikan|bisik _4 nyuruh|menyuruh|perintah|suruh|memerintah
    !disuruh|nyuruh|menyuruh _3 sakiti|bunuh|tusuk|mati|loncat
    !mau|mau|bakal _1 bunuh _3 orang|dia|istri|suami|tetangga|bos|kamu|mereka
    !saya bunuh _1 dia|orang
    !bunuh _2 orang & depan|rumah|pistol|pisau|itu
    !minum _2 semua _2 obat
    !punya|bawa|pegang|simpan|beli|bawa|ada _2 senapan
    !senapan _4 dia|saya|tangan|lemari & mati|bunuh|tinggal|tembak|marah
    !senapan & pakai|beli|mau|bunuh|siap
    !supaya|biar tidak _1 bangun
    !minum _3 obat _3 banyak _4 malam|sengaja|sendirian
    !sengaja|nekat _2 minum|telan|nyebur|loncat
    !sengaja & obat
    !percobaan bunuh
    !menjadi|jadi beban & mati|hidup|mending|baik
    !mending _1 mati
    !hidup _3 tidak _3 berarti|berguna|artinya|guna
    !tidak kuat _1 hidup`,
  abuse_violence: `
    !@KIN _4 pukul|siksa|cekik
    !saya|aku|dia|ibu|nenek|oma|kakek|anak _2 pukul|siksa|cekik
    !pukul _4 suami|pacar|istri|bapak|ayah|saya|ibu|pengasuh|perawat|bapaknya|anaknya|majikan|tetangga
    !siksa|cekik _2 saya|dia|ibu|anak|nenek|kakek|aku
    !perawat|pengasuh|suster|pembantu|majikan _4 kasar|pukul|nyubit|siksa|bentak
    !lebam|memar _3 & pukul|perawat|pengasuh|suami|badan|tangan
    !ancam _3 bunuh|pisau|saya|tusuk|bakar|mati
    !mau bunuh saya
    !kalau _5 saya bunuh
    !kirim|panggil|panggilkan|hubungi _1 polisi
    !pegang pegang _1 saya|anak|dia|badan|aku
    !bunuh saya _3 & pergi|lapor|suami|dia|ancam
    !bawa|megang|pegang|punya _2 pisau|pistol|golok|parang|senjata|celurit
    !diperkosa|perkosa|memperkosa|dirudapaksa|digagahi
    !dicabuli|cabuli|mencabuli|dilecehkan|dilecehin|melecehkan|pelecehan|digerayangi|diraba
    !ngumpet|sembunyi|bersembunyi _5 & dia|suami|pisau|pukul|kamar
    !masuk _1 kamar _3 malam & pegang|raba|sentuh|saya|adik|anak
    !sentuh|menyentuh|nyentuh|raba|meraba _2 saya|anak|adik & malam|om|paman|bapak|tiri|kamar|takut
    !sabuk|gesper|rotan & pukul|berdarah|takut
    !lempar|melempar|ngelempar _1 pisau|kursi|botol|piring
    !takut _2 malam & dia|suami|bapak
    !atm|kartu|gaji _3 tarik|diambil|pegang|dirampas & kunci|kamar|anak|ponakan|keponakan|tidak
    !tidak aman _3 rumah|di|sama|saya
    !tidak _1 merasa|ngerasa aman
    !tidak _2 boleh|dibolehin|diizinkan|diijinkan|dikasih _2 keluar
    !banting|membanting|lempar|melempar _3 barang|semua|semuanya|pintu|piring & dia|suami|ngunci|takut|kamar|teriak
    !ngunci|mengunci|kunci diri _4 & dia|suami|takut|teriak
    !dia|suami|pacar _2 dengar
    !takut _2 pulang
    !ditelantarkan|ditelantarin|terlantar|dibiarin|dibiarkan|menelantarkan _3 & makan|kotor|anak|kakek|nenek|ibu|kotoran|kasur
    !tidak _1 dikasih|diberi|kasih _1 makan|minum|obat
    !dikurung|disekap|dikunciin|dikunci _3 & makan|dia|suami|anak|kamar|rumah|sama|dengan
    !bekas _3 ikat|sabuk|gesper|cambuk|pukul
    !ikat pinggang & bekas|luka|pukul|punggung
    !dia|suami|pacar|om|bos paksa|memaksa|maksa & malam|semalam|tidak
    !ngunci|mengunci|kunci saya _3 kamar|rumah|luar|gudang
    !tarik|rampas|pegang|sita _2 kartu|atm|dompet _2 saya
    !ngamuk|mengamuk & dia|suami|mabuk|pisau|barang|takut
    !diculik|disandera|disekap|dikuntit
    !kdrt & sekarang|tadi|suami|saya|semalam
    !bekas rokok|sundutan
    !disundut|sundut
    !dia|suami _2 dengerin|mendengar|denger|nguping
    !tidak bisa bicara _3 dia|ada|suami|dengerin
    !berbisik|bisik _8 & membentak|teriak|bentak|takut|ya
    !teriak _3 pukul|tolong|minta
    !gedor|mendobrak|dobrak|menggedor _2 pintu
    !ambil|rampas|kuasai _3 uang|atm|gaji & obat|tanda|anak|saya`,
  something_wrong: `
    !ada yang|sesuatu _1 tidak|salah _1 beres|wajar|banget|parah _4 badan|tubuh|anak|bayi|ibu|suami|bapak|dia
    !ada yang|sesuatu _1 tidak _1 beres|wajar
    !ada _2 salah _2 banget|parah|badan|tubuh
    !ada yang|sesuatu _3 salah @PERSON
    !bukan dia & kenal|biasa|tolong|suami|istri|anak
    makin|tambah _1 pucat|diam|dingin|biru
    !takut kehilangan _1 dia|anak|ibu|bapak
    !rasa _2 akhir & saya|badan
    makin|semakin _1 menjauh|hilang|redup|surut & dia|ibu|bapak|anak
    !kelihatan|terlihat|keliatan salah
    !belum pernah _3 lihat _3 begini|begitu|gini
    !muka|wajah _2 abu
    !ada yang|sesuatu banget|sekali salah @PERSON
    !perasaan _3 tidak enak & badan|buruk|terjadi|mati
    !sesuatu|sesuatunya _2 buruk _3 terjadi
    !badan|tubuh _5 salah _1 parah|banget|tidak
    !badan|tubuh _4 ada yang|sesuatu _2 salah|tidak
    !tidak wajar
    !@KIN _6 tidak kayak|seperti biasa|biasanya
    !tidak kayak|seperti biasanya
    makin|tambah|terus|jauh|semakin|lebih|kondisi|keadaan|kelihatan|kelihatannya|kayaknya|kayak|terlihat parah
    makin|tambah|semakin _1 lemas|turun|jelek|buruk
    kondisi|keadaan|kondisinya _4 parah|buruk|turun|jelek
    dia|ibu|bapak|anak|suami|istri|nenek|kakek parah
    kayak mau|bakal pergi|meninggal|mati
    !saya|rasa|rasanya|kayak|kayaknya|badan _2 mau mati
    !mau mati _1 saya|rasanya
    darurat
    !firasat & buruk|dia|anak|ibu|bayi
    tidak normal & dia|anak|ibu|bayi|bapak|suami
    !bukan dia _2 biasa|biasanya
    !kirim _1 orang|bantuan|ambulans
    muka|wajah|warna _3 abu|kelabu & diam|lemas|dia
    ambulans|ambulan|ambulance & butuh|panggil|kirim|tolong|cepat|segera|minta|perlu
    !tidak tahu & parah
    makin _2 parah
    !ajal|sakaratul|sekarat
    tidak _1 ketolong|tertolong & kayaknya|tolong|dia
    !bayi _4 aneh
    warna|nangis _1 aneh
    !ini bahaya & anak|ibu|dia|biasa|feeling|perasaan
    !saya ibu _4 tahu
    telepon|nelpon|telpon|telp|menelepon _4 keempat|kelima|empat|lima|ketiga|#3-9 & parah|lemas|memburuk|beres|jelek
    seumur hidup|umur belum|tidak _1 pernah
    !ibu bersikeras|ngotot|yakin _4 tidak|salah`,
};
