// Schemas that travel with the page must not compile themselves: the page's policy refuses every `new Function`, and a
// refused one counts as a violation. Imported first of all, before any schema is made.
import { config } from 'zod/v4/core';

config({ jitless: true });
