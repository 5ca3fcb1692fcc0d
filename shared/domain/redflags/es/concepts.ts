// Spanish: what several rules speak of. In order; a concept may use those before it. Draft, not reviewed by a clinician.
export const concepts: Readonly<Record<string, string>> = {
  SUDDEN:
    'de repente|pronto|golpe|subito; de la nada; subito|subita|subitamente|repentino|repentina|repentinamente; de un momento a otro',
  FEVER: `fiebre|calentura|fiebron|febril|calenturon
    temperatura|termometro|temp _3 #37.9-43|#100.4-108
    #37.9-43|#100.4-108 _1 grados
    ardiendo|hirviendo _2 calentura|fiebre
    esta|anda|sigue|estoy ardiendo
    tiene|trae|tengo|t #38.1-38.9|#39.1-39.9`,
  PAIN: `dolor|dolores|dolorazo|duele|duelen|dolia|dolio|doliendo|duela|presion|opresion|oprime|aprieta|apreton|punza
    punzada|punzadas|ardor|arde|quema|quemazon|peso|pesadez|pesa|aplasta|aplastando|aplastandome|estruja|apretando
    doler|apretado|opresivo|opresiva|molestia`,
  HURT: 'dolor|dolores|dolorazo|duele|duelen|dolio|doliendo|dolorcito|doler|dueles',
  CHILD:
    'bebe|bebes|bebita|bebito|nino|nina|ninito|ninita|hijo|hija|hijito|hijita|nene|nena|chiquito|chiquita|criatura|nieto|nieta|nietecito|sobrino|sobrina|guagua|rn|recien|chamaco|chamaca',
  PERSON: `@CHILD
    mama|papa|madre|padre|esposo|esposa|marido|mujer|abuelo|abuela|abuelita|abuelito|hermano|hermana|paciente|senor|senora
    suegro|suegra|tio|tia|novio|novia|pareja|ella|mami|papi|viejo|viejita|viejito|companero|companera|amigo|amiga|vecino|vecina`,
  AGE: '#1-2 mes|meses; #1-12 semana|semanas; #1-60 dias|dia',
  YOUNGBABY: `recien nacido|nacida|nacidito|nacidita
    bebe|bebita|bebito|nena|nene|hijo|hija|nino|nina|nieto|nieta|rn _5 @AGE
    @AGE _3 nacido|nacida`,
  PREGNANT: `embaraz*
    tengo|voy|estoy|tiene|va|semana _3 #4-42 semanas
    semana #4-42
    #4-42 semanas _2 embarazo
    #4-9 meses
    faltan _3 meses|semanas`,
  POSTPARTUM: `di|dio _1 luz
    cesarea|postparto|posparto|puerperio
    tuve|tuvo|tener|nacio _3 bebe
    recien parida|aliviada
    despues|vengo|desde|del _2 parto
    me alivie`,
  SURGERY: 'operaron|operado|operada|operacion|opero|cirugia|cirujia|postoperatorio|operar',
  WOUND: 'herida|puntos|incision|costura|sutura|suturas|cicatriz|grapas',
  CONFUSED: `delir*
    alucin*
    esta|anda|ponerse|puso|quedo|ve|muy|pone|y|confusion _2 confundido|confundida|desorientado|desorientada|perdido|perdida|ido|ida|incoherente
    confusion|desorientacion _1 nueva|subita|aguda|de
    cosas _3 sentido|incoherencias|incoherentes|son
    no _3 reconoce _3 nadie|familia
    desvaria|desvariando|divagando|divaga|incoherente
    no _2 sabe ni _4 dia|ano|quien|donde
    no _2 sabe _3 dia|quien|ano|donde`,
  FASTBREATH:
    'respira|respirando|respiracion _3 rapido|rapida|rapidisimo|rapidisima|agitado|agitada|fuerte; taquipnea|taquicardia',
  CHILLS: 'escalofrios|escalofrio; temblando|tiembla|tiemblo|tiritando|tirita',
  EYE: 'ojo|ojos',
  LIMB: 'pie|pies|pierna|piernas|mano|manos|brazo|brazos|dedo|dedos',
  BELLY: 'barriga|panza|estomago|abdomen|vientre|guata',
  PILLS:
    'pastilla|pastillas|pastiya|tabletas|tableta|pildoras|medicina|medicinas|medicamento|medicamentos|frasco|insulina|tylenol|paracetamol|ibuprofeno|capsulas|jarabe|bote',
  CHEMICAL: `cloro|clorox|lejia|veneno|gasolina|anticongelante|detergente|acido|sosa|thinner|tiner|aguarras|insecticida|raticida
    limpiador|pinol|fabuloso|amoniaco|petroleo|diesel|destapacanos|desinfectante|cal|cemento|pegamento|solvente|quimico|quimicos`,
  TOOK: 'tomo|tome|tomaron|tomado|trago|tragado|tragaron|trague|comio|comido|bebio|bebido|ingirio|tomarse|tragarse|tomaba|chupo|comi',
  WEAPON: 'pistola|arma|armas|rifle|escopeta|cuchillo|navaja|machete|pistolas',
};
