// Entry of the compact phone's window.
import '../app/no-eval.ts';
import { startWindow } from '../windows/start.tsx';
import { CompactWindow } from './CompactWindow.tsx';
import './compact.css';
import './emergency.css';

startWindow('compact', CompactWindow);
