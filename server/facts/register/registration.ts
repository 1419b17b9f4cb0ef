/** How a provider says which resource types it has. */
import type { StructValue } from '../eval/value';

/** A registered resource type: its name where the registration gives it, and how to get its definition. */
export interface RegisteredType {
  readonly type: string;
  readonly kind: 'sdk' | 'framework';
  /** Its definition, or why there is none. */
  readonly definition: StructValue | string;
  /** The provider adds a `region` argument, whose change forces replacement. */
  readonly injectsRegion?: boolean;
}

/** Where to look for registrations. Packages are relative to the provider's module. */
export type RegistrationPlace =
  /** A function that gives a `schema.Provider`, or a map of resources. */
  | {
      readonly kind: 'sdk-provider';
      readonly package: string;
      readonly function: string;
      readonly args?: readonly (string | boolean)[];
    }
  /** A struct type with a `Resources` method that gives factories. */
  | { readonly kind: 'framework-provider'; readonly package: string; readonly struct: string }
  /** A function that gives the factories of framework resources. */
  | { readonly kind: 'framework-factories'; readonly package: string; readonly function: string }
  /** Run the `init` functions of every package below a folder first: they fill registries. */
  | { readonly kind: 'init'; readonly below: string }
  /** Call a function of every package below a folder first: they fill registries. */
  | { readonly kind: 'call-each'; readonly below: string; readonly function: string }
  /** A function that gives AWS service packages. */
  | { readonly kind: 'aws-services'; readonly package: string; readonly function: string };
