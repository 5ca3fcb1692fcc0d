// Spanish cue words (all of the Americas and Spain; without accents). How a phrase is written: lexicon.ts.
import type { CueRow, CueTable } from './lexicon.ts';

const feelings: readonly CueRow[] = [
  [
    'afraid',
    'feel',
    3,
    'aterrad*|aterrorizad*|panico|muerta de miedo|muerto de miedo|muriendo de miedo|muero de miedo|mucho miedo|tanto miedo|angustiad*|angustia|desesperad*|me da pavor|pavor|terror|con el alma en un hilo|el corazon a mil|nervios de punta|los nervios',
  ],
  [
    'afraid',
    'feel',
    2,
    'miedo|asustad*|asusta|asuste|susto|preocupad*|preocupa|preocupacion|preocupan|temo|temor|temiendo|nervios*|ansios*|inquiet*|intranquil*|alarmad*|agobiad*|abrumad*|con el jesus en la boca',
  ],
  [
    'afraid',
    'event',
    3,
    'no puedo dormir|no duermo|no he dormido|no pego ojo|no he pegado ojo|no dejo de pensar|no paro de pensar|y si es|y si le|y si me|y si no|y si tiene|y si vuelve|que tal si|sera cancer|es grave|sera grave|es peligroso|sera algo malo|algo malo|algo grave|lo peor|se va a morir|me voy a morir|no quiero morir|me tiemblan|estoy temblando|temblando|se me cierra el pecho de|nudo en el|nudo en la garganta|no se que hacer si|que le pase algo|que me pase algo|le pase algo|me pase algo|dios mio|ay dios|por dios|virgen santa|por favor rapido|apurese|dense prisa|no es normal en el|no es normal en ella|me da mucho|me da miedo|me come por dentro|doy vueltas en la cama|perder a mi|perderlo|perderla',
  ],
  [
    'angry',
    'feel',
    3,
    'furios*|indignad*|indignante|encabronad*|emputad*|hasta la madre|hasta las narices|hasta el gorro|hasta la coronilla|hasta el mono|hart*|estoy harta de|harto de|rabia|que rabia|colera|encolerizad*|una verguenza|vergonzoso|ridicul*|absurd*|inaceptable|intolerable|inaudito|increible que|el colmo|que asco|inutiles|inutil|incompetent*|idiota*|estupid*|imbecil*|maldit*|carajo|mierda|joder|coño|cono|demonios|abogado|demanda|demandar|voy a demandar|denuncia|denunciar|queja formal|poner una queja|presentar una queja|hoja de reclamaciones|reclamacion|falta de respeto|una burla|se burlan|tomadura de pelo|me toman el pelo|tomando el pelo|me ven la cara|sinverguenza*|estafa|ladrones|robo|un robo',
  ],
  [
    'angry',
    'feel',
    2,
    'enojad*|enojo|enoja|enfadad*|enfado|enfada|molest*|fastidi*|irritad*|frustrad*|frustrante|frustracion|disgustad*|cabread*|cansad* de|cansa de|me canse de|mal servicio|pesimo|pesima|pesimo servicio|terrible servicio|groser*|maleducad*|mentira|mentiras|mienten|mintieron|engañ*|engan*|paciencia|broma|chiste|desastre|basura',
  ],
  [
    'angry',
    'event',
    3,
    'nadie me llamo|nadie me ha llamado|nadie llamo|nadie me contesta|nadie contesta|nadie responde|nadie me ayuda|nadie hace nada|nadie sabe nada|a nadie le importa|no les importa|no le importa|me colgaron|me cuelgan|me han colgado|me pasan de|me pasan de uno|pasan de un|me mandan de|me traen de|de un lado a otro|de aqui para alla|pelota|perder el tiempo|perdiendo el tiempo|perdida de tiempo|cuantas veces|por enesima|enesima vez|tercera vez|cuarta vez|quinta vez|sexta vez|segunda vez|otra vez lo mismo|otra vez mas|otra vez la|una y otra vez|siempre lo mismo|siempre es lo mismo|la misma historia|el mismo cuento|lo mismo de siempre|repetir|quiero hablar con|paseme con|paseme a|comuniqueme con|su supervisor|un supervisor|el supervisor|su jefe|el gerente|un gerente|el encargado|un encargado|haga su trabajo|hagan su trabajo|ya le dije|ya les dije|ya lo dije|se lo dije|les dije|le he dicho|me prometieron|me dijeron que me|prometieron|quedaron de|quedaron en|no me escucha|no escuchan|que falta|que clase de|que poca|ustedes siempre|para eso pago|para que pago|yo pago|me cobraron|cobraron dos|me estan cobrando|me voy a cambiar|me cambio de|gracias por nada|gracias por perder*|gracias por colgar*|gracias por cancelar*|gracias por hacerme|gracias por olvidar*|basta|ya basta|ya estuvo|no es posible que|no puede ser que|es el colmo|como es posible|como puede ser',
  ],
  [
    'angry',
    'event',
    2,
    'llevo ~ minutos|llevo ~ horas|llevo ~ horas|llevo esperando|esperando|espera|en espera|llevo dias|llevo semanas|hace semanas|hace meses|hace dias|otra vez|de nuevo|todavia no|sigo sin|siguen sin|sigo esperando|nunca me|nunca contestan|nunca llamaron|nunca llaman|jamas|nadie|tres veces|cuatro veces|cinco veces|dos veces|por tercera|por cuarta|me transfirieron|me transfieren|transfieren|perdieron mi|perdieron mis|perdieron|excusa|excusas|pretexto*|culpa suya|culpa de ustedes|que bien otra|ah que bien|ah perfecto|que maravilla|vaya|vaya servicio|genial otra|claro como|si claro|que casualidad|que amables|muy amables ~ no|todo el dia|toda la mañana|toda la manana|toda la semana|hasta cuando|por que tengo que|por que tardan|que esperan|nada mas',
  ],
  [
    'sad',
    'feel',
    3,
    'destrozad*|devastad*|desconsolad*|desolad*|deshech*|luto|duelo|de luto|llorando|lloro|llore|llorar|llora|lagrimas|sin esperanza|no hay esperanza|perdi la esperanza|perdido la esperanza|corazon roto|parte el alma|parte el corazon|partio el corazon|rompe el corazon|hundid*|tan sola|tan solo|muy sola|muy solo|me siento sola|me siento solo|estoy sola|estoy solo|soledad|quede sola|quede solo|una carga',
  ],
  [
    'sad',
    'feel',
    2,
    'triste|tristeza|tristes|deprimid*|desanimad*|decaid*|decepcion*|desilusion*|culpable|la culpa|culpa mia|verguenza|avergonzad*|agotad*|rendid*|cansad*|sin fuerzas|sin ganas|vaci*|abatid*|desmoralizad*|pena|apenad*|melanc*|solita|solito|abandonad*|olvidad*|desamparad*',
  ],
  [
    'sad',
    'event',
    3,
    'fallecio|falleci*|murio|muri*|ha muerto|se murio|se nos fue|se fue de este|perdi a mi|perdimos a|perdi mi bebe|perdi al bebe|perdimos al bebe|perdio el bebe|lo extraño|la extraño|lo extrano|la extrano|extrano a|extraño a|le echo de menos|la echo de menos|lo echo de menos|echo de menos|echo tanto de menos|me hace falta|hace mucha falta|el entierro|entierro|funeral|velorio|viud*|desde que murio|desde que fallecio|desde que se fue|desde que no esta|ya no esta|ya no me reconoce|no me reconoce|no sabe quien soy|me olvido|ya no hay nada|nada que hacer|no se puede hacer nada|no vale la pena|para que seguir|ya no puedo mas|no puedo mas|no aguanto mas asi|me rindo|nadie me visita|nadie viene|no tengo a nadie|no tengo con quien|la casa vacia|casa esta vacia|despedirme|despedirnos|cuidados paliativos',
  ],
  [
    'sad',
    'event',
    2,
    'no estuve|debi|deberia haber|hubiera|si hubiera|no llegue a|me siento mal por|me siento fatal por|me siento muy mal|ya no es la misma|ya no es el mismo|ya no soy|era mi|eramos|cuarenta anos juntos|anos juntos|anos casados|aniversario|la primera navidad|muy duro|muy dificil|ha sido dificil|ha sido duro|dificil para mi|tan dificil|se apaga|se me va|negativo otra|no funciono|tenia la ilusion|tenia ilusion|ilusion|esperaba',
  ],
  [
    'confused',
    'feel',
    3,
    'confundid*|confus*|confunde|confunden|confusion|perdid*|no entiendo|no entendi|no le entendi|no les entiendo|no comprendo|no comprendi|no me queda claro|no me aclaro|no me entero|me perdi|ya me perdi|me he perdido|me perdio|me hice bolas|me hago bolas|hecho un lio|hecha un lio|me hago un lio|un lio|enredad*|me enredo|me enrede|no tiene sentido|sin sentido|no capto|no le agarro|no le cacho|no se cual|no se que significa|no se que hacer|no se a quien|no se a donde|no se si|no se como|no se donde|no se cuando|no se que tengo|no se que es|no tengo idea|ni idea|no tengo ni idea|mareo con tanto|en chino|me suena a chino',
  ],
  [
    'confused',
    'event',
    3,
    'uno me dice|uno dice|una me dice|uno me dijo|una me dijo|el otro dice|el otro me|la otra me|otro me dijo|otra me dijo|otra persona me|primero me dijeron|primero me dijo|primero dicen|luego me dicen|despues me dijeron|me dijeron una cosa|dos fechas|dos cosas distintas|distintas|diferentes cosas|contradic*|no coincide*|no cuadra|no me cuadra|cual de los|cual de las|cual es|cual tomo|cual debo|cual es el correcto|entonces cual|entonces que|entonces tengo|entonces debo|entonces es|entonces no|que significa|que quiere decir|que es eso de|como que|a que se refiere|me lo explica|me lo puede explicar|me explica otra|puede explicarme|explicarme|mas despacio|mas lento|otra vez por favor|que tengo que hacer|que se supone|se supone que|a quien tengo|a quien llamo|donde tengo que|a donde tengo|con quien tengo|como funciona',
  ],
  [
    'confused',
    'event',
    2,
    'no estoy segur*|no segura|no seguro|creia que|pense que|pero me dijeron|pero aqui dice|pero dice|pero la carta|pero el papel|pero la pagina|o sea|o es|o no|eh como|perdon que|como dijo|cual era|antes o despues|tantos papeles|tantas pastillas|tantos numeros|tantos nombres|tantas|cambian|cada vez me dicen|cada quien|palabras raras|numero equivocado',
  ],
  [
    'in_pain',
    'feel',
    3,
    'agonia|insoportable|no soporto|no aguanto|no lo aguanto|no aguanto el dolor|no soporto el dolor|ya no aguanto|muchisimo dolor|mucho dolor|tanto dolor|un dolor horrible|dolor horrible|dolor terrible|dolor espantoso|dolor tremendo|dolor fuerte|dolor muy fuerte|dolor tan|un dolor que|me muero de dolor|muero del dolor|muriendo del dolor|muriendo de dolor|retorciendo|retuerzo|doblad* de dolor|doblad* del|me duele mucho|me duele muchisimo|me duele tanto|me duele horrible|me duele demasiado|me duele bastante|me duele cada|me duele todo|me duele hasta|duele mucho|duele tanto|duele horrible|duele muchisimo|me duele al|matando|me mata|me esta matando|me esta partiendo|me parte|me quema|me arde|como cuchill*|cuchillo|punzada*|puñalada*|punalada*|ay ay|ayy|diez de diez|un diez|nueve de diez|no puedo caminar|no puedo moverme|no me puedo mover|no puedo ni|ni puedo|no puedo levantarme|no me puedo levantar|no puedo sentarme|no me puedo sentar|no puedo pisar|no puedo apoyar|no puedo respirar del|no puedo comer del|no puedo dormir del|no puedo dormir por el|no me deja dormir|no me deja ni|no me deja|nada me quita|nada me lo quita|no se me quita|no se quita|no me quita|algo para el dolor|quiteme|lloro del dolor|llorando del dolor|llorando de dolor|gritando de dolor|grito de dolor',
  ],
  [
    'in_pain',
    'feel',
    2,
    'me duele|me duelen|duele|duelen|duele al|dolor|dolores|adolorid*|dolorid*|ardor|arde|quema|calambre*|retortijon*|colico*|hinchad*|apenas puedo|a penas puedo|apenas puedo caminar|migraña|migrana|jaqueca|la muela',
  ],
  [
    'grateful',
    'feel',
    3,
    'muchas gracias|muchisimas gracias|mil gracias|millon de gracias|un millon|infinitas gracias|gracias de corazon|de corazon|de todo corazon|gracias de verdad|de verdad gracias|gracias por todo|gracias por su|gracias por tu|gracias por la|gracias por escuchar*|gracias por ayudar*|gracias por explicar*|gracias por atender*|gracias por tomarse|gracias por la paciencia|gracias por tanta|gracias a usted|gracias a ustedes|gracias a dios|bendito sea|bendito dios|agradecid*|agradezco|agradecer*|le agradezco|les agradezco|dios la bendiga|dios lo bendiga|dios le bendiga|dios te bendiga|dios los bendiga|bendiciones|bendicion|un angel|es un angel|un cielo|un sol|un amor de|un encanto|me salvo|me ha salvado|me salvaron|me alegro el dia|me alegra el dia|que alivio|aliviad*|alivio|peso de encima|que alegria|que felicidad|contentisim*|feliz|felices|muy contenta|muy contento|tan contenta|tan contento|que buena noticia|buenas noticias|buena noticia|excelente noticia|que amable|muy amable|tan amable|amabilisim*|muy atenta|muy atento|son muy amables|maravillos*|estupend*|excelente servicio|excelente atencion|buena atencion|la mejor|el mejor|me ayudo mucho|me ha ayudado|ha sido de gran|gran ayuda|no sabe cuanto|no sabe lo que|no se como agradec*|no tengo palabras|vale oro|felicit*',
  ],
  [
    'grateful',
    'feel',
    2,
    'gracias|le agradezco|amable|alegra|alegro|alegre|content*|tranquil*|mas tranquila|mas tranquilo|por fin|al fin alguien|por fin alguien|genial|fantastico|fantastica|que bien|que bueno|que gusto|menos mal|suerte|me siento mejor|mucho mejor|ya esta mejor|salio bien|salieron bien|benigno|todo bien|paciencia conmigo|tuvo paciencia',
  ],
];

