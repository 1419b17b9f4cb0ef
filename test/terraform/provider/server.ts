import { join } from 'node:path';
import {
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type handleUnaryCall,
  type ServiceClientConstructor,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { applied, planChange, type Path } from './planning';
import { readDataSource, type World } from './reading';
import { schemaResponse } from './schema';
import { fromWire, toWire, type DynamicValue } from './values';

/** The provider addresses that are answered, all with the same types. */
const addresses = ['aws', 'google', 'null', 'random', 'toy'].map(
  (name) => `registry.terraform.io/hashicorp/${name}`,
);

/** A running provider. */
export interface RunningProvider {
  /** The value of `TF_REATTACH_PROVIDERS` with which Terraform finds it. */
  readonly reattach: string;
  stop(): void;
}

/** What the calls carry, as far as they are looked at. */
interface Request {
  readonly type_name: string;
  readonly config: DynamicValue;
  readonly current_state: DynamicValue;
  readonly prior_state: DynamicValue;
  readonly proposed_new_state: DynamicValue;
  readonly planned_state: DynamicValue;
  readonly raw_state: { readonly json: Uint8Array };
}

/** Starts a provider on a socket in `directory`. */
export async function startProvider(directory: string, world: World): Promise<RunningProvider> {
  const definition = loadPackageDefinition(
    loadSync('test/terraform/provider/protocol.proto', { keepCase: true, longs: Number, defaults: true }),
  ) as unknown as { readonly tfplugin5: { readonly Provider: ServiceClientConstructor } };
  const server = new Server();
  server.addService(definition.tfplugin5.Provider.service, calls(world));
  const socket = join(directory, 'provider.sock');
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
  const one = {
    Protocol: 'grpc',
    ProtocolVersion: 5,
    Pid: process.pid,
    Test: true,
    Addr: { Network: 'unix', String: socket },
  };
  return {
    reattach: JSON.stringify(Object.fromEntries(addresses.map((address) => [address, one]))),
    stop: () => {
      server.forceShutdown();
    },
  };
}

/** The provider's side of every call. */
function calls(world: World): UntypedServiceImplementation {
  let made = 0;
  const serial = (): number => ++made;
  return {
    GetSchema: answering(schemaResponse),
    PrepareProviderConfig: answering(({ config }) => ({ prepared_config: config })),
    ValidateResourceTypeConfig: answering(() => ({})),
    ValidateDataSourceConfig: answering(() => ({})),
    Configure: answering(() => ({})),
    UpgradeResourceState: answering(({ raw_state }) => ({ upgraded_state: { json: raw_state.json } })),
    ReadResource: answering(({ current_state }) => ({ new_state: current_state })),
    PlanResourceChange: answering(({ type_name, prior_state, proposed_new_state }) => {
      const planned = planChange(type_name, fromWire(prior_state), fromWire(proposed_new_state));
      return {
        planned_state: toWire(planned.state),
        requires_replace: planned.requiresReplace.map(wirePath),
      };
    }),
    ApplyResourceChange: answering(({ type_name, planned_state }) => ({
      new_state: toWire(applied(type_name, fromWire(planned_state), serial)),
    })),
    ReadDataSource: answering(({ type_name, config }) => ({
      state: toWire(readDataSource(type_name, fromWire(config), world)),
    })),
    Stop: answering(() => ({})),
  };
}

function answering(answer: (request: Request) => object): handleUnaryCall<Request, object> {
  return ({ request }, callback) => {
    try {
      callback(null, answer(request));
    } catch (error) {
      callback(error instanceof Error ? error : new Error(String(error)));
    }
  };
}

function wirePath(path: Path): object {
  return {
    steps: path.map((step) =>
      typeof step === 'string' ? { attribute_name: step } : { element_key_int: step },
    ),
  };
}
