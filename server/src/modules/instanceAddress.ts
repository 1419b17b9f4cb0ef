/** One name in an address with the instance key behind it: the `web["a"]` of `module.web["a"]`. */
export interface AddressStep {
  readonly name: string;
  /** Undefined where there is none. */
  readonly key: InstanceKey | undefined;
}

/** What tells an instance from the others of its resource or module call: a position, or a name. */
export type InstanceKey = string | number;

/** The address of a module call or resource, or of an instance of one, seen from some module. */
export interface InstanceAddress {
  /** The module calls that lead there, the outermost first. */
  readonly modules: readonly AddressStep[];
  /** Undefined for the address of a module. */
  readonly resource: ResourceStep | undefined;
}

/** A managed resource within its module. */
export interface ResourceStep extends AddressStep {
  readonly type: string;
}

/** A name or a key, in the order in which an address has them. */
export type AddressPart = { readonly name: string } | { readonly key: InstanceKey };

const nextPart = /^(?:\.?([\p{ID_Start}_][\p{ID_Continue}-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\])/u;

/** Reads an address as Terraform prints it: `module.web["a"].aws_instance.this[0]`. Undefined where it is none. */
export function parseAddress(text: string): InstanceAddress | undefined {
  const parts: AddressPart[] = [];
  let rest = text;
  while (rest !== '') {
    const [whole, name, index, quoted] = nextPart.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    if (name !== undefined) parts.push({ name });
    else if (index !== undefined) parts.push({ key: Number(index) });
    else parts.push({ key: unquote(quoted ?? '') });
    rest = rest.slice(whole.length);
  }
  return addressOfParts(parts);
}

/** The address that these parts make; undefined where they make none of a module or managed resource. */
export function addressOfParts(parts: readonly AddressPart[]): InstanceAddress | undefined {
  const steps: { name: string; key: InstanceKey | undefined }[] = [];
  for (const part of parts) {
    const last = steps.at(-1);
    if ('name' in part) steps.push({ name: part.name, key: undefined });
    else if (last === undefined || last.key !== undefined) return undefined;
    else last.key = part.key;
  }
  const modules: AddressStep[] = [];
  while (steps[0]?.name === 'module') {
    const [word, called] = steps.splice(0, 2);
    if (called === undefined || word?.key !== undefined) return undefined;
    modules.push(called);
  }
  if (steps.length === 0) return modules.length > 0 ? { modules, resource: undefined } : undefined;
  const [type, named, ...others] = steps;
  if (type === undefined || named === undefined || others.length > 0) return undefined;
  return type.key === undefined ? { modules, resource: { type: type.name, ...named } } : undefined;
}

/** `module.web.module.disk` of these calls, without keys; empty for the root module. */
export function moduleAddress(modules: readonly AddressStep[]): string {
  return modules.map(({ name }) => `module.${name}`).join('.');
}

/** A JSON string is nearly what Terraform prints: it adds only the doubled template markers. */
function unquote(quoted: string): string {
  try {
    return String(JSON.parse(quoted)).replaceAll('$${', '${').replaceAll('%%{', '%{');
  } catch {
    return quoted.slice(1, -1);
  }
}
