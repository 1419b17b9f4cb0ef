import type { ElementPath } from '../modules/lifecycle';

/**
 * Where a nested block is in its resource. Where its position cannot be told, the path ends with the type of the
 * outermost block of which that is so, and stands for all of them.
 */
export interface BlockPlace {
  readonly path: ElementPath;
  readonly isTold: boolean;
}

/** The body of the resource itself. */
export const wholeResource: BlockPlace = { path: [], isTold: true };

/** The block of this type in the block at `holder`, by its position among those of its type, if that can be told. */
export function blockAt(holder: BlockPlace, type: string, position: number | undefined): BlockPlace {
  const path = withinPlace(holder, type);
  if (!holder.isTold || position === undefined) return { path, isTold: false };
  return { path: [...path, position], isTold: true };
}

/** The argument of this name, or all blocks of this type, in the block at `holder`. */
export function withinPlace({ path, isTold }: BlockPlace, name: string): ElementPath {
  return isTold ? [...path, name] : path;
}

/** The places without those that another one repeats, or is around. */
export function distinctPlaces(places: readonly ElementPath[]): readonly ElementPath[] {
  return places.filter(
    (place, index) =>
      !places.some((other, at) => isWithin(place, other) && (other.length < place.length || at < index)),
  );
}

function isWithin(place: ElementPath, other: ElementPath): boolean {
  return other.length <= place.length && other.every((step, index) => step === place[index]);
}
