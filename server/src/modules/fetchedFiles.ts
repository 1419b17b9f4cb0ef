/** Directories that tools fill: what is edited there is gone with their next run. */
const toolDirectories = /\/\.(?:terraform|terragrunt-cache)\//;

/** Whether a file (URI) was put where it is by a tool: nobody edits it. */
export function isFetched(uri: string): boolean {
  return toolDirectories.test(uri);
}
