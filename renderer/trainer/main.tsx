// Entry of the trainer's desk: a window of the practice desk.
import '../text/late/debrief.ts';
import '../text/late/trainer.ts';
import '../app/no-eval.ts';
import { startWindow } from '../windows/start.tsx';
import { TrainerWindow } from './TrainerWindow.tsx';
import './trainer.css';

startWindow('trainer', TrainerWindow);
