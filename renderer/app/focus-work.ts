// After a lock the page is drawn anew and nothing has the focus: whoever works by keys goes on in the middle, past the bar.

/** Until the desk is drawn, ms and how often. */
const lookEvery = 100;
const looks = 30;

/** Takes the focus nowhere away. Answers how to stop. */
export function focusWork(): () => void {
  let left = looks;
  const timer = setInterval(() => {
    left--;
    const middle = document.querySelector<HTMLElement>('main.cl-column');
    const free = document.activeElement === document.body;
    if (free && middle !== null) {
      middle.tabIndex = -1;
      middle.focus({ preventScroll: true });
    }
    if (!free || middle !== null || left === 0) clearInterval(timer);
  }, lookEvery);
  return () => clearInterval(timer);
}
