import { decode, encode, ExtensionCodec } from '@msgpack/msgpack';

/** Stands where Terraform does not know a value yet. */
export class Unknown {
  readonly kind = 'unknown';
}

/** The one unknown value. */
export const unknown = new Unknown();

/** A value of the Terraform language as providers see it; sets are arrays in Terraform's own order. */
export type Value = null | string | number | boolean | Unknown | readonly Value[] | ValueObject;

/** An object or a map. */
export interface ValueObject {
  readonly [name: string]: Value;
}

/** A value on the wire. */
export interface DynamicValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

/** In Terraform's MessagePack, extension 0 is an unknown value, 12 one of which something is known. */
const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: 0,
  encode: (value) => (value instanceof Unknown ? Uint8Array.of(0) : null),
  decode: () => unknown,
});
extensionCodec.register({ type: 12, encode: () => null, decode: () => unknown });

/** Reads a value from the wire; Terraform sends MessagePack. */
export function fromWire({ msgpack }: DynamicValue): Value {
  return decode(msgpack ?? new Uint8Array(), { extensionCodec }) as Value;
}

/** Writes a value for the wire. */
export function toWire(value: Value): DynamicValue {
  return { msgpack: encode(value, { extensionCodec }) };
}

/** The members of an object; none of anything else. */
export function membersOf(value: Value | undefined): ValueObject {
  return isObject(value) ? value : {};
}

/** The elements of a list or set; none of anything else. */
export function elementsOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}

/** Whether a value is an object or map. */
export function isObject(value: Value | undefined): value is ValueObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

/** Whether two values are known and the same. */
export function areEqual(a: Value | undefined, b: Value | undefined): boolean {
  if (a instanceof Unknown || b instanceof Unknown) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    const [left, right] = [elementsOf(a), elementsOf(b)];
    return left.length === right.length && left.every((element, index) => areEqual(element, right[index]));
  }
  if (isObject(a) && isObject(b)) {
    const names = Object.keys({ ...a, ...b });
    return names.every((name) => areEqual(a[name], b[name]));
  }
  return (a ?? null) === (b ?? null);
}
