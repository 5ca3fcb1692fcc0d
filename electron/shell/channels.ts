// The few things that pass between a preload and the shell. Everything else goes over the port, to the desk.

export const channels = {
  /** Page → shell: "I am a new document, give me a port". Shell → page: the port. */
  port: 'careline:port',
  /** Shell → page: how the desk stands while there is no port. */
  desk: 'careline:desk',
  /** Page → shell: a person asks to start a desk that is down once more. */
  tryAgain: 'careline:try-again',
  /** Page → shell: a person presses Quit on the page that says why the desk is down. */
  quit: 'careline:quit',
  /** Page → shell, once: something is on the screen. */
  painted: 'careline:painted',
} as const;
