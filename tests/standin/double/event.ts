// Electron's event object, as far as it is used (docs: api/structures/event).

export interface DoubleEvent {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}
export function createEvent(): DoubleEvent {
  let prevented = false;
  return {
    preventDefault: () => void (prevented = true),
    get defaultPrevented() {
      return prevented;
    },
  };
}
