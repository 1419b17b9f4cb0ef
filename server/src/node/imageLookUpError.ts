import { RE2JSException } from 're2js';

/**
 * What went wrong, in a sentence for the user: by the names that EC2 gives its errors, that the AWS package gives
 * its own, and that Node gives those of the network. Sources: the EC2 API Reference, "Error codes"; @aws-sdk/client-ec2
 * 3.1169; Node's documentation, "Common system errors".
 */
const sentences: readonly { readonly names: RegExp; readonly says: string }[] = [
  {
    names:
      /^(?:AuthFailure|InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClientException|IncompleteSignature)$/,
    says: 'AWS did not accept the credentials.',
  },
  {
    names: /^(?:RequestExpired|ExpiredToken|ExpiredTokenException|TokenRefreshRequired)$/,
    says: 'The AWS credentials have expired; log in again.',
  },
  {
    names: /^(?:UnauthorizedOperation|AccessDenied|AccessDeniedException)$/,
    says: 'The AWS credentials do not allow ec2:DescribeImages in REGION.',
  },
  {
    names: /^(?:OptInRequired|PendingVerification|Blocked)$/,
    says: 'The AWS account cannot use EC2 in REGION.',
  },
  { names: /^InvalidAMIID\./, says: 'No image in REGION matches.' },
  {
    names: /^(?:ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOST\w+|ENET\w+|ETIMEDOUT|EPIPE|TimeoutError)$/,
    says: 'EC2 in REGION could not be reached over the network (NAME).',
  },
];

/** `region` is the one that was asked; undefined where it did not come to that. */
export function lookUpError(error: unknown, region: string | undefined): string {
  if (!(error instanceof Error)) return `The images could not be looked up: ${String(error)}.`;
  if (error instanceof RE2JSException) return `\`name_regex\` is no pattern: ${sentenceOf(error)}`;
  const names = [codeOf(error), error.name].filter((name) => name !== undefined);
  for (const name of names) {
    const known = sentences.find((one) => one.names.test(name));
    if (known !== undefined) {
      return known.says.replaceAll('REGION', region ?? 'AWS').replaceAll('NAME', name);
    }
  }
  if (region === undefined) return regionError(error);
  if (error.name === 'CredentialsProviderError' || error.name === 'TokenProviderError') {
    return credentialsError(error);
  }
  return `The images could not be looked up: ${error.name}: ${sentenceOf(error)}`;
}

function regionError(error: Error): string {
  return error.message === 'Region is missing'
    ? 'No AWS region is set: neither in the provider block, nor as AWS_REGION, nor in the shared configuration.'
    : `No AWS region could be told: ${sentenceOf(error)}`;
}

function credentialsError(error: Error): string {
  if (/\bexpired\b/i.test(error.message)) return 'The AWS credentials have expired; log in again.';
  return error.message.startsWith('Could not load credentials from any providers')
    ? 'No AWS credentials were found: neither in the environment nor in the shared files.'
    : `AWS credentials could not be loaded: ${sentenceOf(error)}`;
}

/** Errors of the network have a `code`. */
function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function sentenceOf({ message }: Error): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
