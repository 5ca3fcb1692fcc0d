// Entry of the trainer's desk: a window of the practice desk.
import '../app/no-eval.ts';
import { startWindow } from '../windows/start.tsx';
import { TrainerWindow } from './TrainerWindow.tsx';
import './trainer.css';

startWindow('trainer', TrainerWindow);
