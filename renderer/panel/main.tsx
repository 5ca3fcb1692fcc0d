// Entry of the patient panel's own window.
import '../app/no-eval.ts';
import { startWindow } from '../windows/start.tsx';
import { PanelWindow } from './PanelWindow.tsx';
import './panel.css';

startWindow('panel', PanelWindow);
