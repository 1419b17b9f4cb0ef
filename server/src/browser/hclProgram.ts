/** The HCL converter's Go program, run without the package's own loader, which reads it from a disk. */
import '@cdktf/hcl2json/wasm/wasm_exec';

/** What the Go runtime of the package leaves behind. */
declare const Go: new () => {
  readonly importObject: WebAssembly.Imports;
  /** Settles when the program ends, which it never does. */
  run(instance: WebAssembly.Instance): Promise<void>;
};

/** The functions that the program leaves under its own name (as of @cdktf/hcl2json 0.21, `main.go`). */
interface Registered {
  readonly parse?: (
    fileName: string,
    text: string,
    done: (error: string | null | undefined, json?: string) => void,
  ) => unknown;
}

const registry = '__parse_terraform_config_wasm__';

/** How a gzip file begins. */
const gzip = [0x1f, 0x8b];

/** Starts the program; gives its `parse`, which rejects as the package's own does. */
export async function startHclProgram(
  packed: Uint8Array,
): Promise<(fileName: string, text: string) => Promise<unknown>> {
  const registered: Registered = {};
  // It looks for them as Node has it: in `global`.
  Object.assign(globalThis, { global: globalThis, [registry]: registered });
  const go = new Go();
  const { instance } = await WebAssembly.instantiate(await unpacked(packed), go.importObject);
  // It registers its functions before it first waits for something.
  void go.run(instance);
  const { parse } = registered;
  if (parse === undefined) throw new Error('The HCL converter did not start.');
  return (fileName, text) =>
    new Promise((resolve, reject) => {
      parse(fileName, text, (error, json = '') => {
        if (error === null || error === undefined || error === '') resolve(JSON.parse(json));
        else reject(new Error(error));
      });
    });
}

/** Some servers hand out a `.gz` file as a compressed form of what is in it, and the browser unpacks it then. */
async function unpacked(bytes: Uint8Array): Promise<ArrayBuffer> {
  const isPacked = gzip.every((byte, index) => bytes[index] === byte);
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  const plain = isPacked ? stream.pipeThrough(new DecompressionStream('gzip')) : stream;
  return new Response(plain).arrayBuffer();
}
