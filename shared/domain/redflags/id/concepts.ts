// Words that several Indonesian rules need, in order: a later concept may use an earlier one.
export const concepts: Readonly<Record<string, string>> = {
  CANT: 'tidak _1 bisa; susah; sulit; sukar; tidak kuat; tidak lagi bisa',
  HURT: 'sakit|nyeri|nyelekit|cekit|nyesek|senep|nyut|senut|cenut|nyutan|perih|pedih|linu|ngilu|mules|melilit|kram',
  SUDDEN: 'mendadak; tahu tahu; tiba tiba; tiba #2; langsung; seketika; ujug ujug; sekonyong konyong',
  STRONG:
    'hebat; parah; luar biasa; banget; sekali; minta ampun; tidak tahan; tidak kuat; tidak ketulungan; setengah mati; ' +
    'paling; ekstrem; dahsyat; mengerikan',
  FACE: 'muka|wajah|mulut|bibir|pipi|senyum|senyuman',
  NUMB: 'kebas; mati rasa; tidak _1 berasa; tidak _1 terasa',
  NOT: 'tidak|belum|jarang',
  LIMB: 'tangan|lengan|kaki|jari|tungkai|badan|tubuh',
  SIDE: 'sebelah|separuh|separo|setengah|kiri|kanan',
  SEEING: 'mata|penglihatan|pandangan|melihat|lihat|liat',
  BLOOD: 'darah|darahnya|berdarah|perdarahan',
  MUCH:
    'banyak|deras|muncrat|ngucur|mengucur|ngalir|mengalir|hebat|segar|seger|terus|memancar|nyembur|menyembur|basah|penuh|' +
    'bercucuran|merembes|tembus|nyemprot',
  NOSTOP:
    'tidak _2 berhenti; tidak _1 berhenti berhenti; tidak _1 mandek|mampet; susah berhenti; tidak _1 brenti; tidak abis abis',
  FEVER:
    'demam; panas _3 #37.8-43; suhu _3 #37.9-43; badan panas; #38-42.5 derajat; panas dingin; panas tinggi; sumeng',
  CHILLS: 'menggigil|gemetar|gemeteran|gemeter|gemetaran|gemeletuk|kedinginan',
  INFECTION:
    'infeksi*|isk|bernanah|nanah|kateter*|pneumonia|radang|abses|luka|bisul|selulitis|borok|busuk|gangren|tipes|flu|usus',
  MUDDLED:
    'linglung|ngelantur|halusinasi; tidak nyambung; bicara kacau|ngelantur|sendiri|ngalor; pikiran kacau; ' +
    'tidak kenal|ngenalin|mengenali|ngenal; ngalor ngidul; tidak fokus; tidak bisa mikir|berpikir; kesadaran menurun',
  FASTBREATH: 'napas _2 cepat|memburu|ngos|sesak|kencang|pendek|berat; ngos ngosan; sesak',
  BABY: 'bayi|bayinya|dedek|orok|baby|neonatus|newborn|bayiku',
  CHILD:
    'anak|adik|adek|balita|cucu|ponakan|keponakan|batita|bocah|kecil|putra|putri|anaknya|dedek|bayi|dede|toddler|tahun',
  KIN: 'suami|istri|pacar|bapak|ayah|ibu|anak|perawat|pengasuh|majikan|dia|kakak|om|paman|tante|tetangga|mantan|oma|opa|nenek|kakek|saya|aku',
  PERSON: 'suami|istri|bapak|ayah|ibu|anak|bayi|nenek|kakek|dia|mama|papa|adik|kakak|badan|tubuh|opa|oma',
  MEDICINE: 'obat*|pil|tablet|kapsul|insulin|butir|strip|parasetamol|paracetamol|ctm|penenang|bius|kb|sirup',
  MANY:
    'satu botol; #3-500 butir|tablet|biji|kapsul; banyak|kebanyakan|kelebihan|sekaligus|dobel|double|semua|semuanya|sebotol|' +
    'overdosis|od|segenggam|salah|seluruhnya',
  TOXIC:
    'racun|baygon|pemutih|bayclin|deterjen|sabun|porstex|wipol|karbol|pembersih|bensin|solar|kapur|pestisida|' +
    'insektisida|oli|tiner|thinner|spiritus|aki|kamper|alkohol|sampo|merkuri|' +
    'herbisida|roundup|potas|arsenik|cuka|pewangi|lem; minyak tanah|kayu; obat nyamuk; soda api; kapur barus; air aki|keras; sabun cuci; hand sanitizer',
  CHEMICAL:
    'keras|aki|pemutih|bayclin|porstex|cairan|kimia|soda|semen|gamping|kapur|deterjen|asam|pembersih|sabun|lem|spiritus|cat|' +
    'thinner|tiner|cabe|api|las|percikan',
  GULA: 'gula|gds|glukosa',
  PREGNANT:
    'hamil|janin|trimester|hpl|bumil; #5-42 mgg; hamil _2 bulan|minggu; bayi _2 perut|dalam; usia hamil',
  WEEKS: 'puluh _1 minggu|mgg; #12-42 minggu|mgg; belas minggu; bulan _2 hamil',
  AFTERBIRTH: 'melahirkan; habis melahirkan; baru melahirkan; sejak melahirkan',
  SURGERY: 'operasi*|op|jahitan*|bedah|dioperasi|insisi|sayatan',
  ALLERGEN:
    'udang|kepiting|rajungan|seafood|kacang|telur|susu|lebah|tawon|semut|ikan|ibuprofen|antibiotik|amoksisilin|amoxicillin|' +
    'obat|suntik|disuntik|vaksin|kontras|alergi*|sengat*|disengat|kesengat|tersengat|digigit|minum|makan|penisilin|ulat',
  HIVES: 'biduran|bentol|bentolan|kaligata|ruam|gatal|gatel|merah',
};
