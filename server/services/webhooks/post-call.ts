import { lookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './private-address.ts';

/** What came of a call: the answer's status, or why there was none. */
export interface CallResult {
  readonly status: number | null;
  /** Null where it was taken (a status of 200 to 299). */
  readonly failure: string | null;
}

const timeoutMs = 10_000;

/** Why a call to this address is not made at all; null: it may be. A name is looked at when it is called. */
export function refusalOf(url: string, isPrivateAllowed: boolean): string | null {
  const { protocol, hostname, username, password } = new URL(url);
  // It is shown to all who see the hub's programs; that a call comes from here its signature says.
  if (username !== '' || password !== '') return 'the address has a user name or a password in it';
  if (isPrivateAllowed) {
    return protocol === 'https:' || protocol === 'http:' ? null : 'the address is neither https nor http';
  }
  if (protocol !== 'https:') return 'the address is not https';
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return isPrivateAddress(host) ? `${host} is a private address` : null;
  const isLocal = !host.includes('.') || /\.(localhost|local|internal|lan|home\.arpa)\.?$/i.test(host);
  return isLocal ? `${host} is a private name` : null;
}

/**
 * Sends a body once, without following redirects. The connection goes to the very addresses that were looked at, so that
 * a name cannot turn into a private one in between. Never rejects.
 */
export async function postCall(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
  isPrivateAllowed: boolean,
): Promise<CallResult> {
  try {
    const refusal = refusalOf(url, isPrivateAllowed);
    if (refusal !== null) return { status: null, failure: refusal };
    return await send(new URL(url), headers, body, isPrivateAllowed);
  } catch (error) {
    // What Node will not even begin with, so that one call's address keeps no other from being made.
    return { status: null, failure: error instanceof Error ? reasonOf(error) : String(error) };
  }
}

function send(
  address: URL,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
  isPrivateAllowed: boolean,
): Promise<CallResult> {
  return new Promise((resolve) => {
    const request = address.protocol === 'https:' ? httpsRequest : httpRequest;
    const call = request(
      address,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(timeoutMs),
        ...(!isPrivateAllowed && { lookup: publicLookup(lookup) }),
      },
      (answer) => resolve(resultOf(answer)),
    );
    call.on('error', (error) => resolve({ status: null, failure: reasonOf(error) }));
    call.end(body);
  });
}

/** The status is all that counts; what is said besides is not read. */
function resultOf(answer: IncomingMessage): CallResult {
  const status = answer.statusCode ?? 0;
  answer.destroy();
  return { status, failure: status >= 200 && status < 300 ? null : `HTTP ${status}` };
}

const reasonOf = (error: Error): string =>
  error.name === 'TimeoutError' || error.name === 'AbortError'
    ? `no answer in ${timeoutMs / 1000} s`
    : error.message;

type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Looks a name up for a connection; one that leads to a private address too leads nowhere. */
export function publicLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const hidden = error === null ? addresses.find(({ address }) => isPrivateAddress(address)) : undefined;
      const failure =
        hidden === undefined
          ? error
          : new Error(`${hostname} leads to the private address ${hidden.address}`);
      if (failure !== null) {
        callback(failure, []);
        return;
      }
      const [first] = addresses;
      if (options.all === true || first === undefined) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
