import { IPv4, IPv6 } from 'ipaddr.js';
import { computed, computedOfMany, failure, integer, text, type Outcome } from './known';
import type { FunctionSummary } from './index';

/** Functions on blocks of network addresses (`10.0.0.0/16`), of version 4 and 6. */
export const addressFunctions: Readonly<Record<string, FunctionSummary>> = {
  cidrhost: computed([text, integer], (block, position) => withBlock(block, (of) => host(of, position))),
  cidrnetmask: computed([text], (block) =>
    withBlock(block, (of) => (of.bits === 32 ? addressText(maskOf(of), of.bits) : failure)),
  ),
  cidrsubnet: computed([text, integer, integer], (block, bits, position) =>
    withBlock(block, (of) => subnet(of, bits, position)),
  ),
  cidrsubnets: computedOfMany([text], integer, (block, ...bits) =>
    withBlock(block, (of) => subnets(of, bits)),
  ),
};

interface AddressBlock {
  /** The first address as a number. */
  readonly start: bigint;
  readonly prefix: number;
  /** How many bits an address has. */
  readonly bits: 32 | 128;
}

function withBlock(written: string, use: (block: AddressBlock) => Outcome): Outcome {
  const [, address = '', prefix = ''] = /^([^/]+)\/(\d{1,3})$/.exec(written) ?? [];
  const bytes = addressBytes(address);
  if (bytes === undefined) return failure;
  const bits = bytes.length === 4 ? 32 : 128;
  const length = Number(prefix);
  if (length > bits) return failure;
  // Terraform turns these into addresses of version 4 on the way.
  if (bits === 128 && bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255) return undefined;
  const whole = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const size = BigInt(bits - length);
  return use({ start: (whole >> size) << size, prefix: length, bits });
}

function addressBytes(address: string): readonly number[] | undefined {
  if (IPv4.isValidFourPartDecimal(address)) return IPv4.parse(address).toByteArray();
  return address.includes(':') && !address.includes('%') && IPv6.isValid(address)
    ? IPv6.parse(address).toByteArray()
    : undefined;
}

function addressText(address: bigint, bits: 32 | 128): string {
  const bytes = Array.from({ length: bits / 8 }, (_, index) =>
    Number((address >> BigInt(bits - 8 * (index + 1))) & 255n),
  );
  return bits === 32 ? new IPv4(bytes).toString() : new IPv6(bytes).toRFC5952String();
}

function maskOf({ prefix, bits }: AddressBlock): bigint {
  return ((1n << BigInt(prefix)) - 1n) << BigInt(bits - prefix);
}

/** Negative positions count from the end. */
function host({ start, prefix, bits }: AddressBlock, position: number): Outcome {
  const size = 1n << BigInt(bits - prefix);
  const index = position < 0 ? size + BigInt(position) : BigInt(position);
  return index < 0n || index >= size ? failure : addressText(start + index, bits);
}

function subnet({ start, prefix, bits }: AddressBlock, added: number, position: number): Outcome {
  // What Terraform makes of negative numbers here is no address of the block.
  if (position < 0 || added < 0) return undefined;
  const length = prefix + added;
  if (length > bits || BigInt(position) >= 1n << BigInt(added)) return failure;
  return blockText({ start: start + (BigInt(position) << BigInt(bits - length)), prefix: length, bits });
}

/** Consecutive blocks, each at the first place behind the one before that suits its size. */
function subnets(block: AddressBlock, added: readonly number[]): Outcome {
  // Terraform looks at the block before this one, and there is none before the first of all.
  if (block.start === 0n) return undefined;
  const end = block.start + (1n << BigInt(block.bits - block.prefix));
  const found: string[] = [];
  let next = block.start;
  for (const bits of added) {
    const prefix = block.prefix + bits;
    if (bits < 1 || bits > 32 || prefix > block.bits) return failure;
    const size = 1n << BigInt(block.bits - prefix);
    const start = ((next + size - 1n) / size) * size;
    next = start + size;
    if (next > end) return failure;
    found.push(blockText({ start, prefix, bits: block.bits }));
  }
  return found;
}

function blockText({ start, prefix, bits }: AddressBlock): string {
  return `${addressText(start, bits)}/${String(prefix)}`;
}
