// Callers who mix languages within a sentence: English words of an emergency count there, denied ones and the other
// language's own words do not.
import { describe, expect, it } from 'vitest';
import { scanRedFlags } from './index.ts';

const groupsOf = (text: string): string[] => scanRedFlags(text).map((h) => h.group);

describe('an English emergency in a Spanish or Indonesian sentence', () => {
  it.each([
    ['mi esposo tiene chest pain y está sweating mucho', 'chest'],
    ['mi hijo tuvo un seizure hace un rato y no sé qué hacer', 'consciousness'],
    ['el bebé está choking con una uva', 'breathing'],
    ['ella está bleeding mucho por la vagina', 'bleeding'],
    ['mi mamá está unconscious en el piso', 'consciousness'],
    ['quiero kill myself ya no puedo más con esto', 'mental_health'],
    ['mi esposo collapsed en la cocina y no se mueve', 'consciousness'],
    ['mi hermana took an overdose de sus pastillas', 'poison'],
    ['le dio un heart attack a mi papá creo', 'chest'],
    ['tengo un throat closing up con la comida que comi', 'allergy'],
    ['el está having trouble breathing y se ve muy mal', 'breathing'],
    ['mi hija is having an allergic reaction y se le cierra la garganta', 'allergy'],
    ['suami saya chest pain dari tadi dan keringat dingin', 'chest'],
    ['istri saya bleeding banyak setelah melahirkan', 'bleeding'],
    ['bayi saya choking dan mukanya biru', 'breathing'],
    ['saya mau suicide saja sudah tidak kuat', 'mental_health'],
    ['anak saya is not breathing dok tolong cepat dari tadi di sini', 'breathing'],
  ])('counts: %s', (text, group) => {
    expect(groupsOf(text)).toContain(group);
    for (const hit of scanRedFlags(text)) expect(hit.words).toBe(text.slice(hit.start, hit.end));
  });

  it.each([
    'mi esposo está bien sin chest pain y quiere una cita',
    'no tiene chest pain solo quiere una cita con la doctora',
    'ibu saya tidak chest pain cuma mau jadwal kontrol',
    'quiero una cita para mi mamá la próxima semana por favor',
    'saya mau tanya jadwal dokter untuk anak saya minggu depan',
    'once pastillas quedan en la caja y quiero un refill por favor',
  ])('leaves alone: %s', (text) => expect(scanRedFlags(text)).toEqual([]));
});
