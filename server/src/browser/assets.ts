/** The files that the build makes, by their paths below `dist`. */
export interface Assets {
  /** Rejects where the file is not there. */
  bytes(path: string): Promise<Uint8Array>;
  /** Rejects where the file is not there, or is not JSON. */
  json(path: string): Promise<unknown>;
}

/** Fetches them; `base` is the URL of `dist`, without a slash at its end. */
export function fetchedAssets(base: string): Assets {
  const get = async (path: string): Promise<Response> => {
    const response = await fetch(`${base}/${path}`);
    if (!response.ok) throw new Error(`${path} cannot be fetched: ${String(response.status)}.`);
    return response;
  };
  return {
    bytes: async (path) => new Uint8Array(await (await get(path)).arrayBuffer()),
    json: async (path) => (await get(path)).json() as Promise<unknown>,
  };
}
