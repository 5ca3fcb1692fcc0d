// Wordings of the body's own emergencies, a group after the other. Draft, not reviewed by a clinician.
import type { LanguageTable } from '../other/table.ts';

export const bodyRules: LanguageTable['rules'] = {
  breathing: `
    sesak
    tidak napas|bernapas
    berhenti napas
    cari|mencari|nyari udara|angin|napas
    bicara|mau _3 berhenti _2 tarik napas
    dada _2 naik turun _2 cepat|kencang
    kuku _3 gelap|biru|hitam
    megang leher
    pegang leher
    napas _3 lari & duduk|diam|padahal|cuma
    @FACE _2 abu|kelabu & napas|sesak|dada|keringat
    mulut _2 kayak|seperti _1 ikan
    napas _3 anjing|ikan|tersedu
    megang|pegang _1 leher|tenggorokan & makan|bicara|merah|biru
    ada yang nyangkut|tersangkut _2 tenggorokan|leher
    napas _3 perut|leher|bahu & ngantuk|cepat|biru
    tidak bisa _2 tarik napas|udara
    bicara _4 sepatah|terputus|sekata|putus
    bicara _3 #1-4 kata
    semprotan|inhaler|nebul|nebulizer _4 tidak mempan|ngaruh|berefek|bantu|membantu
    rusuk|iga _2 tarik|ketarik|cekung|tertarik
    @CANT napas
    napas _2 susah|sulit|berat|pendek|cepat|memburu|satu|bunyi|berbunyi|ngik|tersengal|ngorok|ngos|tinggal|putus|tersendat
    susah|sulit|berat|kesulitan _1 napas
    napas _3 tidak|berhenti _1 beraturan|teratur|bisa|ada|sampai
    napas _2 berhenti|aneh|gurgle|grok
    kurang _1 udara|napas|oksigen
    tercekik|tercekat
    asma|bengek _2 kambuh|kumat
    suara _3 tidak keluar
    tidak bisa batuk
    megap|tersengal*|terengah*|mengi|ngap|sengal
    ngos ngosan
    ngik ngik
    tersedak
    @FACE|kuku|kulit|badan _2 biru
    @CANT _1 udara
    kayak|seperti|kaya|rasa|rasanya tenggelam
    cuping hidung
    hidung _2 kembang
    tidak bisa _2 kalimat
    dada _2 cekung|ketarik|tertarik|masuk
    tenggorokan|leher _3 tersumbat|kesumbat|nyangkut
    oksigen habis|rendah|turun|drop
    saturasi _3 #40-92
    telan kelereng|koin|bakso|biji|permen|tutup _6 biru|napas`,
  chest: `
    dada @HURT|ditindih|ketindihan|tertindih|ketekan|tertekan|ditekan|diremas|diikat|tertimpa|ketimpa|panas|sesak|terbakar
    dada _2 @HURT|ditindih|ketindihan|tertindih|ketekan|tertekan|ditekan|diremas|diikat|tertimpa|panas|terbakar|berat|kencang
    dada _2 tidak enak|nyaman
    dada _2 tusuk|remas|meledak|cekik|penuh|dihimpit|terhimpit
    @HURT dada
    @HURT _1 jantung
    tekanan _1 dada
    serangan jantung
    jantung _2 @HURT|kencang|kumat|kambuh
    jantung _3 tidak|ga beraturan|teratur|karuan
    jantung _2 berdebar _2 kencang|keras|cepat|berhenti|kencang|pingsan
    jantung|jantungku _3 pingsan|berhenti
    berdebar _5 pingsan|sesak|keringat|dada
    pegang|megang|megangin|memegang|pegangin dada
    ulu hati @HURT|panas|terbakar|ditekan _6 rahang|keringat|lengan|dada|bahu|mual
    @HURT ulu hati
    ulu hati _1 @HURT|sesak
    lengan|tangan kiri @HURT|pegal|pegel|kebas|berat|linu
    menjalar|tembus|nembus _2 rahang|lengan|punggung|bahu|leher|tangan|dagu
    rahang & lengan|dada|keringat|keringetan|sesak
    keringat|keringetan|berkeringat dingin & mual|pucat|dada|sesak|rahang|jantung
    gajah|batu|beban|karung _3 dada
    gajah _2 nindih|menindih|duduk
    dada _1 kenceng|ngencang|mengencang
    cengkeram|mencengkeram|nyengkeram _1 dada
    salah cerna|maag|lambung & keringat|keringetan|keringatan|lengan|rahang
    keringat|keringetan|keringatan & mual & dada
    keringatan|keringetan _3 mual
    belikat & nyeri|sakit|robek|sobek|disobek
    badan dingin _1 lembap|basah|berkeringat
    dada _3 gajah|batu|beban
    angin duduk
    duduk|menduduki _1 dada
    mengusap|usap|ngelus|gosok _2 dada & keringat|pucat|sakit
    tangan _2 dada & pucat|peras|diperas|remas|keringat
    peras|diperas _2 dada
    kedua|dua lengan|tangan _1 berat|lemas
    pasir _3 dada
    dada _4 hilang timbul
    dada _2 ketat|kencang|sempit
    nitro|nitrogliserin|isdn _4 tidak|belum
    jantung _3 berdebar _6 jam|pusing|melayang|keringat|lemas|hilang|berhenti
    jantung & berdebar & pusing
    ambruk|roboh|tumbang
    keringat|keringetan _3 & pucat|abu & dada`,
  stroke: `
    mencong|perot|peyot|mencang|merot|menceng|merat
    @LIMB _3 tidak _1 ada _1 tenaga|kekuatan
    hilang|kurang tenaga _2 @LIMB|@SIDE
    @SIDE|separuh _1 @FACE|badan|tubuh _2 tidak gerak
    @FACE _2 tidak gerak
    tidak bisa senyum
    ngiler|ngeces _2 sebelah
    @FACE miring|turun|jatuh|melorot|tidak simetris|kaku
    @FACE _2 miring|turun|melorot|mencong|simetris
    senyum _3 miring|sebelah|simetris
    pelo & bicara|mulut|tangan|mendadak|tiba|muka|tadi|suara
    bicara|suara _1 pelo|cadel|rero
    cadel _2 tiba|mendadak|mabuk|sekarang
    bicara _3 tidak jelas
    bicara _2 ngelantur|kacau|kacaw|belepotan|berantakan
    tidak|susah|sulit bisa bicara
    kata|katanya _4 tidak jelas|keluar|nyambung
    mau bicara _4 tidak|keluar
    lumpuh
    bicara|suara _2 aneh|pelat
    lidah _1 kelu|kaku
    bicara _2 mabuk
    jalan _2 mabuk & tiba|mendadak|tidak|miring
    tidak bisa _2 nyebut|sebut|menyebut _1 nama|benda
    kaki _2 diseret|menyeret|nyeret & sejak|bangun|tiba|kemarin|mendadak
    bicara tidak karuan
    @LIMB _3 tidak _1 jalan|berfungsi|nurut|mau & mendadak|tiba|waktu
    miring _3 satu|sebelah _1 sisi|kiri|kanan
    tidak bisa jalan _1 lurus
    tidak bisa dimengerti|dipahami|dingerti
    nabrak _1 tembok|pintu & mata|lihat|jalan|tiba
    susah|tidak _2 nemu|cari|keluar _1 kata
    @FACE _3 meleleh|melorot
    tangan|kaki _1 mati _2 sebelah|bicara|lagi
    sisi|bagian _2 badan|tubuh|kiri|kanan _2 lemas|lumpuh|@NUMB
    kata _3 campur|kacau|ngelantur|nyambung|berantakan
    salah sebut _4 benda|nama & mendadak|tiba|bicara
    bicara _4 campur|nyambung
    @LIMB _3 tidak _1 bisa _1 gerak|angkat|digoyang|ngangkat|diangkatnya|diluruskan
    tidak _1 bisa _1 gerak|angkat|genggam|jalan|berjalan _3 @LIMB|@SIDE|badan
    @LIMB _2 lemas _1 sebelah|mendadak|tiba|kiri|kanan
    lemas _1 @SIDE
    lemas & pelo|mencong|miring
    @LIMB _1 @SIDE|kanan|kiri lemas|lumpuh|layu|berat|@NUMB
    @LIMB _2 @SIDE _1 @NUMB|lemas
    @LIMB lemas _2 tidak bisa pegang|gerak|angkat
    @SIDE _2 badan|tubuh|muka|wajah _2 @NUMB|lemas|lumpuh|mati
    badan|tubuh|muka|wajah _1 @SIDE _2 @NUMB|lemas|lumpuh|mati|layu
    @NUMB _2 @SIDE|badan|mendadak|separuh
    oleng
    sempoyongan & tiba|mendadak|miring|bicara
    @SEEING _3 gelap|hilang|kabur|dobel|dua _3 mendadak|tiba|menit|sebelah|kembali|sekarang
    @SEEING dua dua
    @SEEING _1 dobel|ganda|dua
    penglihatan|pandangan _3 hilang|gelap
    pusing _1 berputar|muter|keliling _3 hebat|mendadak|tiba|berdiri
    jalan _2 miring|oleng|nabrak|sempoyongan
    tidak bisa berdiri & pusing|mendadak|tiba
    hilang keseimbangan
    gejala stroke & sekarang|tadi|mendadak|ini
    kena|terkena|serangan|kayak|seperti|takut stroke`,
  consciousness: `
    tidak _2 sadar|sadarkan
    pingsan
    kejang
    @CANT _1 bangun
    tidak bangun
    tidak mau bangun
    tidak _2 nyaut|nyahut|merespon|merespons|respon|menyahut|jawab|menjawab|bereaksi|gerak & dipanggil|panggil|digoyang|dicubit|tidur|mata|sadar
    tidak _1 merespon|merespons|respon|responsif|nyaut|nyahut
    dipanggil|digoyang|dicubit|ditepuk _4 tidak|diam|diem
    dicubit _2 diam|diem
    tidak _1 ada respons
    tidak respons
    ngorok _2 aneh|keras & ungu|biru|bangun|sadar|suntik
    hilang ingatan
    tidak nyambung & tidur|lunglai|lemas|makin|mendadak|minum
    duduk|cuma _2 menatap|tatap|melotot & jawab|ada|lambai|lambaikan|dipanggil
    tidur terus _3 lunglai|lemas|lemah
    badan _2 kaku & ngorok|hentak|menghentak|kejang|mata
    merosot & kursi|jawab|jawaban
    tidak ada jawaban & tepuk|panggil|goyang|bangun|jatuh
    tidur _3 dari|sejak kemarin & bangun|susah|tidak
    antara sadar
    mendadak lupa _2 semua|nama|siapa
    melamun|bengong _4 tidak
    bingung && tidak tahu _2 hari|mana|siapa|jam
    bingung & mendadak|tiba|kemarin|baru
    tidak tahu hari|dia|di _1 apa|mana|siapa & kemarin|bingung|mendadak|tiba
    mata _3 tidak _2 buka|kebuka|membuka
    tidak _2 buka|membuka mata
    hampir|nyaris pingsan
    hilang kesadaran
    kena serangan & badan|kejang|jantung|dada
    badan _3 guncang|kelojotan|kejang
    gemetar _2 semua|hebat & badan|sadar
    kehilangan kesadaran
    kesadaran _2 menurun|hilang|turun
    setengah sadar
    mata _2 mendelik|melotot|mbalik|terbalik
    mata kosong & diam|jawab|dipanggil|tiba
    mata _2 ke atas
    koma
    ngorok _3 & sadar|dibangunin|bangun
    anak|dia|badan|bayi|si step
    step _2 badan|anak|kejang|mata
    mulut _2 berbusa|busa
    linglung & mendadak|tiba|hari|baru|tadi|sekarang|kenal|demam|gula
    ngelantur
    @MUDDLED & mendadak|tiba|hari|tadi|baru|sekarang|padahal
    tidak _2 kenal|ngenalin|mengenali|mengenal _2 saya|anak|anaknya|keluarga|siapa|orang|kami
    bicara sendiri & mendadak|tiba|hari|tadi|baru|sekarang
    ayan _2 kambuh|lagi|kumat
    epilepsi _2 kambuh|kumat
    badan _2 kaku _4 & mata|busa|kelojotan|step
    tatapan kosong
    tidur terus _3 tidak|susah
    mau pingsan & lemas|mata|jantung|gula|berdiri|sesak|darah`,
  bleeding: `
    @BLOOD @MUCH
    @BLOOD _2 @MUCH
    @BLOOD _3 @NOSTOP
    @BLOOD _5 tidak _3 berhenti|mampet
    @BLOOD _5 ngalir|ngucur|muncrat
    @NOSTOP _3 @BLOOD
    muntah _3 darah|kopi|hitam
    pipis _2 darah|merah|berdarah
    darah _3 gumpal|gumpalan|bergumpal|menggumpal
    gumpalan _1 darah
    muntah _2 merah
    muntah _6 darah
    @BLOOD _2 muntah
    batuk _2 darah
    batuk _4 darah
    bab|bab|berak _2 hitam|darah|berdarah|merah
    @MUCH @BLOOD
    mimisan _4 jam|tidak|terus|ngucur|deras|berhenti
    hidung _4 ngucur|berdarah|deras
    perdarahan _2 hebat|banyak|berhenti|terus|tidak|di
    perdarahan & hamil|operasi|pucat|lemas|pusing
    luka|gusi|hidung|kepala|perban|jahitan _2 berdarah|darah _2 terus|basah|banyak|tidak
    perban|kain|handuk|kasa|baju _3 darah|basah _3 terus|darah|ganti|tembus
    gusi|hidung|luka berdarah terus
    anus|dubur|telinga|pantat|kuping|bekas _3 darah
    keluar darah
    darah _1 mana mana
    darah _2 dari|lewat mulut|hidung|telinga|anus|kuping
    merah tua & muntah|gumpal|gumpalan|mulut|segelas
    batuk _3 merah
    keluar _3 merah _2 segar|banyak
    merah segar
    handuk|pembalut|tisu _4 merah
    gusi|hidung|luka _2 tidak _1 berhenti
    gergaji|pisau|kaca|golok|parang & handuk|kain|perban & basah|kuyup
    meludah|ludah|ngeludah _2 darah
    perdarahan
    kasa|kain|pembalut|handuk penuh
    berdarah _2 parah|terus|banyak
    darah _2 keluar
    luka _2 & muncrat
    urat|nadi|pembuluh _2 putus|sobek`,
  sepsis: `
    @FEVER & @CHILLS & hebat
    @CHILLS _2 hebat|gigi|terus|berhenti|parah|tidak
    @CHILLS _3 gigi
    demam tinggi
    @FEVER & @CHILLS
    @INFECTION && @CHILLS
    @INFECTION && @MUDDLED
    @INFECTION && @FASTBREATH
    @FEVER && @MUDDLED
    @FEVER && @FASTBREATH
    @FEVER && lemas
    @INFECTION && @FEVER
    @INFECTION && lemas|pucat
    @INFECTION && susah|tidak bangun
    @INFECTION && belang|mottled|berbercak|bercak|ungu|biru
    @INFECTION _5 menjalar|menyebar|meluas|luas|garis
    merah _2 menjalar|merambat|menyebar
    kulit _4 belang|mottled|berbercak|bintik|bercak _2 biru|ungu
    kulit _3 belang
    demam|suhu|panas _2 empat puluh
    suhu|panas|demam _2 tiga puluh _1 delapan|sembilan & @CHILLS|lemas|napas|bayi|operasi|hamil|kemo
    luka|dekubitus|borok _3 bau|busuk & panas|demam|napas|ngelantur|lemas
    infeksi _3 bengkak|parah
    infeksi|isk|pneumonia|radang|nanah|kateter & bingung
    infeksi|nanah|luka && basah|lembap dingin
    rasa|rasanya|badan|kayak|seperti _2 mau|bakal mati|meninggal
    demam|suhu|panas _2 #39.3-43
    @FEVER & leher kaku
    leher _2 bengkak & infeksi|gigi|demam|@CHILLS`,
};
