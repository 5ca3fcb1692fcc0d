import reviews from '../en/reviews.json' with { type: 'json' };
import { addTexts } from '../t.ts';

addTexts('reviews', reviews);
