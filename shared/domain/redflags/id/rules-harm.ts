// Wordings of injury, allergy, poison and sudden pain. Draft, not reviewed by a clinician.
import type { LanguageTable } from '../other/table.ts';

export const harmRules: LanguageTable['rules'] = {
  injury: `
    jatuh _4 atap|tangga|pohon|lantai|genteng|motor|ketinggian|ranjang|balkon|kuda|sumur|plafon
    jatuh & kepala|leher|punggung|gerak|muntah|pingsan|bocor|patah
    kepala _2 bocor|pecah|benjol|retak|robek
    kepala _2 terbentur|kebentur|kejedot|kepentok|terhantam|kepukul && muntah|ngantuk|mengantuk|pingsan|linglung|pusing|lemas|darah|minum
    kepala _2 kena & pengencer|muntah|jatuh|pingsan|darah
    terguling|terbalik & mobil|motor|truk|angkot
    minyak|wajan|kuah|air _4 panas|mendidih & kulit|muka|badan|kesiram|tumpah|paha
    kulit _3 putih|hitam|lilin & minyak|panas|bakar|api
    bahu|sendi|rahang _2 copot|lepas|geser|dislokasi
    ketimpa|tertimpa & kepala|badan|kaki|pohon|lemari
    kaki|tangan _2 bengkok
    megang|pegang|kena _1 kabel _4 setrum|setrumnya|listrik|terlempar
    terlempar|terpental
    tulang _3 keluar|kelihatan|nongol|menonjol|patah
    patah tulang
    @LIMB|tulang|leher _1 patah _3 & keluar|bengkok|bengkak|jatuh|sekarang|tadi|sakit
    ketumpahan|kesiram|tersiram|keguyur|ketumpah|tumpahan _3 panas|mendidih|kuah|minyak|aki|keras
    kulit _3 melepuh|mengelupas|gosong|terkelupas|melepuh
    melepuh
    luka bakar
    kebakar|terbakar & muka|tangan|badan|kulit|api|melepuh
    gosong & tangan|kulit|listrik|badan
    kompor|gas|petasan|tabung|panggangan|oven|baterai|korek|regulator meledak
    meledak _3 muka|wajah|tangan|badan
    @FACE|kulit|tangan|badan _2 mengelupas|terkelupas|gosong
    tenggelam & kolam|air|laut|sungai|batuk|diangkat|angkat|empang|sumur
    hampir tenggelam
    ketiban & kaki|kepala|badan|kejepit
    kolam|sungai|laut & batuk|keluar air|lemas|angkat|pucat
    loncat|lompat|nyebur|terjun _4 dangkal|kolam|sungai & leher|kepala|kesemutan|kebas|sakit
    kesetrum|tersetrum|setrum
    tersengat|kena|kesengat listrik|petir
    kecelakaan _3 motor|mobil|tadi|jam & leher|sakit|darah|kepala|kaki|tangan|dada|perut|tadi|kebas
    kecelakaan & leher|darah|luka|sekarang|tidak
    ketabrak|tertabrak|tabrakan|ditabrak|nabrak
    terlindas|kelindas|kegencet|terjepit & mobil|motor|mesin|truk|tangan|jari
    pisau|besi|paku|kaca|kayu|gunting|bambu|panah _2 nancap|menancap|tertancap|nusuk|tusuk|masih
    nancap|menancap|tertancap
    dia|saya|suami|anak|teman|adik|kakak|bapak|om|istri tusuk
    tusuk _1 orang|punggung|leher|maling|begal
    dibacok|kebacok|bacok|bacokan|ditembak|tertembak|ketembak
    kena tembak
    jari|tangan|kaki|lengan|telinga _2 putus|kepotong|terpotong|copot|buntung
    ditombak|ditebas
    saya|dia|suami|anak|teman|kena tusuk
    golok|gergaji|parang|mesin & jari|tangan|kaki|darah|putus
    luka _2 dalam|menganga|sobek|robek|lebar|tusuk
    tidak inget|ingat _2 apa|kejadian & jatuh|tabrakan|kecelakaan|kepala|kebentur
    leher _3 tidak|sakit|kaku _2 nengok|gerak|digerakkan & jatuh|kecelakaan|motor|kebas|tabrakan
    digigit|dipatok|dipatuk ular|anjing`,
  allergy: `
    lidah|tenggorokan|kerongkongan _2 bengkak|tebal|tebel|nutup|menutup|menyempit|menebal|gatal|gatel|tercekik|cekik|tertutup
    lidah _2 tebel|tebal|bengkak|kaku
    muka|wajah _3 bulat|sembab _3 & gigit|digigit|sengat|obat|makan|mata
    mata _3 segaris
    tenggorokan _4 kecil|sempit|mengecil
    suara _2 berubah & tenggorokan|makan|obat|suntik
    bercak|bentol|merah _4 semua|badan|muka & muntah|napas|batuk
    makan|restoran|sushi|seafood & telan _3 bola|ganjalan
    kayak|seperti telan bola
    lidah _3 gede|besar|kegedean|membesar|kebesaran
    bibir|muka|wajah|mata|kelopak _3 bengkak & @ALLERGEN
    bibir|muka|wajah _2 bengkak
    bibir _3 tebel|tebal|gede|besar|sosis|dower
    telan _2 bola & makan|alergi
    leher|tenggorokan _3 mengganjal|ganjal & makan|udang|kacang|alergi
    mata bengkak & @ALLERGEN
    bengkak _3 muka|wajah|bibir|lidah
    mata bengkak _3 nutup|menutup
    @HIVES _4 badan|sekujur|tubuh & @ALLERGEN
    biduran|bentol|bentolan _3 badan|semua|sekujur
    biduran & sesak|@ALLERGEN|bengkak|napas
    @HIVES & muntah|sesak|mengi|batuk|pusing|pucat|bengkak & @ALLERGEN
    merah merah & muntah & alergi|makan
    muntah & @HIVES & alergi
    @ALLERGEN && mengi|sesak
    alergi|reaksi & sesak|bengkak|napas|tenggorokan|muntah|mengi
    disengat|kesengat|tersengat|sengat|digigit _3 lebah|tawon|semut|lipan|kalajengking & bengkak|bentol|pucat|pusing|sesak|lidah|bibir|napas
    disengat|kesengat|tersengat _2 lebah|tawon|kalajengking
    semut api
    suara _2 serak & bengkak|bibir|suntik|alergi|makan
    anafilaksis|anafilaktik|anafilaksi|anapilaktik
    epipen|epinefrin|adrenalin _5 masih|bengkak|sesak|sekarang
    suntik|disuntik & bengkak|pingsan|bentol|sesak|menyempit
    makan _4 & tenggorokan|bibir _2 gatel|gatal|bengkak
    alergi _2 kumat|kambuh & cekik|tenggorokan|sesak|bengkak|bibir`,
  poison: `
    telan _5 @MEDICINE|@TOXIC
    telan _3 obat|pil|racun|koin|jarum|kaca|paku|silet|gotri
    minum _4 @TOXIC
    minum _2 racun|cairan|minyak
    makan _4 racun|baygon|sabun|deterjen|kamper
    makan|dimakan _2 jamur _6 & liar|ngelantur|muntah|pusing|halusinasi|mual
    racun _4 minum|makan|telan|tikus|semut|serangga
    keracunan
    anak|adik|cucu|balita|dia|bayi|dede _2 minum _3 obat|pil|baygon|bensin|parfum|shampo
    anak|adik|cucu|balita|dia|bayi|dede _2 makan _2 @MEDICINE
    dikasih|diberi|disuntik _2 morfin|insulin|obat _4 orang lain
    racun _3 siput|tikus|serangga|rumput|hama & lidah|mulut|main|anak|cucu
    salah kasih|dikasih|beri|diberi _1 obat
    obat _2 orang|pasien lain & minum|dikasih|diberi
    minyak lampu|urut|kayu|telon & minum|telan
    telan|makan|kunyah _3 daun|biji|bunga|tanaman & muntah|beracun|anak|bayi
    alarm _2 gas|monoksida|karbon
    salah minum _1 obat
    salah obat|minum & obat|butir|sekaligus|dobel
    kunyah _4 @MEDICINE|@TOXIC|koyo|plester|baterai|jamur
    mainin|main|megang _3 @TOXIC & mulut|bibir|busa|anak|balita
    busa _3 bibir|mulut
    nyuntik|suntik|nyabu|sakau|heroin|putaw|narkoba|sabu|inex & ungu|biru|ngorok|bangun|sadar|pingsan|kejang|napas
    campur|nyampur|mencampur|dicampur _6 pembersih|pemutih|bayclin|porstex
    obat|pil|insulin _4 dua|tiga|empat|#2-9 kali & eh|kayaknya|hari|salah|lupa|dobel
    minum _3 radiator|antibeku|rem
    makan _3 jamur & aneh|keringat|keringatan|pusing|mual|ngelantur|lihat|muntah
    botol|bungkus|strip _2 obat _4 kosong & anak|cucu|dia|adik|bayi|samping
    lupa _2 sudah minum & lagi|dobel|kayaknya
    mual|pusing & kompor|gas|genset|arang & bocor|nyala|rumah|kamar
    kebanyakan|kelebihan _2 minum|obat|insulin|suntik|dosis|makan
    @MEDICINE _3 @MANY & minum|suntik|telan|sekaligus
    minum|suntik|telan _2 @MEDICINE _3 banyak|sekaligus|dobel|kebanyakan|semuanya
    minum|telan _4 #3-500 butir|tablet|biji|kapsul|pil
    minum|suntik _4 #4-500 butir|sekaligus|tablet|biji
    @MEDICINE _2 #3-500 sekaligus|butir
    #3-500 sekaligus
    #4-500 butir sekaligus
    insulin _3 dobel|kebanyakan|kelebihan
    insulin _2 #2-9 kali
    overdosis
    over dosis
    bungkus|botol|strip|obat|penenang _5 kosong|habis _2 semua|satu|botol|sebotol
    bungkus _3 kosong
    penenang|obat|tidur _3 habis _2 botol|satu|sebotol|semua
    hirup _3 gas|asap|pemutih|bensin|lem|amonia|cairan|kimia|pestisida
    kehirup _3 batuk|pusing|mual|sesak
    pemutih|bayclin|pembersih & campur|kecampur|dicampur|hirup|batuk
    minum _4 satu botol
    minum _3 sebotol|semuanya
    bau gas
    gas _4 pusing|mual|lemas
    genset|arang|tungku|knalpot & pusing|mual|lemas|kamar|dalam|ruangan|pingsan|menyala
    gas _2 bocor & pusing|mual|sesak|lemas|kepala|hirup|berat
    karbon monoksida & pusing|alarm|bunyi|sakit|mual
    serumah|rumah pusing mual`,
  severe_pain_eye_limb: `
    sakit kepala _3 hebat|paling|parah|meledak|tiba|mendadak|seumur|luar|dahsyat|belum
    kepala _5 @HURT _2 @SUDDEN|hebat|luar|dahsyat|meledak|mendadak
    kepala _2 @SUDDEN _2 sakit
    kepala _2 sakit luar|hebat
    !belum pernah & sakit _1 kepala
    gips _3 ketat|sempit|kenceng|kencang & jari|kebas|biru|bengkak|mati
    jari _3 biru|ungu|hitam
    @HURT _2 robek|sobek
    @SUDDEN buta
    robek _2 dalam|punggung|perut|dada
    !sakit kepala _3 terparah|terhebat|paling
    kepala _6 dipentung|digodam|disambar|dihantam
    serpihan|gram|kaca|besi|kayu|jarum|paku _4 mata
    mata _4 nyangkut|nancap|tertancap|menancap|kecucuk
    bola mata _2 luka|pecah|sobek|nyangkut|robek
    tirai|gorden|kelambu _4 mata
    keras _1 papan|batu & perut|sakit
    perut _8 @HURT _1 minta|hebat|luar|dahsyat
    kepala _5 petir|geledek|guntur|palu
    kepala _3 mengerikan|dahsyat
    pandangan|penglihatan _2 @SUDDEN _1 kabur|gelap|buram|hilang
    @SUDDEN _3 kabur|buram|rabun|gelap
    kepala _3 meledak|pecah _2 & mendadak|tiba|belum|hebat
    mata _3 kena|kecipratan|ketetesan|terkena|kesiram|kemasukan|kecolok|kelilipan _2 @CHEMICAL
    kena|kecipratan|ketetesan|terkena|kesiram|kemasukan|kecolok _2 @CHEMICAL _3 mata
    ketetesan|kecipratan|kesiram|kemasukan _4 mata
    mata kecipratan|ketetesan|kesiram|kemasukan|kecolok
    @CHEMICAL _2 mata & perih|panas|liat|lihat|buka|pemutih|ketetesan
    mata _5 tidak _2 lihat|liat|melihat & mendadak|tiba|hari|tadi|pagi
    mata _3 @SUDDEN _3 tidak|gelap|kabur|buta
    penglihatan|pandangan _5 hilang|gelap _3 mendadak|tiba|sebelah|dr|dari|pagi|subuh
    hilang penglihatan
    mata _4 tidak _1 bisa _1 lihat _2 apa
    satu|sebelah mata _3 tidak _1 bisa _1 lihat
    mata _4 sebelah _3 tidak _1 bisa _1 lihat
    @HURT _1 perut|pinggang|punggung|kepala|dada|mata|leher _2 @SUDDEN
    perut _3 keras & sakit|nyeri|luar
    tersungkur
    buta mendadak|tiba|sebelah
    mendadak|tiba buta
    tirai|kelambu|bayangan _2 hitam|gelap _4 mata
    kilatan|floaters & mata|hilang|separuh|banyak|tirai
    pinggang|perut|selangkangan _4 & berguling|guling|melingkar
    kaki|tangan|jari _2 es & putih|pucat|kerasa|biru
    kaki|tangan|jari _5 tidak kerasa & dingin|putih|pucat|es
    biji|pelir|zakar _3 @HURT
    kaki|tangan|jari|lengan|tungkai _2 dingin & pucat|biru|kebas|@NUMB|mati
    kaki|tangan|jari|lengan|betis|tungkai _3 biru
    kaki|tangan|jari pucat & dingin|@NUMB
    betis _2 bengkak
    kaki|paha|lengan _2 bengkak _3 sebelah|biru|kenceng|kencang
    buah zakar|pelir _4 @HURT|bengkak
    zakar|testis|skrotum|pelir _3 @HURT|bengkak
    perut|pinggang|punggung|perutku _4 @SUDDEN|mendadak _3 @HURT|hebat
    perut _3 @HURT _2 hebat|mendadak|tiba|luar|dahsyat
    pinggang|punggung _3 @HURT _2 hebat|mendadak|tiba|dahsyat
    perut _4 keras _2 papan
    perut _3 keras _1 kayak|papan|seperti & sakit
    @HURT _2 hebat _1 mendadak|tiba
    @HURT _1 @SUDDEN _1 hebat
    @HURT _3 robek|sobek _2 punggung
    robek _2 punggung
    @SUDDEN sakit|nyeri hebat|luar|sekali|dahsyat
    nyeri|sakit hebat @SUDDEN`,
};
