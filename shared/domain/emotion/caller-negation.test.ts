// The negation suite: what is denied, over, somebody else's, only thought of or a figure of speech is not the caller's
// feeling; what stands beside it still is. A regression check on sentences written for it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hear } from './caller.ts';
import { readModel } from './read.ts';
import type { CallerState } from './states.ts';

const read = readModel(readFileSync(new URL('../../../data/models/emotion.bin', import.meta.url)));
if (!read.ok) throw new Error(read.code);
const model = read.value;
type Case = readonly [text: string, not: CallerState | null, is?: CallerState];

const english: readonly Case[] = [
  ["I'm not angry, I just want to know when.", 'angry'],
  ["I'm not in pain any more.", 'in_pain'],
  ["It doesn't hurt anymore.", 'in_pain'],
  ["I'm not worried about it.", 'afraid'],
  ["No, I'm not upset at all.", 'angry'],
  ["She isn't scared but I am.", null, 'afraid'],
  ["I'm not angry, I'm scared.", 'angry', 'afraid'],
  ["I'm not sad, I'm furious.", 'sad', 'angry'],
  ['My husband was angry, I am fine.', 'angry'],
  ['My son is scared of needles, can he have the cream first?', 'afraid'],
  ['He said he was in agony last week, but he is asleep now. What time do you open?', 'in_pain'],
  ['The nurse told me not to worry.', 'afraid'],
  ["I was scared yesterday but I'm okay now.", 'afraid'],
  ['If I get angry with him he just walks off, is there a leaflet about it?', 'angry'],
  ["I'm dying to know if it's a boy.", 'afraid'],
  ['We were killing time in the cafeteria.', 'angry'],
  ["I'm afraid he's not in.", 'afraid'],
  ["I'm afraid I can't make it on Monday.", 'afraid'],
  ['Sorry to bother you, what is the fax number?', 'sad'],
  ['I lost my insurance card.', 'sad'],
  ['I need my pain medicine refilled.', 'in_pain'],
  ["I'm calling about my anxiety medicine.", 'afraid'],
  ['It is for my anger management class.', 'angry'],
  ['She has a panic attack every few months, it is in her chart.', 'afraid'],
  ["I don't understand Spanish, can I have it in English?", 'angry'],
  ['Thanks for nothing.', 'grateful', 'angry'],
  ['Thank you so much for losing my file again.', 'grateful', 'angry'],
  ['Oh great, another transfer.', 'grateful', 'angry'],
  ['Wonderful, I wait six weeks and then you cancel.', 'grateful', 'angry'],
  ["Thank you, but I'm still so scared.", 'grateful', 'afraid'],
  ['No thank you.', 'grateful'],
  ['Okay, thanks, bye.', 'grateful'],
  ["I'm so sick of being transferred.", null, 'angry'],
  ["I'm sick with the flu.", 'angry'],
  ["I can't thank you enough.", null, 'grateful'],
  ["I couldn't be more grateful.", null, 'grateful'],
  ["I don't know what this letter means.", null, 'confused'],
  ['It hurts so bad I cannot even sit.', null, 'in_pain'],
  ['I never stop crying since he died.', null, 'sad'],
];
const spanish: readonly Case[] = [
  ['No estoy enojado, solo quiero saber cuándo.', 'angry'],
  ['No estoy enojada, estoy asustada.', 'angry', 'afraid'],
  ['Ya no me duele.', 'in_pain'],
  ['No tengo miedo.', 'afraid'],
  ['Mi esposo estaba enojado, yo estoy bien.', 'angry'],
  ['Gracias por nada.', 'grateful', 'angry'],
  ['Me muero de ganas de saber si es niña.', 'afraid'],
  ['Disculpe la molestia, ¿a qué hora abren?', 'angry'],
  ['Necesito mis pastillas para el dolor.', 'in_pain'],
  ['No entiendo esta carta.', null, 'confused'],
  ['Ya no aguanto el dolor.', null, 'in_pain'],
  ['Muchísimas gracias, qué alivio.', null, 'grateful'],
];
const indonesian: readonly Case[] = [
  ['Saya tidak marah, cuma mau tahu kapan.', 'angry'],
  ['saya tidak marah', 'angry'],
  ['Saya tidak marah, saya takut.', 'angry', 'afraid'],
  ['Sudah tidak sakit lagi.', 'in_pain'],
  ['Saya tidak khawatir.', 'afraid'],
  ['Suami saya marah, saya sendiri tidak apa-apa.', 'angry'],
  ['Maaf mengganggu, buka jam berapa?', 'angry'],
  ['Saya mau tebus obat nyeri.', 'in_pain'],
  ['Di rumah sakit mana jadwalnya?', 'in_pain'],
  ['Saya tidak mengerti surat ini.', null, 'confused'],
  ['Sakit sekali, saya tidak tahan.', null, 'in_pain'],
  ['Terima kasih banyak, saya lega sekali.', null, 'grateful'],
];

describe.each([
  ['en', english],
  ['es', spanish],
  ['id', indonesian],
] as const)('negation suite, %s', (lang, cases) => {
  it.each(cases.map(([text, not, is]) => ({ text, not, is })))('$text', ({ text, not, is }) => {
    const { state } = hear(model, text, lang);
    if (not !== null) expect(state).not.toBe(not);
    if (is !== undefined) expect(state).toBe(is);
  });
});

// Words of illness are the topic of the job: alone they read as no anger, whatever the illness.
describe('symptom words alone', () => {
  it.each([
    'I have had a sore throat and a fever since Tuesday.',
    'The pain is in my lower back, mostly at night.',
    "There's blood in my stool.",
    'He has cancer, stage two.',
    'Terrible cough, three weeks now.',
    "It's a bad infection, they said, in the left foot.",
    'I feel sick after I take the pill.',
    'The wound is ugly and it smells.',
    'My stomach is killing me.',
    'I was throwing up all night.',
    'My ears are ringing and my nose is blocked.',
    'She has a nasty rash, it is angry and red.',
    'The swelling is worse than yesterday.',
    'I have a burning feeling in my chest after meals.',
  ])('%s', (text) => {
    expect(hear(model, text, 'en').state).not.toBe('angry');
  });
});
