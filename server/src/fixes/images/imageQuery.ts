/** What a front end needs to look an image up: the question that an `aws_ami` data source asks, and its answer. */

/** The arguments of `DescribeImages`, with what the provider applies to the answer itself. */
export interface ImageSearch {
  /** Account ids and aliases (`self`, `amazon`); empty for whoever it is. */
  readonly owners: readonly string[];
  readonly filters: readonly ImageFilter[];
  readonly executableUsers: readonly string[];
  readonly includeDeprecated: boolean;
  /** An RE2 pattern that names in the answer have to match. */
  readonly nameRegex?: string;
}

/** A filter of the EC2 API; its values may have `*` and `?` in them. */
export interface ImageFilter {
  readonly name: string;
  readonly values: readonly string[];
}

/** Where and as whom a provider asks, as far as its configuration says it. */
export interface ProviderAccess {
  /** Absent: as the user's own environment says. */
  readonly region?: string;
  /** The profile in the user's shared configuration files. Absent: as the user's own environment says. */
  readonly profile?: string;
}

/** The whole question. */
export interface ImageQuery extends ImageSearch, ProviderAccess {}

/** One image that matches, with what tells it from others. */
export interface ImageCandidate {
  readonly id: string;
  readonly name: string;
  /** As AWS writes it: ISO 8601, UTC. */
  readonly creationDate: string;
  readonly architecture: string;
  readonly ownerId: string;
  /** `amazon`, `aws-marketplace`; absent for other owners. */
  readonly ownerAlias?: string;
  /** ISO 8601, UTC; absent where nobody has deprecated it. */
  readonly deprecationTime?: string;
}

/** The images that match, the newest first and never none, or why there is no answer: a sentence. */
export type ImageAnswer = { readonly candidates: readonly ImageCandidate[] } | { readonly error: string };

/** Looks images up with the user's own credentials. Rejects with `Cancelled`, and with nothing else, on `signal`. */
export type ImageLookUp = (query: ImageQuery, signal: AbortSignal) => Promise<ImageAnswer>;
