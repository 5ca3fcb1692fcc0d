// Spanish: wordings of the body's emergencies (product.md 4b). Draft, not reviewed by a clinician.
import type { LanguageTable } from '../other/table.ts';

export const rules: LanguageTable['rules'] = {
  breathing: `
    no _2 puede|puedo|pueden|podemos|podia|pudo|logra|logro|puedes _3 respir*
    no|apenas|casi _3 respira|respirando|respiro
    falta|falto|faltando|faltaba|falte|va|acaba _2 aire|aliento|respiracion
    cuesta|batalla|batallo|batallando|trabajo|dificultad|dificil|dificulta|trabajos|costando|problemas|problema _3 respir*
    disnea|asfixia|cianosis
    se|me|nos ahoga|ahogo|ahogando|asfixio|asfixia|asfixiando|atraganto|atraganta|ahogue
    esta|estoy|estaba _1 ahogando|ahogandose|ahogandome|asfixiando|asfixiandose|atragantando|atragantado|atragantada
    atragantado|atragantada|atragantandose|ahogandose|asfixiandose
    labio|labios|boca|cara|unas|piel _3 morado|morados|morada|moradas|azul|azules|azulados
    morado|morados|morada|azul|azules _3 boca|labios|cara|unas
    pone|puso|poniendo|esta|ponerse _1 azul|morado|morada & @CHILD|@PERSON|respir*|aire|boca|no|se
    jadea|jadeando|jadeo|boquea|boqueando
    hunde|hunden|hundido|sume|sumen|hundiendo _3 costillas|pecho|costilla
    costillas _3 hunden|hunde|marcan
    no _3 alcanzo|alcanza|puede|puedo _3 terminar|completar|decir _3 frase|frases|oracion|palabra
    silba|silbido|silbando|chifla|pita _3 pecho|pulmones
    pecho|pulmones _2 silba|silbando|chifla
    inhalador|nebulizador|salbutamol|bombita|aerosol _3 no _3 hace|sirve|funciona|ayuda|alcanza|quita
    saturacion|oxigeno|satura|oximetro|saturando|sat _4 #40-90
    no _3 entra|jala|jalar|pasa|agarro|agarra _2 aire
    no _3 sale _2 voz|aire`,
  chest: `
    @PAIN _5 pecho|esternon|toracico|toracica|torax|precordial|retroesternal
    pecho|esternon|torax _4 @PAIN
    @HURT|punza|punzada|presion _3 corazon
    elefante|piedra|losa|plancha|ladrillo _4 pecho
    dando|dio|teniendo|tiene|tengo|creo|sufriendo|parece|da _4 infarto
    dando|dio|teniendo|creo|sufriendo|parece _3 ataque _2 corazon|cardiaco
    @HURT|duerme|durmio|dormido|adormecido _4 brazo & sudando|sudor|pecho|mandibula|quijada|falta|nauseas
    @HURT _4 mandibula|quijada & sudando|sudor|pecho|brazo|falta
    sudor|sudando|suda|sudoroso _1 frio & mal|@HURT|ardor|mareo|mareado|mareada|pecho|palido|palida|nauseas|nausea|debil
    palpitaciones|taquicardia & mareo|mareado|mareada|desmayo|desmayar|aire|hora|horas|fuertes|falta
    corazon _4 late|latiendo|latia|acelerado|acelera|brinca|palpita _5 rapido|rapidisimo|fuerte|desbocado|salir|mil
    corazon _3 va _2 salir|mil
    se desplomo|colapso & pecho|corazon|@PERSON
    agarro|agarra|agarraba|agarrandose|agarrando|aprieta|toca _3 pecho|corazon`,
  stroke: `
    boca|cara|rostro|cachete|sonrisa|labio|parpado _4 torcio|torcida|torcido|chueca|chueco|caida|caido|desviada|cuelga|colgada|cayo|tuerce|paralizada|paralizo
    boca|cara _3 de|pa|para lado|un
    torcio|torcida|desvio|desviada|chueca|tuerce|desviacion|paralizo|cayo _3 boca|cara|comisura|rostro|cachete
    fue _1 boca _2 lado
    mitad|lado _6 dormido|dormida|durmio|paralizo|paralizado|adormecio|adormecido|entumido|mueve|debil|debilidad|siente|siento
    durmio|adormecio|entumio|paralizo|adormecido|debilidad|dormida|dormido|entumecio _5 lado|mitad
    no _3 puede|puedo|logra|pudo|podia _3 mover|levantar|alzar|usar|agarrar _3 brazo|mano|lado|pierna|cara
    no _4 puede|puedo mover
    no _3 mueve|siente _3 brazo|lado|cara
    mitad _3 cara & no _3 mueve
    perdio|perdi|pierde|perdiendo _2 fuerza|equilibrio|habla|vista|vision|sensibilidad
    habla|hablar|hablando|hablaba _2 raro|enredado|trabado|arrastrado|arrastrando|borracho|chistoso|pastoso|incoherente|incoherencias|chueco|mocho|trabajo
    traba|trabando|trababa|trabada|enreda|enredando|arrastra|arrastrando _3 lengua|palabras
    no le entiende _4 habla|dice|hablar|hablando
    no _3 salen|encuentra|sale _3 palabras|palabra
    no puede hablar
    dando|dio|teniendo|creo|parece|sufriendo|da|tiene _4 derrame|embolia|ictus|apoplejia|evc|acv
    ve|veo|veia|viendo|vio _1 doble
    dejo|deje|dejado _2 ver _4 @EYE
    camina|caminando|caminar _2 lado|chueco|tambaleando|tambaleandose
    va|iba|vas|caia|cae _2 contra _2 pared|paredes
    cae|caen|cayo|caido|tira _3 cosas|tenedor|vaso|taza|cuchara|plato & mano|manos|habla|hablando|brazo|lado|cara
    hemiparesia|hemiplejia|disartria|afasia|comisura
    debilidad|debil _3 brazo|lado|cara|pierna
    brazo|mano|lado|pierna _1 debil & @SUDDEN
    @SUDDEN & equilibrio|doble`,
  consciousness: `
    no _3 despierta|despertar|despiertan|despertarlo|despertarla|reacciona|reaccionar|reaccionan|responde|responder|responden|despertaba
    desmayo|desmayada|desmayado|desmayar|desmaye|desmaya|desmayando|desmaia|desmayos
    desvanecio|desvaneci|desvanecida|desvanecido|desfallecio
    convulsionando|convulsiono|convulsiona|convulsionar|convulsionado
    dando|dio|da|tiene|tuvo|teniendo|hizo|empezo|tercera|segunda|otra|daban|esta _3 convulsion|convulsiones
    dando|dio|teniendo|da _2 ataque|ataques
    crisis|ataque _1 epileptica|epileptico|convulsiva
    inconsciente|inconciente|inconsiente
    perdio|perdi|pierde|perdido|perder _2 conocimiento|conciencia|sentido
    @CONFUSED & @SUDDEN|ayer|hoy|manana|quien|ni|muy|bien|@PERSON|nueva
    anda|esta|puso _2 desorientado|desorientada
    @SUDDEN & no _3 sabe|reconoce|conoce|acuerda
    sacude|sacudiendo|sacudida|sacudidas|sacudia
    ojos _4 atras|blanco
    espuma|baba _3 boca
    puso|pone|quedo _1 tieso|tiesa|rigido|rigida
    quedo|quedado|queda _2 ido|ida
    no _3 abre|abrir|abria|habre _2 ojos
    somnoliento|somnolienta|letargico|letargica|aletargado|aletargada`,
  bleeding: `
    no _3 para|paran|parar|deja|dejan|dejado|detiene|detener|corta|cede _5 sangrar|sangre|sangrado|hemorragia|sangrando
    sangre|sangra|sangrado|sangrando|hemorragia _6 no _4 para|deja|detiene|quita|parar|cede|corta
    sale|saliendo|salio|perdiendo|perdido|pierde|hay|tira|tirando|bota|botando|echa|echando|baja|bajando|perdio _3 sangre
    vomita|vomitando|vomito|vomite|vomitado|vomitar _4 sangre|cafe|borra
    sangre _4 vomito
    tosio|tose|tosiendo|tosi|tos|toser|escupe|escupiendo|escupio|flema|flemas|esputo _4 sangre
    sangre _3 toser|tose|tosiendo
    heces|popo|caca|evacuo|evacue|excremento|evacuacion|evacuaciones|defeco|obro|materia _5 negro|negra|negras|sangre|alquitran|chapopote|brea
    sangra|sangrando|sangrado|sangrar _5 hora|horas|dia|minutos & nariz|mano|herida|anticoagulante|no
    nariz & hora|horas|anticoagulante|anticoagulantes|warfarina & sangra|sangrando|sangre
    nariz _3 sangrando|sangra|sangre & hora|horas|anticoagulante|anticoagulantes|warfarina|chorros
    sangra|sangrando|sangrar _3 nariz & hora|horas|anticoagulante|anticoagulantes|warfarina|chorros
    sangre|sangra|sangrando _3 chorro|chorros|borbotones|montones|litros
    sangra|sangrando|sangro|sangrado _1 muchisimo|mucho|horrible|demasiado|abundante|fuerte|bastante
    mucha|muchisima|demasiada sangre
    empapa|empapo|empapada|empapando|empapado _4 toalla|toallas|gasa|gasas|sabana|vendas|venda|trapo
    sangre _5 atraviesa|empapa|empapo
    desangra|desangrando|desangrandose
    tiene|hay|con hemorragia
    hemorragia _2 activa
    esta|sigue|estoy|anda _1 sangrando
    sangre|sangra|sangrado|sangrando _6 coagulos|cuagulos`,
  injury: `
    cabeza|craneo|nuca & vomita|vomitando|vomito|vomitado|inconsciente|desmayo|convulsion|confundido|sangra|sangrando|sangre|abrir|adormilado|somnoliento && cayo|cai|caida|golpe|golpeo|pego|peguo|callo|azoto
    cayo|cai|caida _2 cabeza & vomito|vomita|vomitando
    golpeo|golpe|pego|pegue|golpee|azoto _3 cabeza && vomito|vomita|vomitando|abrir|abre|dormido|sangra|sangre|confundido|confundida|desmayo|mareado|mareada|fuerte|duro
    golpeo|golpe|pego|pegue _2 fuerte|duro _2 cabeza
    cayo|cai|caida|caer|aventaron|tiro|caido _4 techo|escalera|escaleras|azotea|balcon|caballo|altura|arbol|andamio|ventana|segundo|metros
    no _3 siente|siento|mueve|mover|muevo _3 piernas|cuerpo|brazos|pies|pierna|abajo
    quemo|queme|quemaron|quemado|quemada|quemadura _4 aceite|agua|hirviendo|cara|cuerpo|acido|piel|electricidad|fuego|explosion|brazos|grado
    cayo|volco|derramo|echo|tiro|vacio _5 hirviendo|caliente & agua|aceite|caldo|sopa|cafe|olla
    agua|aceite|caldo|sopa|olla|cafe _2 hirviendo
    piel _3 cae|cayendo|caen|despega|despellejo|desprende|levanto
    electrocuto|electrocutado|electrocutaron
    descarga|corriente|toque electrica
    toques|corriente|toque & cable|luz|poste|enchufe
    alberca|piscina|tina|rio|mar|playa|lago|banera & ahogo|ahogado|ahogando|ahoga|tragado|ahogaba
    hueso _4 salio|sale|fuera|afuera|ve|asoma
    ve|ven|salio|asoma|veo|rompio _2 hueso
    apunal*
    acuchill*
    balazo|balazos|balearon|baleado|disparo|dispararon|navajazo|machetazo|punalada
    atropello|atropellaron|atropellado|atropellada
    cortada|cortadura|corte|corto|corte|herida|tajo _2 profunda|profundo|honda|hondo
    corto|corte|arranco|machuco|trozo|mocho _4 dedo & completo|entero|todo|podadora|sierra|maquina|pedazo
    amput*
    arranco|arranca|arrancado|mordio _4 pedazo|oreja|cara|dedo
    chocamos|choco|choque|accidente|volcamos|volco & cuello|espalda|inconsciente|atrapado|atrapada|sangra|sangrando|sangre|cabeza|pecho
    @HURT _4 cuello|columna|espalda && cayo|cai|chocamos|choco|clavado|alberca|hormiguean|volcadura|atropello
    clavo|enterro|enterrado|clavado|atraveso|encajo|clavada _5 ojo|cuello|pecho|rodilla|abdomen|panza|estomago|pierna|mano|pie|cabeza`,
  allergy: `
    hincho|hincharon|hincha|hinchando|hinchado|hinchada|hinchados|hinchar|hinchan|incho|inflamo|inflamaron|inflamado _4 cara|lengua|labio|labios|boca|parpados|garganta
    lengua|labio|labios|cara|boca _3 hinchado|hinchada|hinchados|hinchando|inflamada|inflamados|hincho|hincharon
    cerrando|cierra|cerro|cerrada|cerrado|cerrar _3 garganta
    garganta _3 cerrando|cierra|cerro|cerrada
    ojos _3 cerrados|cerro _4 hinchado|hinchados|hinchada
    ronchas|urticaria _4 todo|cuerpo|toda|partes|llena
    lleno|llena|llenas|lleno|lleno|lleno|lleno _1 ronchas
    todo|toda|cuerpo _3 ronchas|enronchado|enronchada
    pico|picadura|picaron|abeja|avispa|avispas|hormigas|cacahuate|cacahuates|mani|nuez|nueces|camaron|camarones|marisco|mariscos|antibiotico|inyeccion|penicilina|vacuna|medicina|huevo|almendra & silba|hincha|hincho|hinchado|hinchados|hincharon|ronchas|garganta|desmayo|hinchando
    anafilaxia|anafilactico|angioedema
    tiene|tengo|dando|dio|teniendo|esta _3 reaccion _2 alergica
    puse|puso|pusimos|aplique|inyecte|aplicamos|aplico|pusieron|pique _4 epipen|epinefrina|adrenalina|autoinyector`,
  poison: `
    @TOOK _5 moneda|pila|bateria|iman|imanes|frasco|aguja|alfiler|vidrio|boton|tornillo|canica
    @TOOK _4 @CHEMICAL
    @TOOK _3 todo|todas|todos|toda|entero|entera|demasiada|demasiadas|muchas|muchos|doble|monton|bonche|punado _4 @PILLS
    @TOOK _3 doble
    @TOOK _5 frasco|bote|caja|blister _2 entero|entera|completo|completa|pastillas
    @TOOK|inyecte|inyecto|puse|puso|di|dio|dieron _5 dos|tres|doble _1 veces|dosis
    inyecte|puse|inyecto|puso _2 doble & insulina
    @TOOK _4 #10-200 _3 @PILLS
    comio|trago|chupo|comido _4 @PILLS
    @TOOK _3 @PILLS _4 abuela|abuelita|abuelo|mama|hermano|perro|papa
    tiene|hizo|dando|creo|es|por _2 sobredosis
    monoxido & alarma|@HURT|mareado|mareados|suena|sonando|mareo|detector
    huele|olor|fuga|escape _2 gas & mareado|mareados|mareada|mareo|@HURT|nauseas|dormido|sueno|vomito
    @TOOK _2 hongos
    hongos & vomita|vomitando|vomito|sudando|alucina
    metio|inyecto|fumo|droga|drogas|heroina|fentanilo|cristal & no _2 responde|reacciona|despierta|respira
    heroina|fentanilo|drogado|drogada & morado|azul|ronca|raro|responde
    mezclo|mezcle|mezclaron|mezclamos _4 @CHEMICAL
    ingesta|ingirio|intoxico|intoxicado|intoxicada|envenenado|enveneno|envenenada|intoxicacion
    pico|mordio|mordida|picadura|piquete _4 vibora|serpiente|alacran|arana|cascabel|escorpion`,
  severe_pain_eye_limb: `
    peor _1 dolor _2 cabeza
    @HURT _3 cabeza _4 mas|peor _3 vida
    @HURT _3 cabeza & @SUDDEN|trueno|relampago|explota|exploto|rayo
    @CHEMICAL _4 @EYE
    @EYE _4 @CHEMICAL
    metal|fierro|vidrio|clavo|alambre|astilla|gancho|rebaba _6 @EYE
    no _3 ve|veo|ver|veia|be|beo _4 @EYE
    no _3 veo|ve|ver _1 nada & @EYE|@SUDDEN|hora|horas
    dejo|deje|dejado _2 ver
    perdi|perdio|perdiendo|pierdo _2 vista|vision
    nublo|nublada|nubla|borrosa|borroso _3 vista & @SUDDEN
    vista _3 nublo|nublada|nubla|borrosa & @SUDDEN
    cortina|telon|sombra|mancha _4 @EYE|vista
    ciego|ciega & @SUDDEN|quede|quedo
    @LIMB _5 helado|helada|helados|fria|frio|frias|frios & blanco|blanca|azul|morado|morada|palida
    @LIMB _5 helado|helada|helados|fria|frio|frias|frios & no _2 siente|siento
    @LIMB _4 azul|blanco|blanca|negro|negra|azules & fria|frio|helada
    @LIMB _4 azul|blanco|blanca|negro|negra|azules & no _2 siente|siento
    @SUDDEN & @HURT
    repentino|repentina & @HURT
    @HURT _6 testiculo|testiculos
    @BELLY _4 duro|dura|tabla & @HURT|piedra|tabla
    dolor _6 tira|tumba|tiro|dobla _2 piso|suelo`,
  sepsis: `
    @FEVER & @CONFUSED
    @FEVER && delirando|delira|desvaria|desvariando|reconoce|incoherencias|alucinando|sentido
    @FEVER & @CHILLS
    @FEVER & @FASTBREATH
    @FEVER _3 #40-43|#104-108
    @FEVER _2 altisima|altisimo & no|mal|debil
    infeccion|infectado|infectada|neumonia|ivu|herida|cateter|sonda && @CONFUSED
    infeccion|infectado|infectada|neumonia|ivu|cateter|sonda && @CHILLS|@FASTBREATH
    infeccion|infectado|infectada|neumonia|ivu && manchada|moteada|fria|palida
    linea|lineas|raya|rayas|estria _1 roja|rojas & @WOUND|infectada|infeccion|sube|brazo|pierna|fiebre
    siento|creo|voy|sintiendo _4 muero|morir|muriendo & mal|fiebre|calentura|enfermo|enferma|infeccion
    nunca _4 sentido _3 mal|enfermo|enferma
    escalofrios _4 no _4 quitan|quita|paran|para|deja
    @CHILLS & @FEVER
    creo|tiene|es|sospecha _2 sepsis|septicemia|septico`,
};
