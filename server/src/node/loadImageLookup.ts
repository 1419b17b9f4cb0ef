import type { ImageLookUp } from '../analysis/finding';

/**
 * Looks images up as `findImages` in `imageLookup.ts` says. That file is a bundle of its own, with the AWS package in
 * it: it is read on the first look-up.
 */
export const findImages: ImageLookUp = async (query, signal) => {
  const loaded = await import('./imageLookup.js');
  return loaded.findImages(query, signal);
};
