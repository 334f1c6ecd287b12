import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Reply {
  readonly status?: number;
  /** Sent as JSON unless it is text. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** The connection is cut instead of answering. */
  readonly cut?: boolean;
  /** Milliseconds before the answer. */
  readonly delay?: number;
}

export interface OsrmServer {
  readonly url: string;
  /** Paths asked for, with queries. */
  readonly asked: string[];
  /** Most requests that were open at the same time. */
  mostAtOnce(): number;
  close(): Promise<void>;
}

/** A real HTTP server on a free port that answers what it is told to. */
export async function startOsrmServer(reply: (path: string, number: number) => Reply): Promise<OsrmServer> {
  const asked: string[] = [];
  let open = 0;
  let most = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    open++;
    most = Math.max(most, open);
    response.on('close', () => open--);
    const path = decodeURI(request.url ?? '');
    asked.push(path);
    const { status = 200, body, headers = {}, cut = false, delay = 0 } = reply(path, asked.length);
    // Always a moment, so that requests sent at once are open at once.
    await new Promise((resolve) => setTimeout(resolve, Math.max(delay, 2)));
    if (cut) {
      request.socket.destroy();
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    mostAtOnce: () => most,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The parts of a request to /table, /route or /nearest. */
export function partsOf(path: string): {
  service: string;
  coordinates: [number, number][];
  query: URLSearchParams;
} {
  const url = new URL(path, 'http://local');
  const [, service = '', , , list = ''] = url.pathname.split('/');
  const coordinates = list.split(';').map((text): [number, number] => {
    const [lon, lat] = text.split(',');
    return [Number(lon), Number(lat)];
  });
  return { service, coordinates, query: url.searchParams };
}

/**
 * Answers tables on a line: from a to b it takes as many seconds as b is further east in microdegrees, and ten
 * times the metres. More than `most` sources or destinations are too many.
 */
export function lineTable(path: string, most: number): Reply {
  const { coordinates, query } = partsOf(path);
  const indices = (name: string): number[] => (query.get(name) ?? '').split(';').map(Number);
  const [sources, destinations] = [indices('sources'), indices('destinations')];
  if (sources.length > most || destinations.length > most) {
    return { status: 400, body: { code: 'TooBig', message: 'Too many table coordinates' } };
  }
  const at = (index: number): number => Math.round((coordinates[index]?.[0] ?? Number.NaN) * 1e6);
  const waypoint = (index: number) => ({ location: coordinates[index], distance: 3, name: '' });
  const durations = sources.map((from) => destinations.map((to) => Math.abs(at(to) - at(from))));
  return {
    body: {
      code: 'Ok',
      sources: sources.map(waypoint),
      destinations: destinations.map(waypoint),
      durations,
      distances: durations.map((row) => row.map((value) => value * 10)),
    },
  };
}