const traps: readonly CueRow[] = [
  [
    'trap',
    'event',
    1,
    'no gracias|gracias adios|ok gracias|vale gracias|bueno gracias|bien gracias|listo gracias|gracias hasta luego|gracias de antemano|no se preocupe|no te preocupes|sin preocupacion|disculpe la molestia|perdone la molestia|perdon la molestia|perdon por la molestia|siento molestar*|siento la molestia|si no es molestia|si no le molesta|pastillas para el dolor|medicina para el dolor|medicamento para el dolor|clinica del dolor|unidad del dolor|dolor leve|sin dolor|poco dolor|ataques de panico|ataque de panico|ataques de ansiedad|medicina para la ansiedad|para la ansiedad|para los nervios|muero de ganas|muero por saber|matar el tiempo|me temo que no|una molestia en|molestia leve|molestias leves|leve molestia|la espera no importa|puedo esperar|sala de espera|lista de espera|en espera de|otra vez por favor|de nuevo por favor|de nuevo gracias|como se llama|valle de lagrimas|con mucho gusto|perdi mi tarjeta|perdi la tarjeta|perdi el numero|perdi peso|perdi mi credencial|perdi la receta|perdi la llamada|perdi la cita|cual es el horario|cual es la direccion|cual es el numero|cual es mi|cual es su|cual es el telefono|cual es el costo|que tengo que llevar|donde tengo que firmar|la demanda|ilusion optica|llora el bebe',
  ],
];

const list = (words: string): readonly string[] => words.split(' ');

export const lexiconEs: CueTable = {
  rows: [...feelings, ...traps],
  deny: list('no ni nunca jamas tampoco sin nada ningun ninguna niega'),
  over: list('ya mas'),
  self: list('yo me mi mis estoy tengo siento soy ando conmigo nos nosotros nosotras estamos tenemos llevo'),
  others: list(
    'el ella ellos ellas esposo esposa marido mujer madre mama padre papa hijo hija hijos niño nina nino niña hermano hermana abuela abuelo suegra suegro vecina vecino amiga amigo doctor doctora enfermera jefe jefa su le les senora senor paciente novio novia tia tio',
  ),
  past: list('estaba estuve era fue tenia tuve ayer antes habia sentia'),
  ifs: list('si podria quizas'),
  more: list('muy tan tanto tanta mucho mucha muchisimo super bastante demasiado realmente de_verdad'),
  less: list('poco poquito algo ligeramente'),
  turns: list('pero aunque sino porque ya ahora solo y por'),
  fine: list('bien mejor tranquila tranquilo'),
};
