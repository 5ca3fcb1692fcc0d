// Spanish: mothers, children, known illness, the mind, violence told sideways. Draft, not reviewed by a clinician.
import type { LanguageTable } from '../other/table.ts';

export const rulesObliquePeople: LanguageTable['rules'] = {
  pregnancy_postpartum: `
    casi no & mueve _2 bebe?
    bebe|mueve & casi no|poquito|dos|apenas & ayer|hoy|horas|veces
    @PREGNANT && brillitos|brillos|luces|lucecitas|puntitos|estrellas|chispitas|moscas|manchas
    @PREGNANT && punza|retumba|parte|martillea|explota _3 cabeza
    @PREGNANT && salio|sale|saliendo|bajo|cayo _4 agua|liquido|chorro
    @POSTPARTUM && cabeza _3 retumba|punza|explota|duele|parte
    @POSTPARTUM && retumba|punza|parte _3 cabeza
    treinta|#20-42 semanas && cabeza & brillitos|borroso|luces|hinchada
    contracciones|dolores|colicos & sangre|sangrando
    no _4 movido|mueve|moverse|moviendo|pateado|movimiento|movimientos && @PREGNANT|bebe
    movimientos _3 disminuidos|menos|pocos|ausentes
    @PREGNANT && escurriendo|escurre|baja|bajando|chorro|tirando _3 sangre|liquido|agua
    agua|liquido _4 piernas|chorro|escurre|escurriendo|fuente|verde & @PREGNANT|contracciones|meses|semanas|bebe|rompio
    @PREGNANT && presion _3 alta|#140-250
    @PREGNANT && @HURT _4 hombro|lado|costado|costillas|pecho
    @PREGNANT && aire|respir*|convulsion|zumban|vomito _3 todo
    @PREGNANT && dolor|duele _3 fuerte|horrible|insoportable|terrible & panza|vientre|barriga|lado
    @PREGNANT && pujar|puje|ganas _2 pujar
    cordon _4 sale|salio|afuera|asoma
    cabecita|pies|pompis _3 asoma|salio|saliendo|sale
    @POSTPARTUM && @HURT _4 pecho|pierna|cabeza|pantorrilla
    @POSTPARTUM && aire|respir*|borroso|huele|apesta|calentura|escalofrios|hinchada|cuajarones|cuajos
    recien|acabo|acaba _2 parir|aliviarse|aliviarme && sangra|sangre|fiebre|calentura
    sangre _4 piernas && embarazada|bebe|semanas|parto
    pensamientos|ideas|ganas|imagenes|voces & bebe|nino|nina _5 dano|tirarlo|aventarlo|ahogarlo|lastimarlo|matar|soltarlo
    bebe && tirarlo|aventarlo|ahogarlo|lastimarlo|sacudirlo & pienso|ideas|miedo|ganas|pensamientos|voy`,
  infant_child: `
    @AGE && caliente|calientito|calentito|ardiendo && no _3 comer|come|mama|mamar|leche|pecho|biberon
    no _3 interesa _2 comer|pecho|leche|biberon
    no _2 tomado|comido|mamado _2 nada & semanas|meses|dias|bebe|mes
    trago|tragado|comio _5 pila|pilas|pilita|pilitas|boton
    vomito _2 biliar|verde
    biliar|inconsolable
    @CHILD _3 ardiendo|hirviendo|calientito|caliente|calentita && mes|meses|semanas|nacido|nacida|dias|come|mama|quiere|cuello
    bebe|@CHILD && ardiendo|hirviendo
    @AGE && ardiendo|hirviendo|caliente|fiebre|calentura && bebe|come|mama|apenas|leche
    apenas|tiene|de _1 #1-2 meses|mes & no|dormida|dormido|ardiendo|caliente & despertar|come|mama|ardiendo|caliente|leche|tomas
    no _4 despertar|despierta|despertarla|despertarlo & comer|mamar|toma|tomas|biberon|pecho|leche
    duerme|dormido|dormida _4 tomas|todo|dia & no|despierta|bebe|mes|meses
    no _3 quiere|toma|agarra|acepta|jala|chupa _3 pecho|leche|biberon|mamila|botella|nada && @AGE|dias|dormido|dormida|fiebre|caliente|calentura|semanas|mes
    cero|ningun|ninguno|sin _2 panal|panales|pipi
    panales & ninguno|cero|ni|secos|seco & hoy|noche|horas|uno|dia
    no _2 orina|orinado|hace|hecho _3 dia|pipi|nada|noche|horas & @CHILD|dia|llora|dormido
    ojos|ojitos _2 hundidos|sumidos
    llanto|llora|lloro|grita _3 agudo|raro|rara|chillon|gato|debil|quejido|inconsolable|consolar
    se|me|le quedo|puso|pone _2 morado|morada|azul|flojito|tieso|tiesa|blanco & @CHILD|segundos|comiendo|bebe
    deja|dejo|dejaba _2 respirar & bebe|@CHILD|segundos
    vomito|vomita|vomitando _3 verde|chorro|proyectil|todo & bebe|@CHILD|dias|meses
    popo|excremento|caca _4 sangre|gelatina|jalea|blanca & bebe|@CHILD|llora|grita
    amarillo|amarilla|amarillito|amarillita & bebe|nacido|nacida|dias & dormido|dormida|come|despierta|despertar|pies
    cuello|nuca _5 duele|duela|dolor|mover|doblar|tieso|tiesa & @FEVER|caliente|calentura|@CHILD|camisa
    duele|duela _2 cuello|nuca & @CHILD|caliente|@FEVER|camisa|chilloso|luz
    manchas|manchitas|puntos|puntitos|moretones|sarpullido _5 desaparecen|borran|quitan|vaso|aprieto|apretar|moradas|morados & fiebre|@CHILD|caliente|calentura|no|piernas
    iman|imanes|imancito|imancitos|pila|pilita|bateria|bolitas & comio|trago|tragaron|boca|tragado|comido|metio
    cayo|cayo _4 cama|cambiador|escaleras|brazos|carriola & bebe|meses|vomita|vomito|dormido|consolar|llora
    @CHILD && muy|bien decaido|decaida|apagado|apagada|flojo|floja|flojito|aguado|ido|mal|malito|malita
    como trapo|munequita|muneco|trapito & @CHILD|desde|come|manana|fiebre|azucar|agua`,
  chronic_postop: `
    salio|zafo|arranco|saco|cayo _3 sonda|tubo|cateter|drenaje|gastrostomia|peg|traqueostomia
    falto|falte|perdio|perdi|salto|brinco|no _4 dialisis && piernas|hinchad*|truena|respir*|ahog*|aire|enormes|acost*
    diabetico|diabetica|diabetes && #300-900|#10-59
    diabetico|diabetica|azucar && aliento|adormilad*|dormid*|vomit*|fruta|orina|sed
    inyeccion|medicina|tratamiento & defensas && fiebre|calentura|@FEVER
    azucar|glucosa|glucometro|sensor|medidor|aparato|maquinita _6 hi|low|high|numero & no|trapo|tembl*|confund*|vomit*|dormid*|debil|#
    dice|marca|sale|pone|lee lo|hi|low|high
    azucar|glucosa _6 #10-59|#350-900
    #10-59|#350-900 _3 azucar|glucosa
    hipoglucemia|hipoglucemico|cetoacidosis|cetonas
    diabetico|diabetica && confundido|confundida|sudando|temblando|raro|tonterias|despierta|vomita|vomitando|incoherente|desmayo
    bomba _3 insulina & paro|fallo|dejo|tapo|descompuso
    no|sin _2 bazo && fiebre|calentura|@FEVER
    quimio|quimioterapia|quimios|trasplante|trasplantado|trasplantada|transplante|leucemia|neutropenia|inmunosupresores|radiacion|lupus && @FEVER|fiebre|calentura|temblando|escalofrios
    quimio|quimioterapia && #38-42|#100.4-106
    fiebre|calentura && quimio|quimioterapia|bazo|trasplante|operaron|puerto|port
    neutropenico|neutropenica
    herida|incision|cortada|puntos|costura|cicatriz|corte|drenaje|grapas _6 pus|apesta|huele|supura|suelta|chorrea|fetida|abierta|abrio|abrieron|reventaron|revento|verde|amarillo|amarilla|sangra|sangre|escurre
    suelta|sale|saliendo|supura|escurre|tira _4 pus|materia|liquido _4 herida|verde|amarillo|amarilla|operacion|corte|cirugia
    secrecion|salida _3 fetida|purulenta|verde|mal
    pop|postoperado|postoperada|postop|postquirurgico|dehiscencia && fiebre|dolor|vomito|distendido|secrecion|sangrado|#38-41
    @SURGERY|cesarea|rodilla|cadera|vesicula|hernia|bypass && pantorrilla|pierna _5 hinchada|dura|roja|caliente|dolor|duele|doble
    @SURGERY|cesarea|vesicula|hernia|apendice|bypass && fiebre|calentura|amarillo|vomitando|vomita|aire|pecho|pus|inflada|gases|hinchada
    dialisis && ahog*|aire|respir*|hinchad*|falte|perdi|perdio|falto|no _2 fue|fui
    fistula|cateter|shunt _5 no|fria|sangra|vibra|salio|rojo
    estoma|ostomia|colostomia _4 negro|negra|morado|sangre|no
    tubo|sonda|peg|gastrostomia _4 salio|zafo|arranco|saco`,
  mental_health: `
    plan|piensa|pienso|quiere|va _4 sobredosis|suicidarse|matarse
    soga|cuerda|mecate|lazo|cinturon _6 viga|techo|cuello|arbol|colgar|lista|compre|tengo|listo
    viga|arbol|rama & colgar|soga|cuerda|escogi
    puse|tengo|acomode|conte|junte|guarde|juntando|separe|alisté|aliste _3 pastillas|pills & fila|enfrente|todas|mesa|dolor|lista|listas|suficientes|noche|mano
    pastillas _3 fila|enfrente|mesa|mano & tomar|todo|dolor|pare|vida|tengo|puse
    darse|darme|dar|dio|pegar|pegarse|pegarme|meterse|meterme _2 tiro|balazo|plomazo|bala
    saco|agarro|trae|tiene|busca|compro|cargo _3 rifle|pistola|escopeta|arma|navaja|cuchillo & va|quiere|dice|dijo|matar*|morir|solo|cuarto|encerrado|despidio|esposa|cajon
    arma de fuego
    ideacion|ideas|pensamientos _3 suicida|suicidas|muerte|plan|homicida|muerto
    plan suicida
    desvivir|desvivirme|desvivirse|kms
    me llevo _4 todos|conmigo & oficina|entre|pierdo|bala|ellos|voy
    balear|balacear|tirotear|disparar|acribillar|matar|explotar|quemar _5 gimnasio|escuela|oficina|clinica|todos|jefe|ella|el|maestro|vecino|casa
    va|voy|quiere|quiero|juro _2 balear|balacear|disparar|apunalar|envenenar|degollar|quemar
    los|lo|la|le voy|va _1 matar
    fin|final|acabar|terminar|acabe|termine|pare|salir _2 todo|vida|esto|sufrimiento|dolor & quiero|vez|pastillas|voy|siempre|ya|noche|mejor
    no _3 le|les hare|hago falta|falta
    nadie _3 extranar|extrana|extranaria|importa|necesita & muero|muerta|morir|vivo|vida|no|estoy
    no _3 aguanto|soporto|puedo|quiero _3 vivir|vida|mas|seguir & vivir|vida|mundo|existir|muerte|morir|fuerzas|seguir
    no _3 puedo|quiero|tengo _3 seguir _2 asi|mas|adelante|viviendo|vivo
    cansado|cansada _2 vivir|vida|existir
    no _3 despertar|despierto|desperte|amanecer _3 manana|nunca|mas|mejor|jamas & quisiera|quiero|ojala|importaria|mejor|gustaria|que
    ojala _4 no _2 despertara|despierte|amaneciera|naciera
    regale|regalando|regalo|deje|arregle|arreglando _5 cosas|gato|perro|papeles|asuntos|todo & no|despedir|despedirme|irme|voy|adios|falta
    despedirme|despedir|despidiendose|despidiendo|despidio|despedida & siempre|vida|todos|carta|internet|adios|redes|gracias
    adios _3 siempre|todos|mundo
    via|vias|tren|puente|azotea|precipicio|barranco & sentado|sentada|parado|parada|orilla|estoy|aventar*|brincar|saltar|tirarme
    estoy _2 en puente|azotea|vias|orilla
    corto|corte|cortada|cortando|cortarse|corta _3 brazo|brazos|munecas|piernas|otra|profundo|hondo & otra|mismo|misma|navaja|noche|venas|hondo|sola|solo
    se|me corte|corto _3 venas
    navaja|navajas|cutter|rasuradora & venas|cortarse|noche|compro|encerrada|encerrado
    voz|voces _4 mata|matar|haga|lastime|dano|salte|brinque|hijos|ordena|ordenan|manda|dicen|dice
    television|tele|diablo|dios|radio|demonio _4 ordena|manda|dice|pide & matar|mate|muera|sacrificar
    intente|intento|trate _3 matarme|anoche|quitarme|vida|ahorcarme & no|anoche|ayer|funciono|vivo|sigo|vez
    encerro|encerrado|encerrada _4 cuarto|bano & pistola|arma|pastillas|cuchillo|navaja
    carga|estorbo|lata _5 todos|familia|ellos|hijos & sin|mejor|no|muerto|muerta|menos|pronto
    quiere|quiero|irme|ir|reunirme _3 con _3 hermano|hijo|mama|papa|esposo|esposa & muerto|muerta|murio|difunto|cielo
    seguro de vida & paga|cubre & mato|suicid*|mismo|misma|hago|hice
    lastimarme|lastimarse|danarme`,
  abuse_violence: `
    estrangulada|estrangulado|estrangulamiento|estrangulo
    violencia de pareja|genero|domestica & ayer|hoy|noche|estrangul*|golpe|golpes|ronca|refiere|victima
    madrea|madreando|madreo|surte|surtio|putea
    quemadas|quemaduras|quemadura|quemado _6 cigarro|cigarros|cigarrillo|plancha
    quemadas|quemaduras|moretones|marcas _3 brazo|espalda|piernas & nina|nino|manga|alumna|alumno|salon|sobrino
    pone|poniendo|puso|levanta|levanto|alza|alzo _2 mano|manos _2 encima?
    manos encima
    me|nos|la|le pega|pego|golpea|golpeo|patea|pateo|cachetea|empujo|empuja|avento|jalonea|estrella|azoto & miedo|casa|cuarto|toma|borracho|esposo|marido|novio|pareja|hijo|cinto|cable|pared|nunca|siempre|noche|digas|escondido|ayuda
    me pega|golpea|madrea|agarra _2 golpes?
    tengo miedo & casa|marido|esposo|novio|pareja|el|papa|padrastro & regresar|ir|volver|pega|manos|mate|llegue
    miedo _3 de|a el|mi _2 marido|esposo|novio|pareja|padrastro|hijo
    quita|quito|esconde|guarda|guardan|retiene|tiene _4 pasaporte|papeles|documentos|celular|telefono|llaves|dinero|tarjeta & salir|deja|puerta|encierra|no|cierra
    cierra|cerro|puso _3 puerta|llave|candado & salir|encerrada|encerrados|dejan
    no _3 puedo|podemos|dejan|deja _2 salir & puerta|patron|encerrada|casa|marido|esposo|llave
    patron|jefe & encierra|encerrados|papeles|documentos & no
    abuelo|abuela|mama|papa|anciano|anciana|senora|viejito|viejita|paciente & amarrado|amarrada|sucio|sucia|suciedad|escaras|llagas|orines|mugre|hambre
    escaras|llagas & comida|negligencia|sucio|sucia|grado|nadie|abandono|asilo
    negligencia|abandono|maltrato|abuso _5 casa|comida|escaras|moretones|sospecha|infantil|anciano|nino|nina|menor|adulto
    sospecha|sospecho|sospechamos _2 negligencia|maltrato|abuso|violencia
    sin comida|comer|agua & dejan|encerrado|encerrada|casa|dias|dia|amarrado
    moretones|moreteada|quemaduras|marcas|cicatrices|verdugones & cinto|cigarro|brazos|espalda|cuidador*|papa|padrastro|dice|nina|nino|espalda|novio
    amarrado|amarrada|amarran|encadenado
    cuarto|cama|noche & padrastro|tio|abuelo|primo & mete|entra|toca|viene
    toca|tocaba|tocan|toco|manosea _4 partes|abajo|privadas|intimas
    me|la obligo|obliga|forzo|fuerza _3 sexo|relaciones|acostarme|tocarlo
    siguiendo|sigue|acosa|acosando|espera|afuera & bate|pistola|cuchillo|trabajo|amenaza|miedo
    quemar|prender|incendiar _3 casa & con|nosotros|dice|todos|va
    escondida|escondido|escondidos|closet|armario|encerrada & puerta|cuchillo|patea|pateando|gritando|ninos|pistola|pega|bano
    puerta & patea|pateando|tumbar|golpeando & escondida|miedo|el|ninos
    no puedo hablar _4 fuerte|aqui|libremente|ahora & el|esposo|oye|oiga|cuarto|junto|solo
    se|solo digo|conteste|diga|pregunteme si|no & cuarto|oye|oyendo|el
    si _1 diga si|no
    no|mensajes & revisa|checa & telefono|casa|pega|pagar|paga|mensajes
    rompio|quebro|fracturo _3 dedo|brazo|nariz|costilla|diente|labio & el|marido|esposo|novio|pareja|me
    hijo|nieto|sobrino|hija _2 me pega|golpea|roba|amenaza|quita
    vpi|violencia intrafamiliar|domestica|familiar & hoy|victima|refiere|sufre|golpes|estrangul*|miedo`,
  something_wrong: `
    sensacion|siento _4 morir|muero|muerte
    algo _3 mal _2 mi hijo|hija|mama|papa|bebe|esposo|esposa
    tengo algo terrible|horrible|grave|malo
    no _2 gusta como _2 ve|veo|mira|luce
    quedado|quedo|esta _2 callada|callado|quieta|quieto & @PERSON|asi|gris|no
    @PERSON|el|ella|lo|la|esta|va|se|cada _4 peor & nadie|llamo|llame|vez|hora|minuto|dijeron|rato|manana|noche|esperar|escuchar|mucho|poniendo|pone
    mucho|cada _2 peor & mucho|esperar*|dijeron|hora|manana|noche
    se|va apaga|apagando|acaba|acabando|va|yendo|hunde|hundiendo|consumiendo & @PERSON|rapido|siento|veo|ojos
    empeora|empeorando|empeoro|empeorado|deteriora|deteriorando|deterioro|agrava|agravando|decae|decayendo
    no esta en si
    no _3 es|parece _2 ella|el _2 mismo|misma
    no _3 anda|esta|veo|ve|actua _2 bien|normal _4 nunca|nada|@PERSON
    @PERSON _5 no _3 esta|anda|ve|actua|es _1 bien|normal|mismo|misma
    corazonada|presentimiento|presiento|instinto|corazon|intuicion _8 mal|grave|pasa|pasar|pte|paciente|medico|no|enfermera|algo
    algo _4 mal|grave|feo|malo|terrible|raro & siento|cuerpo|hijo|hija|mama|papa|@PERSON|conozco|muy|pasando|pasandome|paso|horrible
    algo terrible|horrible|espantoso|grave
    no _3 se|puedo _1 explicar|explicarlo|decir & mal|mismo|algo|esta|pero|traiga|ayuda
    mande|manden|traiga|traigan|venga|vengan|necesito|necesita _3 alguien|quien|doctor|medico|ayuda & ya|ahora|rapido|emergencia|favor|urgente|ahorita & mal|peor|puedo|emergencia|grave|si|muriendo|ayuda|ya
    quiere medico ya|ahora
    nadie|ninguno _3 cree|escucha|oye|hace|pela & peor|mal|grave|llamo|vez|veces
    color|cara|ojos _4 mal|raro|rara|muerto|muerta|gris|amarillo & @PERSON|todo|nunca|llanto
    cara _2 de muerto|muerta
    parece|ve|veo|luce _2 muerto|muerta|cadaver|fantasma
    no _4 llega|aguanta|dura|pasa _3 manana|noche|lunes|dia
    se me|nos va|muere|esta _1 yendo|muriendo
    voy _1 morir|morirme & siento|creo|algo|ayuda
    siento|creo|sensacion _3 muero|morir|muerte|muriendo & no|se|que|algo|voy|ayuda|algo|cuerpo`,
};
