// Spanish: pregnancy, children, known illness, the mind, violence, "something is wrong" (product.md 4b). Draft, not reviewed
// by a clinician.
import type { LanguageTable } from '../other/table.ts';

export const rulesOfPeople: LanguageTable['rules'] = {
  pregnancy_postpartum: `
    @PREGNANT && sangro|sangra|sangrado|sangrando|sangre|coagulos|hemorragia|manchando
    no _4 siento|siente|sentido|sentir _5 bebe|mueva|mueve|mover|moverse|movimientos|patadas
    bebe|bebita|nene _3 no _3 mueve|movido|patea|moverse|movia
    no _3 mueve|movido|patea _3 bebe
    bebe|mueve _3 menos|poquito && @PREGNANT|mueve
    @PREGNANT && borroso|borrosa|lucecitas|luces|estrellitas|chispas|destellos|nublada|nublado
    @PREGNANT && @HURT _3 cabeza
    @PREGNANT && hincho|hincharon|hinchada|hinchadas|hinchados|hinchado _4 cara|manos|manos
    @PREGNANT && cara|manos _3 hinchadas|hinchada|hincharon|hinchado
    @PREGNANT && @FEVER
    @PREGNANT && ataque|convulsion|convulsiono|convulsionando|desmayo|desmaye|desmayada
    @PREGNANT && cai|cayo|golpe|pegue|accidente|choque _4 panza|barriga|vientre|boca|abajo|escalera
    rompio|rompi|reventó|revento _2 fuente
    fuente _2 rota|rompio|revento
    salio|saliendo|sale|tirando|tiro|perdiendo _3 liquido && meses|embarazada|semanas|bebe|semana
    contracciones && #20-36|minutos|apenas|seguidas|fuertes
    ya viene bebe
    naciendo|nace _2 bebe
    asoma|ve|vio|sale _3 cabeza && bebe
    @POSTPARTUM && @FEVER
    @POSTPARTUM && coagulos|chorros|chorro|empapo|empapa|muchisimo|muchisima|hemorragia|desangro
    @POSTPARTUM && sangro|sangra|sangrando|sangre _2 mucho|mucha|bastante
    empapo|empapa|empapando|lleno _3 toalla|toallas && hora|horas|bebe
    @POSTPARTUM && pus|pantorrilla|convulsion|desmayo
    @POSTPARTUM && hacerle _2 dano
    pienso|ganas|ideas|pensamientos|miedo _4 hacer|hacerle|hacerles|lastimar|lastimarlo|lastimarla _2 dano|bebe|nino|nina|hijo|hija`,
  infant_child: `
    @YOUNGBABY && @FEVER
    recien && calentura|fiebre
    @CHILD && flojito|flojita|flacido|flacida|guango|aguado|aguadito|aguadita|trapo|desguanzado|desguanzada|desmadejado
    @CHILD && muy decaido|decaida|aletargado|aletargada
    no _3 quiere|toma|come|mama|succiona|agarra _3 comer|pecho|leche|biberon|mamila|teta|nada && dormido|dormida|flojito|flojita|decaido|decaida|despierta|despierto|fiebre|calentura|trapo
    no _3 succiona
    no _3 hecho|hace|hizo|orina|orinado _2 pipi|pis|chis|dia
    no _3 mojado|moja|mojo _3 panal
    panal|panales _2 seco|secos && hora|horas|ayer|dia|noche
    llora|llorando|lloro _2 sin lagrimas
    sin lagrimas
    @TOOK|metio|metido|chupo _4 pila|pilas|bateria|iman|imanes|pilita
    mollera _3 hundida|sumida|abombada|saltada|inflada|caida
    @FEVER && manchas|puntitos|puntos _2 rojas|moradas|rojos|morados
    manchas _2 moradas|rojas && cuello|quitan|apretar|aprieto|fiebre|calentura
    cuello|nuca _3 tieso|tiesa|rigido|rigida|duro|dura && @FEVER|manchas|cabeza|vomito
    vomita|vomitando|vomito _2 todo|verde && @CHILD
    boca _2 seca && @CHILD
    @CHILD && hunde|hunden|sume _3 costillas|pecho`,
  chronic_postop: `
    azucar|glucosa|glucometro|glicemia|glucemia _5 #10-59|#350-999
    bajo|subio _2 azucar && confundido|confundida|temblando|sudando|vomito|vomitando|dormido|dormida|desmayo|mareado|mareada|raro|rara|tiembla|tiemblo|pienso
    azucar|glucosa _4 baja|bajo|bajito|alta|alto|altisima|subio|bajisima && confundido|confundida|temblando|sudando|vomita|vomito|vomitando|dormido|dormida|desmayo|mareado|mareada|raro|rara|tiembla|piensa|pienso|borroso
    glucometro|medidor|aparato|azucar|aparatito _4 hi|high|lo|low|alto|error
    perdio|perdi|falto|falte|salto|salte|perdido|faltado _4 dialisis|hemodialisis && ahoga|ahogo|aire|respirar|respira|hinchado|hinchada|acostar|acostarme|debil|mal
    no _3 fue|fui|ido|llevaron|llevo|pude|pudo|han _3 dialisis|hemodialisis && ahoga|ahogo|aire|respirar|respira|hinchado|hinchada|acostar|acostarme|debil|mal
    quimio|quimioterapia|quimios|leucemia|transplantado|trasplantado|transplante|trasplante|trasplantada|defensas|inmunosuprimido && @FEVER
    abrio|abrieron|abierto|abierta|abriendo|abre _3 @WOUND
    @WOUND _3 abrio|abrieron|abierta|abriendo|abiertos
    @WOUND _6 pus|huele|apesta|materia
    pus && @WOUND|@SURGERY|@FEVER
    @SURGERY && @FEVER
    pantorrilla|chamorro|batata|pierna _5 hinchada|roja|caliente && @SURGERY|caliente|roja|@HURT
    @SURGERY && sangra|sangrando|sangre|sangrado
    falta|acabo|sin|quede _3 insulina && vomito|vomita|vomitando|alta|altisima|mal
    @WOUND && sangrar|sangrando`,
  mental_health: `
    quiero|quiere|quisiera|prefiero|preferiria|ganas|gustaria|deseo|queria|dan|quieres|penso|piensa|pienso|pensando _3 morir|morirme|morirse|matarme|matarse|matarlo|matarla|matarlos|muerto|muerta|suicidar|suicidarse|suicidarme|muera|desaparecer|colgarme|ahorcarme
    quiero|voy|va|ganas|quiere|pienso|juro _2 matar
    me voy _1 matar
    no _3 quiero|quiere|deseo|vale _2 vivir|viviendo|existir
    no _3 quiero|quiere _3 seguir _2 viviendo|viva|vivo|aqui
    no _3 quiero|quiere _1 estar _1 aqui|vivo|viva|mundo
    no _3 voy|iba|vas _2 estar _1 aqui|viva|vivo
    no _3 amanecer|despertar _2 manana
    ideacion suicida
    dice|diciendo|intento|intentar|intentando|amenaza|pensamientos|ideas|plan|puede|va _3 suicidar|suicidarse|suicidarme|suicidio|suicidas|suicida
    quitar|quitarme|quitarse|quito _2 vida
    acabar|terminar _2 todo|vida
    acabar|terminar|acabo _2 con _2 vida|todo
    corta|cortando|corto|cortar|cortarme|cortarse _2 venas|brazos|munecas|piel
    cortarme|cortarse
    que me corte
    voces _4 dicen|ordenan|mandan|piden
    oigo|oye|escucho|escucha _2 voces & mate|corte|maten|dicen|ordenan|dano
    @WEAPON & despidio|usar|matar|matarme|cargada|cargado|vida|encerro|suicidar|sien|bala|balas
    tengo|tiene|trae|compre|compro|agarro|saco _2 pistola|arma|rifle|escopeta
    aventar|aventarse|aventarme|tirarme|tirarse|brincar|saltar|lanzarse|lanzarme|aventando _4 puente|azotea|tren|metro|balcon|ventana|edificio|carro
    puente|azotea|barandal|vias & aventar|aventarse|brincar|saltar|orilla|tirarse|trepado|parado|subio
    mejor|mejores|felices|tranquilos _4 sin mi
    mejor|mejores _4 muero|muriera|existiera|muerta|muerto|naciera|nacido
    estorbo|carga & muero|muriera|muerta|muerto
    vida _2 no _2 tiene|vale
    no _3 veo|encuentro|hay|tiene|vale|haya|ve _3 caso|sentido|razon|pena|objeto _3 vivir|vida|seguir|nada
    carta|nota|mensaje|recado _2 despedida|despidiendose
    despidio|despidiendo|despidiendose|despedirme _2 todos|hijos|familia
    @PILLS & pienso|voy|quiero|ganas|junte|juntando & todas
    pienso|voy|quiero|ganas _3 tomarmelas|tomarme|tomar _3 todas|todo|frasco
    tome|tomo _5 para no _2 despertar
    quiero|voy|ganas|pienso|pensado|pensando|quiere|piensa|haciendo|haria|hace _3 hacerme|hacerse|lastimarme|lastimarse|dano
    hacerme|hacerse dano`,
  abuse_violence: `
    esposo|marido|novio|pareja|padrastro|madrastra|padre|papa|ex|cuidador|cuidadora|enfermero|enfermera|senor|hombre|companero|concubino|maestro _3 pega|pego|golpea|golpeo|pegan|golpean|maltrata|agrede|agredio|patea|pateo|cachetea|cacheteo|azota|jalonea|empujo|violenta
    el|ella me|nos pega|pego|golpea|golpeo|maltrata
    le|les|lo|la pegan|golpean|maltratan|golpeaban
    golpea|maltrata|golpeando|pegando|golpeo _2 mi|mis|hermanito|hermano|mama|hijos|nino|ninos|abuela|abuelo
    me|nos|la|le amenaza|amenazo|amenazando|amenazado|amenazada|amenazan|amenazaba
    esta|estan|anda _1 amenazando
    amenaza|amenazo|amenazas & matar|muerte|golpear|cuchillo|pistola|arma|dano
    @WEAPON & matar|mata|amenaza|trae|gritando|puerta|esposo|marido|novio|tiene|saco
    dice|dijo|jura|juro|quiere|va _4 matarme|matarnos|matar|mata
    !lo dejo _2 mata
    no _2 deja|dejan _2 salir|hablar
    tiene|tienen|estoy|encerro|dejo|encierra|estamos|dejaron|tenian _2 encerrada|encerrado|encerrados|encerro
    me encerro|encierra
    ahorcar|ahorco|ahorcarme|ahorcando|estrangular|estrangulo|asfixiarme
    agarro|apreto|apretó|agarra|puso|aprieta _4 cuello|garganta|pescuezo & noche|anoche|me|manos|ayer|el
    violaron|violo|violada|violado|violarme|violacion
    abusa|abuso|abusaron|abusando|abusado|abusada _2 mi|sexual|sexualmente|nina|nino|hija|hijo
    tio|padrastro|abuelo|primo|papa|padre|hermano|vecino me toca|tocaba|toco|manosea|tocando
    me|la|lo manosea|manoseo|manosean
    no _3 segura|seguro|salvo _2 casa
    no puedo _1 hablar & oyendo|oye|lado|cuarto|escucha|escuchando|farmacia|aqui|esposo|marido
    haga|haz|finja|finge|hagase|digame como|que _2 farmacia|seguro|banco|equivocado
    mande|manden|llame|necesito|llamen|mandeme|quiero _2 policia|patrulla
    dejan|tienen|deja|tiene|tenian _6 sin comer|agua
    dejan|tienen|deja _6 sucio|sucia|orinado|orinada|cagado|panal & dias|dia|horas|enteros
    moretones|marcas|moreteada|moreteado & cuidador|cuidadora|asilo|pega|golpea|golpe|esposo|marido|ancianos
    grita|gritando|gritos|grito & rompiendo|rompe|golpeando|golpes|vidrios|susurra|susurrando
    susurra|susurrando & gritos|llamante|miedo
    no _2 quiero _2 regresar|volver _2 casa`,
  something_wrong: `
    algo|algo _2 mal _2 con @PERSON
    algo _4 mal|raro|malo & @PERSON & nunca|muy|siento|no|esta|anda
    algo _4 no _3 bien|normal _3 @PERSON
    algo|siento _3 no _3 bien & corazon|siento|mama|hijo|hija|bebe
    algo _3 pasa _2 @PERSON
    esta|estan|veo|ve|vean|pone|poniendo|puso|sigue _2 grave|gravisimo|gravisima|graves
    @PERSON _4 muy mal|malo|mala
    lo|la veo|vemos _1 mal|peor|malo|mala
    se|ve ve muy mal
    empeora|empeorando|empeoro
    poniendo|pone|puso|pongo|ponerse _1 peor
    sigue peor|empeorando
    nunca _4 visto _2 asi
    muriendo|muere|moriria & ayuda|ayudenos|ayudeme|favor|@PERSON|esta
    es una emergencia
    ayudenos|ayudeme|auxilio|socorro && muy|mal|morir|muriendo|rapido|pronto|emergencia
    ambulancia & mande|manden|necesito|llame|pida|urge|necesitamos|mandeme
    ella|el no es asi
    esta|veo|ve|puso|pone _2 gris|cenizo|ceniza|palidisimo|palidisima|transparente
    nadie _2 cree|hace & mal|grave
    siento|presentimiento|corazonada _5 mal|pasar & @CHILD`,
};
