// Bytes as they stand in the keyring's JSON.
import { z } from 'zod';

export const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(4000);
