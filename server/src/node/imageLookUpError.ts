import { RE2JSException } from 're2js';
import { say } from '../base/language';

/** A sentence about the region that was asked and the error's name. */
type Says = (region: string, name: string) => string;

/**
 * What went wrong, in a sentence for the user: by the names that EC2 gives its errors, that the AWS package gives
 * its own, and that Node gives those of the network. Sources: the EC2 API Reference, "Error codes"; @aws-sdk/client-ec2
 * 3.1169; Node's documentation, "Common system errors".
 */
const sentences: readonly { readonly names: RegExp; readonly says: Says }[] = [
  {
    names:
      /^(?:AuthFailure|InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClientException|IncompleteSignature)$/,
    says: () => say`AWS did not accept the credentials.`,
  },
  {
    names: /^(?:RequestExpired|ExpiredToken|ExpiredTokenException|TokenRefreshRequired)$/,
    says: () => say`The AWS credentials have expired; log in again.`,
  },
  {
    names: /^(?:UnauthorizedOperation|AccessDenied|AccessDeniedException)$/,
    says: (region) => say`The AWS credentials do not allow ec2:DescribeImages in ${region}.`,
  },
  {
    names: /^(?:OptInRequired|PendingVerification|Blocked)$/,
    says: (region) => say`The AWS account cannot use EC2 in ${region}.`,
  },
  { names: /^InvalidAMIID\./, says: (region) => say`No image in ${region} matches.` },
  {
    names: /^(?:ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOST\w+|ENET\w+|ETIMEDOUT|EPIPE|TimeoutError)$/,
    says: (region, name) => say`EC2 in ${region} could not be reached over the network (${name}).`,
  },
];

/** `region` is the one that was asked; undefined where it did not come to that. */
export function lookUpError(error: unknown, region: string | undefined): string {
  if (!(error instanceof Error)) return say`The images could not be looked up: ${String(error)}.`;
  if (error instanceof RE2JSException) return say`\`name_regex\` is no pattern: ${sentenceOf(error)}`;
  const names = [codeOf(error), error.name].filter((name) => name !== undefined);
  for (const name of names) {
    const known = sentences.find((one) => one.names.test(name));
    if (known !== undefined) {
      return known.says(region ?? 'AWS', name);
    }
  }
  if (region === undefined) return regionError(error);
  if (error.name === 'CredentialsProviderError' || error.name === 'TokenProviderError') {
    return credentialsError(error);
  }
  return say`The images could not be looked up: ${error.name}: ${sentenceOf(error)}`;
}

function regionError(error: Error): string {
  return error.message === 'Region is missing'
    ? say`No AWS region is set: neither in the provider block, nor as AWS_REGION, nor in the shared configuration.`
    : say`No AWS region could be told: ${sentenceOf(error)}`;
}

function credentialsError(error: Error): string {
  if (/\bexpired\b/i.test(error.message)) return say`The AWS credentials have expired; log in again.`;
  return error.message.startsWith('Could not load credentials from any providers')
    ? say`No AWS credentials were found: neither in the environment nor in the shared files.`
    : say`AWS credentials could not be loaded: ${sentenceOf(error)}`;
}

/** Errors of the network have a `code`. */
function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function sentenceOf({ message }: Error): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
