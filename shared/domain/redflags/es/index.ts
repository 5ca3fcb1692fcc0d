// Spanish (Latin America, United States) for the red-flag scan. **Draft, not reviewed by a clinician.**
import { redFlagGroups, type RedFlagGroup } from '../groups.ts';
import type { LanguageTable } from '../other/table.ts';
import { concepts } from './concepts.ts';
import { guards } from './guards.ts';
import { rules } from './rules.ts';
import { rulesObliquePeople } from './rules-oblique-people.ts';
import { rulesOblique } from './rules-oblique.ts';
import { rulesOfPeople } from './rules-people.ts';

/** One spelling for those that callers mix up: h, b/v, s/c/z/x, y/ll, qu/k, g/j, n before b and p. */
const fold = (word: string): string =>
  word
    .replace(/(?<!c)h/g, '')
    .replace(/qu(?=[ei])/g, 'k')
    .replace(/g(?=[ei])/g, 'j')
    .replace(/c(?=[ei])|[zx]/g, 's')
    .replace(/c(?!h)/g, 'k')
    .replace(/v/g, 'b')
    .replace(/ll/g, 'y')
    .replace(/m(?=[bp])/g, 'n')
    .replace(/([lnst])\1+/g, '$1')
    .replace(/(^|[b-df-hj-np-t])rr/g, '$1r')
    .replace(/([aeiou])\1+/g, '$1');

/** A group's phrases of all tables. */
function together(tables: readonly LanguageTable['rules'][]): LanguageTable['rules'] {
  const all: Partial<Record<RedFlagGroup, string>> = {};
  for (const group of redFlagGroups) all[group] = tables.map((table) => table[group] ?? '').join('\n');
  return all;
}

export const es: LanguageTable = {
  lang: 'es',
  fold,
  // Spanish changes words at the end: `desmayó`, `desmayada`.
  stem: (word) => word.slice(0, word.length > 8 ? 6 : 5),
  spellings: {
    q: 'que',
    k: 'que',
    xq: 'porque',
    pq: 'porque',
    porq: 'porque',
    toy: 'estoy',
    ta: 'esta',
    pa: 'para',
    d: 'de',
    x: 'por',
    nose: 'no se',
    nomas: 'solo',
    muncho: 'mucho',
    munchas: 'muchas',
    horita: 'ahorita',
    pte: 'paciente',
    izq: 'izquierdo',
    dilirando: 'delirando',
    chest: 'pecho',
    pills: 'pastillas',
    bottle: 'frasco',
    baby: 'bebe',
  },
  numbers: {
    un: 1,
    una: 1,
    uno: 1,
    dos: 2,
    tres: 3,
    cuatro: 4,
    cinco: 5,
    seis: 6,
    siete: 7,
    ocho: 8,
    nueve: 9,
    diez: 10,
    once: 11,
    doce: 12,
    trece: 13,
    catorce: 14,
    quince: 15,
    veinte: 20,
    veintiocho: 28,
    veintinueve: 29,
    treinta: 30,
    cuarenta: 40,
    cincuenta: 50,
    sesenta: 60,
    setenta: 70,
    ochenta: 80,
    noventa: 90,
    cien: 100,
    ciento: 100,
    doscientos: 200,
    trescientos: 300,
    cuatrocientos: 400,
    quinientos: 500,
    seiscientos: 600,
    mil: 1000,
  },
  numberJoiner: 'y',
  fillers:
    'el la los las un una unos mi mis su sus me te se le les lo nos ya es que muy mucho mucha bien bastante tan como asi ' +
    'pues este esta eso de del al en y a con ahorita ahora hoy todo toda tambien ha he han anda solo por',
  concepts,
  rules: together([rules, rulesOfPeople, rulesOblique, rulesObliquePeople]),
  small:
    'que la el los las una por con para mi se le es esta tengo tiene muy pero su lo del al ya porque estoy si ni quiero ' +
    'necesito duele cuando donde gracias puede puedo hace este esa eso nos anos dias tuvo tuve mata llego cita ' +
    'algo alguien nadie otra otro todos todo todas como fuera cada uno sin urgente ahora aqui alli nada esto fue han ' +
    'quien cual tambien despues antes siempre nunca usted ustedes ellos nosotros mucho muchos poco buenos buenas tardes ' +
    'noches hola favor hijo hija madre padre esposo esposa vez veces hora horas dinero trabajo seguro medico enfermera ' +
    'llamar llame llega llama necesita empieza en vida sangre dolor fiebre pastillas cuenta semana semanas meses',
  signs: {
    of: {
      breathing: 'respira respirando',
      consciousness: 'despierto despierta consciente conciente responde reacciona',
    },
    unless:
      'cuando al mal dolor duele tos agitado agitada telefono portal seguro doctor doctora nadie correo',
  },
  guards,
};
