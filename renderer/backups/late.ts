// What came back by a restore, fetched with its words by every page that may be the first one afterwards.
import { lazy } from 'react';

export const RestoredBanner = lazy(() => import('./RestoredBanner.tsx'));
