// Whether this window can open a task at the record: only the desk's own page has the place for it.
import { createContext, useContext } from 'react';

const Acting = createContext(true);
export const ActingProvider = Acting.Provider;
export const useMayAct = (): boolean => useContext(Acting);

/** Whether an appointment may be booked, moved or cancelled for who is on the line: hearing of visits alone is not enough. */
const Booking = createContext(true);
export const BookingProvider = Booking.Provider;
export function useMayBook(): boolean {
  const allowed = useContext(Booking);
  return useMayAct() && allowed;
}
