// Spanish: what makes words not count. Draft, not reviewed by a clinician.
import type { LanguageTable } from '../other/table.ts';

export const guards: LanguageTable['guards'] = {
  negators: 'no nunca jamas sin ni tampoco nadie ningun ninguna ninguno niega negaba',
  notNegating: `no puedo|se explicar|explicarlo
    no lo puedo explicar
    nadie|ninguno me|nos cree
    no se que tiene
    no se que|si|como|porque|cual|donde
    no sabe|saben|sabemos que|como|porque
    no solo|solamente|nada
    no nada mas
    no aguanto|aguanta|soporto|soporta
    no para|paran|deja|dejan|paro|dejo
    no puedo|puede creer
    no creen|cree|hacen|hace|entienden|atienden|contestan|quieren
    no|ni es la primera
    no tarde
    sin parar|dormir|exagerar
    no quita|quitan|baja
    no quiero que
    no le hace|hizo efecto`,
  endNegation: 'pero porque cuando desde aunque sino y ya entonces pues',
  negationReach: 6,
  answers: 'no tengo tiene nada ninguno ninguna tuve ha',
  past: `hace _2 anos
    hace #2-60 meses
    ano|mes|verano|invierno|otono|primavera|siglo pasado|pasada|antepasado
    anos pasados
    cuando era|eramos|tenia|eran
    de nino|nina|chico|chica|joven|pequeno|pequena|bebe
    en|desde|del _1 #1950-2025
    a los #10-80
    a los # anos
    una vez _4 hace|anos
    antecedentes
    en|con mi primer|primero|segundo|anterior
    primer|segundo|anterior embarazo
    hace mucho|tiempo|anos|muchos
    padecia|padeci|sufria
    antes _2 daban|daba|tenia|padecia|era
    ya pasaron _2 anos|meses
    tuve|tuvo|tuvimos|estuvo|estuve|termine|termino|internada|internado _5 en|primavera|invierno|verano|otono|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre
    tuve un|una infarto|derrame|embolia|preeclampsia|sepsis
    era violento|agresivo|alcoholico
    primer|primera marido|esposo|mujer|esposa`,
  now: `ahora|ahorita|horita
    hoy
    otra vez
    de nuevo|nuevo
    nuevamente
    desde|esta ayer|anoche|manana|tarde|noche
    anoche
    sigue|todavia
    a los # minutos|horas|dias
    hace #|rato|poco minutos|horas|hora|dias|rato|poco`,
  hypothetical: `si _2 llegara|llega|diera|tuviera|diese|llegase
    si _1 algun|alguna|un dia|vez
    si algun|alguna|un
    que hago|hacemos|haria si|cuando|en
    que hacer si|cuando|en
    a quien llamo|llamar
    en caso de
    por si
    y si le|me da|dan|pasa|diera
    que pasa si
    que haria|harian _5 si
    si un|una _2 paciente|alumno|alumna|persona|nino|estudiante|cliente
    supongamos`,
  elsewhere: `broma|bromeo|jaja|jajaja
    terrier|veterinario|veterinaria|animales
    mesa directiva|manual|politica|protocolo|voluntarios|capacito
    curso|cursos|clase|clases|taller|folleto|folletos|pelicula|peliculas|serie|series|novela|videojuego|platica|conferencia
    prevencion|campana|noticias|reconocer
    historial|historia familiar|clinica
    cantante|actor|actriz|famoso|artista|personaje|protagonista
    perro|perra|perrito|perrita|gato|gata|gatito|bulldog|peces|mascota _2 convulsiona|tiene|trae|silba|esta|vomito|comio|ronca|es|ven|anda
    preguntaron|pregunto si _8 no
    murio|fallecio|fallecieron|murieron _3 de|por
    vecino|vecina|compadre|comadre _2 tuvo|gusto`,
  over: `ya _3 quito|quitaron|paso|calmo|bajo|recupero
    ya esta|estoy|anda|estan|sale bien
    ya _1 respira bien
    dije|respondi|conteste|dijo _1 que? no
    no nunca
    dado de alta
    todo bien`,
  ownPart: { after: 'y pero', begins: 'yo ahora ahorita hoy anoche me' },
  idioms: `es un azucar|dulce|pan|amor
    conte _2 pastillas _3 estan|todas
    nada de problema|problemas _3 respirar
    no se? despierta|despierto _3 escuela|trabajo|clase|temprano
    moradito|moradita
    dedo|dedito _2 chiquito
    lo de siempre|mismo|costumbre
    nada de @PAIN _2 pecho|cabeza|panza|estomago
    nada de @PAIN|fiebre|calentura|sangre|vomito|sangrado
    prueba|examen|cita|estudio _2 glucosa|azucar
    morir|muero|muere|morirme|muriendo _2 hambre|sueno|risa|pena|verguenza|calor|frio|aburrimiento|sed|ganas|curiosidad|coraje
    muero por
    mata|matar|matarme si|cuando|de|por|con
    va|van _1 matar si|cuando|de|por|con
    esta|estan matando
    matando _1 tiempo
    ahogado|ahogada|ahogando|ahogo _1 deudas|trabajo|vaso|papeles|pagos|cuentas
    ni un respiro
    casi me desmayo
    me desmayo si|cuando|con|al
    me quede _2 boca|palabras|sin
    hierve _2 sangre
    presion de la sangre
    analisis|examen|examenes|prueba|donacion|banco|donar|resultados|muestra|tipo _3 sangre
    sangra*|sangrando con|por _1 cobros|precios|cuotas|cargos
    poquito|poco|tantito|gotita|gotitas|poca|poquita _3 sangre|sangra|sangran|sangrado
    sangra|sangran|sangrado|sangre _2 poquito|poco|tantito|gotita|poca|poquita
    duele|dolor|molestia _3 tantito|poquito|leve|ligero|ligera
    tantito|poquito|poco _2 dolor|duele
    es un dolor de cabeza
    da|dan|daba dolor de cabeza
    balde de agua
    ojo|ojos de _2 cara
    costo|salio|sale|cuesta _2 ojo
    dar|doy|da|dando pecho
    a pecho
    pegada|pegado|pego|pega|pegan|pegaron _2 gripa|gripe|gripas|sol|catarro|tos|precio|precios|susto|tos
    pego|pegue _2 susto|codo|rodilla
    escalofrios _3 sala
    da|dan|dar escalofrios
    fiebre de futbol|compras
    topes en
    chocar|choque con pared
    alergico|alergica _2 lunes|trabajo|papeleo
    un veneno
    hiedra venenosa
    ataque _1 panico|risa|nervios|ansiedad|tos|celos
    amenaza de aborto|parto
    confundido|confundida|perdido|perdida _2 con|por|en _3 factura|cobro|cobros|cuenta|carta|cartas|papel|papeles|cita|citas|seguro|recibo|edificio|portal|pagina|fechas
    portal|pagina|farmacia|telefono|oficina|aplicacion|correo|seguro|clinica|nadie|doctor|app|linea|laboratorio _3 no? responde|responden|contesta
    no responde|responden nadie
    todas _2 pastillas _2 tratamiento
    presion _3 dos veces
    no despierto sin
    volar la cabeza
    de todo corazon
    grave de _2 cuenta
    muy mal hecha|hecho|servicio`,
};
