// The card beside the model: what it is, what it was made from and under which licences, and the hash of its bytes.
import type { CardFigures } from './figures.ts';

export interface Card {
  name: string;
  version: string;
  file: string;
  bytes: number;
  sha256: string;
  recipe: string;
  sets: { name: string; licence: string; use: string }[];
  figures: CardFigures;
}
export const cardOf = (bytes: number, sha256: string, figures: CardFigures): Card => ({
  name: 'careline-emotion',
  version: '1.0.0',
  file: 'emotion.bin',
  bytes,
  sha256,
  recipe:
    'npm run train:emotion (scripts/train-emotion.ts); seeds and options stand in scripts/train-emotion',
  sets: [
    { name: 'GoEmotions', licence: 'CC BY 4.0 (code Apache-2.0), Google', use: '28 + 7 + 4 emotion outputs' },
    { name: 'GloVe 6B, 100 numbers', licence: 'PDDL 1.0', use: 'word vectors the net starts from' },
    { name: 'XED', licence: 'CC BY 4.0, Öhman et al.', use: 'emotions of Spanish and Indonesian film lines' },
    { name: 'CLINC150', licence: 'CC BY 3.0, Larson et al.', use: 'neutral service talk' },
    { name: 'BANKING77', licence: 'CC BY 4.0, PolyAI', use: 'neutral service talk' },
    { name: 'PriMock57', licence: 'CC BY 4.0, Babylon Health', use: 'neutral clinical talk' },
    { name: 'MTS-Dialog', licence: 'CC BY 4.0, Ben Abacha et al.', use: 'neutral clinical talk' },
    { name: 'caller lines', licence: 'Apache-2.0, written for this project', use: 'caller states' },
  ],
  figures,
});
