// The network of the model: every request lies here until the history says what becomes of it.

export interface Flight {
  desk: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** The sender still waits for it. */
  open: boolean;
  answer(response: Response): void;
  fail(): void;
}

export function net() {
  const flights: Flight[] = [];
  return {
    flights,
    /** What a desk is given in the place of `fetch`. */
    fetchFor(desk: string): typeof fetch {
      return ((url: URL, init: RequestInit) =>
        new Promise<Response>((resolve, reject) => {
          const flight: Flight = {
            desk,
            method: init.method ?? 'GET',
            path: `${url.pathname}${url.search}`,
            headers: init.headers as Record<string, string>,
            body: typeof init.body === 'string' ? init.body : '',
            open: true,
            answer(response) {
              flight.open = false;
              resolve(response);
            },
            fail() {
              flight.open = false;
              reject(new TypeError('fetch failed'));
            },
          };
          init.signal?.addEventListener('abort', () => flight.open && flight.fail());
          flights.push(flight);
        })) as typeof fetch;
    },
    /** Requests that somebody waits for. */
    waiting: (): Flight[] => flights.filter((f) => f.open),
    take(flight: Flight): void {
      const at = flights.indexOf(flight);
      if (at >= 0) flights.splice(at, 1);
    },
  };
}
export type Net = ReturnType<typeof net>;
