import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An image as the endpoint describes it, by the names of the EC2 API. */
export type EndpointImage = Readonly<Record<string, string>>;

/** What the endpoint was asked. */
export interface EndpointRequest {
  /** The parameters of the query protocol: `Filter.1.Name` and so on. */
  readonly parameters: Readonly<Record<string, string>>;
  /** With which access key the request was signed, and for which region. */
  readonly accessKey: string;
  readonly region: string;
}

/** What it answers: a page of images, an error of EC2's, or nothing at all. */
export type EndpointAnswer =
  | { readonly images: readonly EndpointImage[]; readonly nextToken?: string }
  | { readonly status: number; readonly code: string }
  | 'silence';

/** An HTTP endpoint that speaks as much of the EC2 query protocol as `DescribeImages` needs. */
export class Ec2Endpoint {
  readonly requests: EndpointRequest[] = [];
  private readonly silent = new Set<ServerResponse>();

  private constructor(
    private readonly server: Server,
    private readonly answer: (request: EndpointRequest) => EndpointAnswer,
  ) {
    server.on('request', (request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        this.respond(body, request.headers.authorization ?? '', response);
      });
    });
  }

  /** Starts one; `stop` must follow. */
  static async start(answer: (request: EndpointRequest) => EndpointAnswer): Promise<Ec2Endpoint> {
    const server = createServer();
    const endpoint = new Ec2Endpoint(server, answer);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return endpoint;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** Resolves when there has been a request. */
  async asked(): Promise<void> {
    if (this.requests.length === 0) await once(this.server, 'asked');
  }

  async stop(): Promise<void> {
    if (!this.server.listening) return;
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private respond(body: string, authorization: string, response: ServerResponse): void {
    const [, accessKey = '', region = ''] = /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(authorization) ?? [];
    const request = { parameters: Object.fromEntries(new URLSearchParams(body)), accessKey, region };
    this.requests.push(request);
    this.server.emit('asked');
    const answer = this.answer(request);
    if (answer === 'silence') {
      this.silent.add(response);
      return;
    }
    response.statusCode = 'code' in answer ? answer.status : 200;
    response.setHeader('Content-Type', 'text/xml;charset=UTF-8');
    response.end('code' in answer ? errorXml(answer.code) : imagesXml(answer));
  }
}

function errorXml(code: string): string {
  const error = `<Error><Code>${code}</Code><Message>The endpoint says ${code}</Message></Error>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Response><Errors>${error}</Errors><RequestID>1</RequestID></Response>`;
}

function imagesXml({ images, nextToken }: Exclude<EndpointAnswer, 'silence' | { code: string }>): string {
  const items = images.map((image) => {
    const members = Object.entries(image).map(([name, value]) => `<${name}>${value}</${name}>`);
    return `<item>${members.join('')}</item>`;
  });
  const token = nextToken === undefined ? '' : `<nextToken>${nextToken}</nextToken>`;
  return `<?xml version="1.0" encoding="UTF-8"?><DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>1</requestId><imagesSet>${items.join('')}</imagesSet>${token}</DescribeImagesResponse>`;
}
