// Spanish: the same emergencies told sideways, in pictures, in agents' notes, in few words. Draft, not reviewed by a clinician.
import type { LanguageTable } from '../other/table.ts';

export const rulesOblique: LanguageTable['rules'] = {
  breathing: `
    jalar|jala|jalando|agarrar|meter _2 aire
    no|sin _3 agarra|agarro|alcanza|alcanzo|jalar|meter|recuperar|recupero|tengo|tiene _2 aire|aliento|resuello
    poco|poquito|sin|hambre|sed _1 aire & hablar|sentado|sentada|acostado|acostada|siento|paso|caminar|mas|quedo
    se|me queda|quedo|quedando|va|acaba sin|el|poco _1 aire|aliento|resuello
    cada _1 respiracion|respiro|aliento _4 pelea|lucha|esfuerzo|trabajo|batalla|duele
    respira|respirando|respiracion _5 corrido|maraton|kilometro|perrito|pescado|pez|brinca|brincando|pausas|raro|rara|feo|fea|mal|agua
    dormir|duermo|dormi|dormido|duerme _3 sentado|sentada|parado|sillon & aire|respir*|ahogo|pecho
    no _3 acostar|acostarme|acostarse|acostado & aire|respir*|ahogo|ahoga|ahogando
    dos|tres|una|pocas palabras & aire|respir*|parar|seguidas|vez|descansar|ahoga|detener|solo
    no _3 hablar|habla _2 seguido|corrido|bien & aire|respir*|ahogo
    truena|silbido|ronquido|burbujas|cruje|gorgoreo _4 respira|respirar|pecho|pulmones
    aletea|abre|aleteo|aleteando _4 nariz
    sume|hunde|mete|jala _4 costillas|pancita|panza|cuello & respir*|aire|bebe|nino|nina
    panza|pancita|barriga _4 sube|entra|brinca & rapido|respir*
    cuarenta|sesenta|#35-90 veces|respiraciones _2 minuto
    oxigeno|maquina|concentrador _5 descompuso|fallo|acabo|apago|todo|maximo & respir*|aire|ahoga|ahogo
    atorado|atorada|atoro|atora|atorandose|pegado _5 garganta|pescuezo|traquea
    garganta _4 atorado|atorada|atoro|atora
    trago|metio|come|comio|comiendo _8 no _3 sonido|voz|ruido|hablar
    senala|agarra|apunta|lleva _5 garganta|cuello & no|morado|morada|voz|sonido
    pulmones|pecho _4 cerrado|cerrados|llenos|bloqueado|trabado|tapado|apretado
    humo _4 casa|cuarto|cocina|respiramos & tos|toser|aire|respir*
    labios|unas|boca _4 gris|grises|ceniza|oscuras|oscuros|negros|azulosos
    cara|carita _3 morada|azul|moradita
    disnea|taquipneico|taquipneica|sibilancias|estridor
    dificultad respiratoria
    sat|sato2|spo2|saturacion|saturando _3 #40-90
    ahogando|ahogandose|ahogo|ahoga _3 galleta|comida|carne|pan|uva|dulce|flema|agua|almohada|hueso`,
  chest: `
    infarto|infartos & igual|igualito|igualita|mismo|parecido & siente|siento|esto|otra
    dolor precordial|retroesternal
    presioncita|apretoncito|opresioncita|presion|apreton|aplaston _4 medio|enmedio|centro|pecho & va|viene|dolor|desde|quita|brazo
    presion|peso|apreton _3 en? medio & viene|pecho|desde
    corazon _6 #130-250
    dolor de pehco|peco|pechos
    dolor & brazo dormido|pesado & minutos|hora|horas|pecho
    pecho|esternon|corazon _5 aprieta|apretado|apretada|apachurra|aplastan|aplasta|aplastado|pesado|lleno|explota|reventar|explotar|cerrado|oprimido|quemando
    aprieta|aplastan|apachurra|aprietan|apretando|estrujan|exprime|exprimen _4 pecho|corazon|costillas
    banda|cinturon|cincho|faja|puno|camion|carro|caballo|piano|bloque|mano _6 pecho|costillas|encima
    pecho _5 camion|carro|banda|cinturon|puno|elefante
    desfibrilador|marcapasos|marcapaso _6 descarga|descargas|toque|toques|patada|choque|sono
    pulso|corazon|frecuencia _4 #140-260|disparado|disparada|loco|mil|brinca|brincando|brincos|saltos|desbocado|aleteando|maromas
    corazon _3 acelera|acelerado|acelero & mareo|mareada|mareado|desmay*|hora|horas|aire
    entre _2 omoplatos|paletas|hombros & @HURT|brazo|punzada|dolor
    @HURT _6 omoplatos|paletas
    @HURT _4 brazo & @HURT _4 quijada|mandibula|cuello
    @HURT|duele _4 brazo izquierdo
    brazo _3 pesado|hormigueo|hormiguea|dormido & pecho|sudor|sudando|nauseas|asco
    nitro|nitroglicerina _4 no _3 quita|sirve|hace|ayuda|funciona|efecto
    puse|tome|tomo|puso|van|llevo _3 nitro|nitroglicerina|nitros
    agruras|acidez|indigestion|gastritis|empacho & sudor|sudando|frio|brazo|aire|quijada|palido|palida|gris|peor
    sudando|sudor|sudoroso|sudorosa|suda|empapado|empapada|pegajoso|pegajosa & pecho|brazo|quijada|mandibula|nauseas|asco|gris|palido|palida|corazon
    boca del estomago & @HURT|presion|ardor & sudor|sudando|aire|brazo
    mismo|igual _4 infarto|stent|stents|cateterismo & siento|otra|dolor
    enmedio|medio|centro _3 corazon|pecho|hueso & @HURT|va|frio
    en centro & @HURT|hueso|espalda
    cocaina|coca & pecho|corazon
    @SURGERY && @PAIN _4 pecho
    dolor del? pecho`,
  stroke: `
    mano|brazo|pierna|pie _4 dejo|dejaron _2 funcionar|mover|moverse|responder|servir
    no _3 sale|salen|viene _3 boca & palabra|palabras|pienso|decir
    palabra|palabras _4 no _3 sale|salen|salir
    boca|labio|cara|parpado|cachete|sonrisa|ojo _4 lado|chueca|derecho|caido|caida|bajo|escurre|escurrio|colgando|abajo|derechito & habla|baba|sonreir|sonrie|@SUDDEN|lado|brazo|desde|cayo|escurre|tiene|hoy|manana
    lado _3 boca|cara|labio _4 caido|caida|caida|bajo|cuelga|colgando|escurre|no
    no _3 sonreir|sonrie _2 derecho|derecha|parejo|bien|completo
    sonrisa|sonrie|sonreir _4 chueca|chueco|lado|dispareja|torcida
    baba|babea|babeando|escurre _5 lado|boca & caido|caida|habla|lado|chueca
    mano|brazo|pierna|pie _5 no _3 obedece|responde|sostiene|aguanta|mueve|levanta|siento|siente|sirve|funciona|hace
    no _3 obedece|responde|sostiene _3 mano|brazo|pierna|pie
    mano|brazo|pierna|lado _3 muerta|muerto|aguado|aguada|aguado|aguo|guango|trapo|fideo|debil|floja|flojo|plomo
    izquierdo|derecho|izquierda|derecha|brazo|brazos|mano _3 cae|caen|cayo & levantar|levanta|solo|brazos|taza|sola
    cae|caen|tira|suelta _3 taza|vaso|tenedor|cosas|plato|telefono|lapiz & mano|rato|todo|dedos
    camina|caminando|anda|va _3 borracho|borracha|chueco|tambaleante|lado|zigzag
    no _3 caminar|camina|camino|caminar _2 derecho|recto
    @SUDDEN & mareo|equilibrio|caminar|vista|habla|hablar|mover|mueve|brazo|pierna|lado|cara|ver|vio
    no _3 encuentra|encuentro|sale|salen|hilo|hila|recuerda|acuerda _3 palabra|palabras|nombres
    palabras _4 reves|revueltas|enredadas|salen|cortadas|mochas
    habla|dice|diciendo|hablando _3 tonterias|incoherencias|disparates|borracho|arrastrado|chistoso
    habla|dice|diciendo|hablando _3 sin sentido
    no _2 entiende _4 dice|habla|hablando
    lengua _3 pesada|gorda|trapo|dormida|traba
    se me|le durmio|dormido|entumio|adormecio _2 lado|media|mitad|cara|brazo
    media|medio|mitad _2 cara|cuerpo|boca _4 dormida|dormido|cae|caida|cayendo|paralizada|muerta|no|entumida|adormecida|durmio|cayo
    un lado|brazo|ojo _4 dormido|durmio|adormecido|paralizado|muerto
    durmio|dormido|entumido|adormecido _1 un lado
    veo|ve|viendo|vio _3 doble|dos|mitad|cortina|sombras
    perdio|perdi|quede|quedo _2 vista|ciego|ciega|habla
    choca|pega|va _3 marcos|puertas|paredes|pared|puerta
    no _3 detener|agarrar|escribir|abrochar|firmar _3 pluma|lapiz|botones|camisa|cuchara|tenedor & @SUDDEN|hoy|manana|ya
    debilidad|paresia|paralisis|plejia _2 subita|subito|lado|izquierda|derecha|brazo|facial & @SUDDEN|hoy|hora|horas|desde|refiere|reporta|#
    debilidad subita
    hemicuerpo|hemicara|anartria
    caida|asimetria|desviacion facial
    senala|apunta|dice _6 caballo|cuchara|otra|equivocado & palabra|palabras|nombre`,
  consciousness: `
    vahido|vaguido|soponcio|patatus|desvanecimiento|telele
    fui|fue|vine|vino _3 abajo|suelo|piso & vahido|mareo|negro|desmay*|sentado|fregadero|regadera|golpe|solo
    esta|quedo|anda _2 ido|ida|lelo|privado|privada|inerte|desguanzado & nada|cachetadas|no|contesta|fiesta
    cachetada|cachetadas|pellizque|agua|sacudi _4 nada|no
    no _3 contesta|contestar|reconoce|reconocio & mira|fijo|ojos|perdida|perdido|ido|manana|hoy|nadie|lelo
    mirada _2 perdida|fija|vacia|ida
    mira|mirando|viendo _2 fijo|nada|vacio|techo|pared & no|contesta|responde
    como que|si no _3 esta|estaba|hay _2 nadie|ahi|aqui & ojos|cayo|mira|contesta|despierto|despierta
    cayo|cae|desplomo|azoto|caido _4 @SUDDEN|seco|redondo|costal|piedra|tabla
    @SUDDEN & cayo|desplomo|desvanecio|apago
    se apago|fue|perdio _4 regadera|bano|ducha|vela|cocina|mundo
    se|me le fue|nublo|apago _1 mundo|luz|onda
    vi|veo|puso|pone _2 todo|todo negro
    volvio|volvi|volver|vuelve _1 en si
    desperto|desperte|amanecio|encontre|encontramos|halle|aparecio _4 piso|suelo|tirado|tirada|bano
    tirado|tirada _3 piso|suelo|cama & no|gime|responde|contesta|inconsciente
    no|ni _3 puedo|podemos|puede|logro|puedes _3 despertar|despertarlo|despertarla|despierte
    cuesta|dificil|trabajo _3 despertar|despertarlo|despertarla|despierte
    muy|bien|tan dormido|dormida|adormilado|adormilada|sonoliento|somnoliento|atontado|atontada & no|grito|gritar|despierta|palabra|ojos
    atontado|atontada|aletargado|letargico|letargica|obnubilado|estuporoso
    se duerme _4 hablando|media|palabra|comiendo & no|despierto
    tiembla|tembla|temblar|temblando|sacude|sacudir|brincando|brinca|azota|jaloneando|sacudio _5 piso|suelo|todo|cuerpo|ojos|mandibula|dientes
    ojos _3 blanco|volteados|volteo|arriba|atras|torcidos
    primera|otra|segunda|dos|varias _1 convulsion|convulsiones|ataque|crisis
    caer|cayo _3 temblar|temblo|temblando
    epileptico|epilepsia _4 minutos|ahorita|otra|dando|paro
    no sabe _3 donde|dia|ano|quien & @SUDDEN|ayer|hoy|manana|bien|@PERSON|cree
    cree|piensa|dice _3 que|esta _4 casa de|otro|ano|muerto|muerta & ayer|hoy|@SUDDEN|manana|nuevo
    habla|hablando|platica|platicando _5 muertos|difunto|solo|aire|no|gente & ayer|hoy|nunca|nuevo|existe
    no _3 esta|anda _2 ella|el _1 misma|mismo
    desconoce|desconociendo|desvaria
    sincope|lipotimia|postictal|tonico|clonica
    perdida de conocimiento|conciencia`,
  bleeding: `
    sangre _5 brincos|brinca|brincando|chisguete|chisguetes|chorrito|bombazos|pulsos
    hoyo|agujero|tajo|cortada|rajada _6 sangre & sale|chorro|mucha|para|brincos|muslo
    sangra|sangro|sangrando y sangra|sangra|sangro|sangrando
    sangra|sangro|sangrando|sangre _6 toallas|toalla|trapos|gasas|vendas|servilletas|rollo|cubeta|lavabo|taza|panales|sabana|camisa
    toallas|gasas|servilletas|rollo|vendas|trapos _6 sangra|sangrando|sangre|empapadas|empapada|rojas|roja
    brota|brotando|chorrea|chorreando|bombea|escurre|escurriendo|saliendo|sale|sale _4 sangre|latido|borbotones|chorros|borbollones
    sangre|sangra _5 brota|chorrea|chorreando|bombea|escurre|escurriendo|goteando|chorro|llena|lleno|charco
    charco|cubeta|lavabo|taza|boca _4 sangre
    se|le revento|abrio|corto _3 vena|arteria|fistula|varice
    cuajo|cuajos|cuajarones|coagulos|cuagulos|coagulo _3 grandes|sangre|sangrando|tamano|puno|salen|echa|tira
    sale|saliendo|sacando|echa|tira|hace _3 cuajos|coagulos|cuajarones|cuagulos
    hemorragia & parto|no|mucha|fuerte|muela|nariz|herida|coagulos|cuajarones|despues
    no _4 cierra|coagula|cuaja _3 sangre|sangrado|herida|cortada & sangre|sangra|hora|horas|hueso
    sangre _2 roja|viva|fresca _3 tos|vomito|popo|taza|recto|excusado|bano
    sangre _4 excremento|popo|excusado|taza|inodoro|evacuacion|recto|orinar? & mareado|mareada|debil|mucha|roja|viva|desmayo
    popo|heces|excremento|evacuaciones|caca _4 pegajoso|pegajosa|chicle|petroleo|brea|alquitran|negro|negra
    melena|hematemesis|hematoquecia|hemoptisis|rectorragia|epistaxis
    drenaje|drenajes|bolsa|colostomia|cateter|sonda|puerto _5 sangre|roja|rojo
    escupe|escupo|escupiendo|arroja|arrojo|devolvio|devuelve _3 sangre
    anticoagulantes|anticoagulante|warfarina|eliquis|xarelto|coumadin && sangra|sangrando|sangrar|sangre _3 no|mucho|encias|nariz|para
    vena|pierna|muneca|brazo|dedo|mano _6 sangra|sangrando|sangre|borbotones|chorro & no|mucho|chorros|borbotones|chorro|latido|suelo|piso
    muela|diente|anginas|amigdalas && no _4 para _2 sangrar|sangre
    boca _3 llena|lleno _2 sangre`,
  injury: `
    rajada|cortada|herida|tajo|cortadura & blanco|hueso|grasa|tendon|musculo|hondo|honda|adentro
    noquearon|noqueado|noqueo|noqueada|descalabrado|descalabro|descalabrada
    sangre|herida|hoyo _4 brincos|muslo|profundo
    perdio|perdi _2 conocimiento & golpe|cayo|partido
    clavado|enterrado|encajado|clavada _3 muslo|pierna|brazo|panza|pecho|espalda
    dedo|dedos|mano|pie|brazo|oreja _4 colgando|colgado|cuelga|cuelgan|mocho|mochado|cortado|cortados|machacado|machacada|aplastada|aplastado|desprendido|separados|trozado
    corto|mocho|arranco|trozo|cortaron|volo _3 dedo|dedos|mano|pie|brazo|oreja
    sierra|motosierra|machete|prensa|maquina|molino|podadora|licuadora & mano|dedo|dedos|pierna|brazo|muslo
    quemadura|quemado|quemada|quemaron|quemo|queme _5 segundo|tercer|grado|ampollas|ampollado|todo|toda|vias|manos|brazo|pecho|pierna|espalda
    tetera|olla|agua|aceite|cafe|caldo|sopa|frijoles _6 encima & ampollado|ampollas|quemo|quemado|caliente|hirviendo|piel|echo|cayo|brazo
    echo|cayo|tiro|volteo _2 encima _3 tetera|olla|agua|aceite|cafe|caldo|sopa|sarten
    ampollado|ampollada|ampollas _4 brazo|cara|pecho|cuerpo|todo|toda & agua|aceite|fuego|tetera|caliente|quemo|encima|todo
    ojo|parpado|cachete|cuello _5 anzuelo|clavo|vidrio|flecha|cuchillo|fierro|astilla|atravesado|enterrado
    anzuelo|clavo|vidrio|flecha|varilla|cuchillo|fierro _5 ojo|parpado|atravesado|atraveso|enterrado|encajado|encajo|pie|cuello
    cayo|cai|caida|caido|caerse _3 caballo|moto|motocicleta|bici|bicicleta|barda|segundo|tercer|piso|altura|pozo|metros|cambiador & duele|no|golpe|cabeza|vomito|brazos|cuello|mueve|dormidas|dormidos|hormigueo|siente|siento
    no siento|siente|mueve|muevo|puedo|puede _2 mover? _2 piernas|pies|manos|brazos
    pies|piernas|manos|brazos _3 dormidos|dormidas|hormiguean|hormigueo & cai|cayo|golpe|choque|cuello|accidente|clavado
    cabeza _5 hundida|hundido|bola|chichon|abierta|rajada|sangra & anticoagulante|grande|hueso|cayo|golpe|cai|abrio|vomita|vomito
    abrio|rajo|partio|rompio|descalabro _3 cabeza|craneo
    noqueado|noqueo|noqueada|desmayo _4 golpe|partido|juego|futbol|entrenamiento
    golpe|golpeo|pego|patada|pateo|cayo|coz _6 cabeza|panza|estomago|pecho && vomita|vomito|vomitando|dormida|dormido|doblado|doblada|confundido|repite|repitiendo|anticoagulante|anticoagulantes|adormilado|luz|doble|liquido
    hueso _3 se|le ve|asoma|salio|salido|sale
    tobillo|pierna|brazo|rodilla|muneca|hombro _4 chueco|chueca|volteado|volteada|torcido|deforme|lado|reves & cayo|cai|golpe|hueso|apunta|duele|esta
    tubo|carro|camion|tractor|arbol|rama|moto|cuatrimoto|caballo _4 encima|aplasto|arrollo|cayo|volco|paso
    fondo|sumergido|bajo|hundio|sacamos|sacaron _3 agua|alberca|piscina|lago|rio & tos|tosiendo|respir*|dormido|dormida|morado
    corriente|electrico|electrica|enchufe|cable|luz & toque|toques|pego|agarro|quemada|descarga|aviento|tiro
    balazo|bala|baleado|tiro|hpaf|haf|apunalado|apunalaron|picaron|navajazo & pierna|brazo|pecho|sangra|cuchillo|llamante|herida|tiene|dieron|panza|estomago
    torniquete
    dio|dieron|pego|pegaron|recibio|trae _2 balazo|tiro|tiros|plomazo|navajazo|filerazo
    volcadura|volcamos|volteamos|chocamos|choco|atropellado && dura|duele|sangre|adormecidas|inconsciente|cuello|dormidas|hormigueo|panza
    tce|politrauma|fractura expuesta|expuesta|craneal`,
  allergy: `
    ojos|cara|labio|labios _4 hinchados|hinchado|cerrados|salchicha|salchichas|globo & voz|pastilla|nueva|presion|habla|garganta|cerraron
    cerraron|cerrando|cierran _2 ojos _4 hinchados|hinchado
    cara|labios|labio|ojos|boca|lengua|garganta|parpados _5 hinchado|hinchada|hinchados|hinchadas|hinchan|hinchando|hincha|inflando|infla|inflados|inflado|inflada|deforme|globo|globos|salchichas|pelota|gordos|enormes & comi|comio|pico|pastilla|pastillas|medicina|toco|no|creciendo|toda|respir*|silba|mareado|mareada|ronchas|hormigas|abeja|avispa|cacahuate|marisco|nueva|nuevas|antibiotico|que
    hinchazon & labios|cara|lengua|garganta|creciendo|ojos|boca
    hinchada|hinchado|hincho|inflando|inflada|inflo|infla _3 cara|labios|labio|ojos|lengua|boca|garganta
    lengua _3 hinchada|gorda|gruesa|grande|dormida & medicina|pastillas|comi|comio|pastilla|no|silba|nueva|hablar
    picaron|pico|picadura|picadas|picado|piquete _4 hormigas|abejas|abeja|avispa|avispas|avispon|alacran & hinchada|hinchado|mareada|mareado|palida|palido|aire|respir*|ronchas|vomito|desmayo
    hormigas|abejas|abeja|avispas|avispa & hinchada|hinchado|mareada|mareado|palida|palido|aire|respir*|desmayo|garganta
    comi|comio|tome|tomo|toco|probo|puse|pusieron|inyectaron & garganta|hinchando|silba|ronchas|enronchado|enronchada|hincho|hinchado|hinchada|inflando|labios|lengua|rasposa
    ronchas|urticaria|enronchado|enronchada & silba|aire|respir*|vomito|vomita|mareado|mareada|garganta|cuerpo|todo|labios|cara
    voz _2 ronca|cambio|apagada|tapada & hincha|hinchado|garganta|comio|pico|pastilla
    contraste|vacuna|inyeccion|antibiotico|suero & comezon|pica|ronchas|aire|garganta|mareado|hincha & todo|toda|garganta|aire|mareado|hincha
    epipen|epinefrina|adrenalina & segunda|efecto|volviendo|vuelve`,
  poison: `
    trago|tragado|comio|tomo & si|creo|huele & boca|aliento|esta
    huele|huelen _2 boca|aliento _4 cloro|gasolina|alcohol|eso|thinner|solvente|quimico
    tomo|tome|trago|tomaron|trague _4 #4-200 pastillas|tabletas|capsulas|pildoras
    @TOOK|tomo|tome|trago _4 monton|bonche|punado|semana & @PILLS|advil|aspirinas|motrin
    tome|tomo _8 error|equivocacion & @PILLS
    trago|traguito|sorbo|buche _3 liquido|aceite|limpiaparabrisas|lampara|refrigerante|blanqueador|suavizante
    tomo|bebio|echo _4 liquido|aceite & lampara|limpiaparabrisas|frenos|motor|tosiendo|tos|trago
    bebio|tomo|trago|chupo|mordio|comio|lamio|probo|bebieron|echo _4 mata|matahierbas|herbicida|plaguicida|veneno|matarratas|ratas|raid|pesticida|fertilizante|capsula|jabon|limpia|aceite|esmalte|quitaesmalte|perfume|alcohol|gel|anticongelante|combustible|planta|hoja|bayas|hongo|hongos|nicotina|vaper|parche|marihuana|gomitas|edibles
    mata hierbas|hierba|ratas|cucarachas|moscas|insectos & tomo|bebio|trago|chupo|roció|comio
    capsula|pastilla|barra _3 detergente|lavadora|lavaplatos|lavatrastes & mordio|comio|trago|chupo|boca
    mordio|mordia|masco|mastico|chupando|masticando|mordiendo _4 capsula|pastilla|parche|pila|termometro|detergente|vaper
    frasco|bote|blister|cajita|pastillero _4 vacio|vacia|abierto|regadas & @CHILD|abuela|abuelo|falta|faltan|tomo|comio
    falta|faltan _3 pastillas & frasco|@CHILD|boca
    alarma|detector|sensor _4 monoxido|gas & @HURT|mareados|mareada|mareado|sonando|suena|pitando|pita|todos|dolor
    monoxido & pitando|pita|suena|sono|sonando
    meti|metio|metieron|tome|tomo|trague _3 demasiado|demasiados|demasiadas|mucho|muchos|muchas|bastantes _4 percs|pastillas|pills|xanax|coca|fentanilo|oxy|norco|tylenol|heroina|droga|alcohol|medicina
    me pase|paso _4 insulina|pastillas|dosis|medicina|gotas
    insulina _4 mal|doble|equivocada|rapida|demasiada|equivoque & puse|inyecte|tome|puso|unidades|error
    equivoque|error|equivoco|confundi _5 dosis|medicina|pastilla|insulina|jeringa & mama|bebe|tomo|di|doble|diez|nino|nina|otra
    di|dio|dieron _4 doble|triple|diez _4 @PILLS
    pastillas|pills|pastilla & alcohol|vodka|tequila|cerveza|licor & tomo|tome|despierta|todas|dormida|muchas
    se|me picho|inyecto|paso|metio _3 fentanilo|heroina|cristal|droga
    roncando|ronca|morado|azul & droga|fentanilo|heroina|pastillas|fiesta|metio|inyecto
    cloro|amoniaco|acido|quimicos|limpiadores & mezclo|mezcle|junto|junte & toser|tos|arde|respir*|ojos|mareado
    envenenado|envenenada|enveneno|intoxicado|intoxicada|intoxico
    mordio|mordida|pico|picadura _3 culebra|vibora|serpiente|coralillo|viuda|arana|alacran|medusa|araña
    trago|tragado|tragaron|metio _4 pila|bateria|iman|imanes|imancitos|moneda|alfiler|aguja|clavo|canica`,
  severe_pain_eye_limb: `
    dolor|duele _3 cabeza _6 bomba|momento|instante|segundo|ladrillo|bate|balazo|disparo
    @LIMB _4 sin pulso
    revuelca|retuerce|revuelco|retuerzo|revolcando|retorciendo|grita|gritando|chilla|chillando _4 dolor
    dolor|duele _6 palido|palida|papel|gris|blanco|blanca|sudando|desmayo|desmayar
    @SUDDEN & agarra|dobla|tumbo|desgarra & panza|espalda|pecho|cabeza
    peor dolor
    no _3 veo|ve|ver _2 nada & ojo|izquierdo|derecho|manana|hoy|@SUDDEN
    veo|ve|viendo|vista _4 negro|oscuro|sombra|cortina|telon|relampagos|flotando|manchas|mitad & ojo|@SUDDEN|hoy|manana
    ojo _5 rojo|hinchado|duele & veo|ve|vision|vomito|halos|nauseas
    ojo|ojos _6 salpico|salpicaron|brinco|entro|cayo|echo & quema|arde|ardiendo|abrir|quimico|cemento|cal|cloro|soldadura
    salpico|salpicaron|brinco|entro|cayo|echo _5 ojo|ojos & quema|arde|ardiendo|abrir|@CHEMICAL|aceite|soldadura
    panza|barriga|estomago|abdomen|vientre|costado _6 navaja|cuchillo|cuchillada|punalada|tabla|piedra|dura|duro|enderezar|desgarra|rompe & dolor|duele|@SUDDEN|no|dura
    no _2 enderezar|enderezarme|pararse|parar & panza|dolor|duele|estomago|barriga
    peor|mas _2 dolor|fuerte _5 vida|nunca
    nunca _5 dolido|dolor|doler & tanto|asi|cabeza|fuerte|igual
    dolor|duele _4 cabeza _6 explotar|explota|estallar|trueno|golpe|martillazo|rayo|reventar|cuello|vomito|tiesa
    testiculo|testiculos|huevos|escroto|escrotal|testicular|bolas & dolor|duele|hinchado|agudo|golpe|@SUDDEN
    mano|pie|pierna|brazo|dedos|dedo|pantorrilla _4 fria|frio|helada|helado|hielo|blanca|blanco|azul|morada|negra|negro|palida & no|siente|siento|dolor|duele|pulso|dormida|yeso
    yeso|ferula|vendaje _4 apretado|aprieta|apretada & morados|azules|dedos|siente|siento|frios
    desgarro|desgarra|desgarrando|rasga & espalda|pecho|panza
    ereccion _4 horas|no`,
  sepsis: `
    piel _4 marmol|marmoleada|moteada|manchada|jaspeada
    no _3 orino|orina|orinado _2 desde|dia|nada|ayer & frio|calor|escalofrios|fiebre|infeccion|confund*|debil|tembl*
    celulitis|infeccion|rojez|rojo|hinchazon _4 extiende|extendiendo|avanza|sube|corriendo|creciendo & ardiendo|fiebre|horas|rapido|desvari*|tembl*
    cuello|cara _3 hinchado|hinchada & muela|diente|infectada|tembl*|fiebre
    no _3 entro|entra|agarro|quita _2 calor|frio|temblor & infectad*|infeccion|tembl*|fiebre
    escalofrios|escalofrio _3 horribles|fuertes|feos|no
    infeccion & no _3 parar|levantar|caminar|pararme|levantarme
    tiembla|temblando|tiemblo|temblor|tiritando|tirita|escalofrios|escalofrio && infeccion|herida|ulcera|llaga|orina|cateter|sonda|neumonia|pus|infectada|infectado|apesta|@FEVER|rinon
    infeccion|infectado|infectada|neumonia|celulitis|rinon|ulcera|llaga|pus && helada|helado|sudando|mil|maread*|debil|peor|nombre|confundid*|somnolient*|orinar|presion|gris|muero|morir|temblando|delira
    siento|siente|sentia|sentido _4 muero|muriendo|morir|muera & nunca|fiebre|infeccion|mal|mala|enfermo|cortada|herida|semana|tan
    nunca _5 tan|asi _2 mala|malo|mal|enferma|enfermo & muero|morir|fiebre|infeccion|vida|sentido
    rayas|raya|lineas|linea|vetas _3 rojas|roja
    rojo|roja|rojez _4 sube|subiendo|extiende|avanza|creciendo & brazo|pierna|caliente|fiebre|herida|cortada
    piel _4 moteada|manchada|marmol|fria|pegajosa|morada|gris & fiebre|infeccion|febril|confundido|letargico|celulitis|neumonia|respir*
    moteado|moteada|septico|septica|sepsis|bacteriemia & febril|fiebre|piel|confuso|hipotenso
    @FEVER && presion baja|bajita
    presion _3 baja|bajita|#40-89 & @FEVER|infeccion|temblando|confundido
    @FEVER && no _3 orina|orinado|para|levantarse|levantar|moverse|nombre|habla
    no _3 decirme|dice|acuerda|sabe _2 nombre & @FEVER|temblando|tiembla|infeccion|ulcera`,
};
