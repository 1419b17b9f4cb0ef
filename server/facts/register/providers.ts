/** The providers that tables are made for, and where each one registers its resource types. */
import type { DocumentationStyle } from '../check/documentation';
import type { RegistrationPlace } from './registration';

/** A provider whose source can be read. */
export interface ProviderSource {
  /** The table's file name. */
  readonly id: string;
  /** Source address without the registry's host. */
  readonly address: string;
  /** The Go module's path; read from `go.mod` where it is absent. */
  readonly module?: string;
  readonly prefix: string;
  /** How its pages say that an argument forces replacement; in sentences where absent. */
  readonly documentation?: DocumentationStyle;
  /** Tried in order; a place may be absent in some versions only when it says so. */
  readonly places: readonly (RegistrationPlace & { readonly optional?: boolean })[];
}

export const providerSources: readonly ProviderSource[] = [
  {
    id: 'aws',
    address: 'hashicorp/aws',
    module: 'github.com/hashicorp/terraform-provider-aws',
    prefix: 'aws',
    places: [
      { kind: 'aws-services', package: 'internal/provider', function: 'servicePackages', optional: true },
      {
        kind: 'aws-services',
        package: 'internal/provider/sdkv2',
        function: 'servicePackages',
        optional: true,
      },
    ],
  },
  {
    id: 'google',
    address: 'hashicorp/google',
    prefix: 'google',
    places: [
      { kind: 'init', below: 'google/services' },
      { kind: 'sdk-provider', package: 'google/registry', function: 'ResourceMap', optional: true },
      { kind: 'sdk-provider', package: 'google/provider', function: 'ResourceMap', optional: true },
      { kind: 'framework-provider', package: 'google/fwprovider', struct: 'FrameworkProvider' },
    ],
  },
  {
    id: 'azurerm',
    address: 'hashicorp/azurerm',
    prefix: 'azurerm',
    places: [
      { kind: 'sdk-provider', package: 'internal/provider', function: 'azureProvider', args: [false, ''] },
      {
        kind: 'framework-provider',
        package: 'internal/provider/framework',
        struct: 'azureRmFrameworkProvider',
      },
    ],
  },
  {
    id: 'google-beta',
    address: 'hashicorp/google-beta',
    prefix: 'google',
    places: [
      { kind: 'init', below: 'google-beta/services' },
      { kind: 'sdk-provider', package: 'google-beta/registry', function: 'ResourceMap', optional: true },
      { kind: 'sdk-provider', package: 'google-beta/provider', function: 'ResourceMap', optional: true },
      { kind: 'framework-provider', package: 'google-beta/fwprovider', struct: 'FrameworkProvider' },
    ],
  },
  {
    id: 'random',
    address: 'hashicorp/random',
    prefix: 'random',
    places: [{ kind: 'framework-provider', package: 'internal/provider', struct: 'randomProvider' }],
  },
  {
    id: 'null',
    address: 'hashicorp/null',
    prefix: 'null',
    places: [{ kind: 'framework-provider', package: 'internal/provider', struct: 'nullProvider' }],
  },
  {
    id: 'time',
    address: 'hashicorp/time',
    prefix: 'time',
    places: [{ kind: 'framework-provider', package: 'internal/provider', struct: 'timeProvider' }],
  },
  {
    id: 'tls',
    address: 'hashicorp/tls',
    prefix: 'tls',
    places: [{ kind: 'framework-provider', package: 'internal/provider', struct: 'tlsProvider' }],
  },
  {
    id: 'local',
    address: 'hashicorp/local',
    prefix: 'local',
    places: [{ kind: 'framework-provider', package: 'internal/provider', struct: 'localProvider' }],
  },
  {
    id: 'archive',
    address: 'hashicorp/archive',
    prefix: 'archive',
    places: [{ kind: 'framework-provider', package: 'internal/provider', struct: 'archiveProvider' }],
  },
  {
    id: 'template',
    address: 'hashicorp/template',
    prefix: 'template',
    places: [{ kind: 'sdk-provider', package: 'template', function: 'Provider' }],
  },
  {
    id: 'kubernetes',
    address: 'hashicorp/kubernetes',
    prefix: 'kubernetes',
    places: [
      { kind: 'sdk-provider', package: 'kubernetes', function: 'Provider' },
      { kind: 'framework-provider', package: 'internal/framework/provider', struct: 'KubernetesProvider' },
    ],
  },
  {
    id: 'helm',
    address: 'hashicorp/helm',
    prefix: 'helm',
    places: [{ kind: 'framework-provider', package: 'helm', struct: 'HelmProvider' }],
  },
  {
    id: 'openstack',
    address: 'terraform-provider-openstack/openstack',
    prefix: 'openstack',
    places: [{ kind: 'sdk-provider', package: 'openstack', function: 'Provider' }],
  },
  {
    id: 'digitalocean',
    address: 'digitalocean/digitalocean',
    prefix: 'digitalocean',
    places: [{ kind: 'sdk-provider', package: 'digitalocean', function: 'Provider' }],
  },
  {
    id: 'hcloud',
    address: 'hetznercloud/hcloud',
    prefix: 'hcloud',
    places: [
      { kind: 'sdk-provider', package: 'hcloud', function: 'Provider' },
      { kind: 'framework-provider', package: 'hcloud', struct: 'PluginProvider' },
    ],
  },
  {
    id: 'alicloud',
    address: 'aliyun/alicloud',
    prefix: 'alicloud',
    places: [{ kind: 'sdk-provider', package: 'alicloud', function: 'Provider' }],
  },
  {
    id: 'oci',
    address: 'oracle/oci',
    prefix: 'oci',
    documentation: 'updatable-marked',
    places: [
      { kind: 'init', below: 'internal/provider' },
      { kind: 'sdk-provider', package: 'internal/provider', function: 'ResourcesMap' },
      { kind: 'framework-provider', package: 'internal/provider', struct: 'ociPluginProvider' },
    ],
  },
  {
    id: 'ibm',
    address: 'IBM-Cloud/ibm',
    prefix: 'ibm',
    places: [
      { kind: 'sdk-provider', package: 'ibm/provider', function: 'Provider' },
      { kind: 'framework-provider', package: 'ibm/provider_framework', struct: 'frameworkProvider' },
    ],
  },
  {
    id: 'vsphere',
    address: 'vmware/vsphere',
    prefix: 'vsphere',
    places: [{ kind: 'sdk-provider', package: 'vsphere', function: 'Provider' }],
  },
  {
    id: 'linode',
    address: 'linode/linode',
    prefix: 'linode',
    places: [
      { kind: 'sdk-provider', package: 'linode', function: 'Provider' },
      { kind: 'framework-provider', package: 'linode', struct: 'FrameworkProvider' },
    ],
  },
  {
    id: 'scaleway',
    address: 'scaleway/scaleway',
    prefix: 'scaleway',
    places: [
      { kind: 'sdk-provider', package: 'provider', function: 'SDKProvider' },
      { kind: 'framework-provider', package: 'provider', struct: 'ScalewayProvider' },
    ],
  },
  {
    id: 'vultr',
    address: 'vultr/vultr',
    prefix: 'vultr',
    places: [{ kind: 'sdk-provider', package: 'vultr', function: 'Provider' }],
  },
  {
    id: 'exoscale',
    address: 'exoscale/exoscale',
    prefix: 'exoscale',
    places: [
      { kind: 'sdk-provider', package: 'exoscale', function: 'Provider' },
      { kind: 'framework-provider', package: 'pkg/provider', struct: 'ExoscaleProvider' },
    ],
  },
  {
    id: 'yandex',
    address: 'yandex-cloud/yandex',
    prefix: 'yandex',
    places: [
      { kind: 'sdk-provider', package: 'yandex', function: 'sdkProvider', args: [false] },
      { kind: 'init', below: 'yandex-framework/gen/yandex' },
      { kind: 'framework-provider', package: 'yandex-framework/provider', struct: 'Provider' },
    ],
  },
];
