import { once } from 'node:events';
import { createServer, type IncomingMessage, request as ask, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Says which of the two versions of a page is shown. */
export const versionMark = 'updated-page';

/**
 * Stands in front of a running Hubward, as a proxy does, and brings out a new version of a page in the middle of a day: from
 * `update` on the page has a mark, and its service worker another version. `isOfPage`: by the address of a call.
 */
export async function updatingProxy(hubward: () => string, isOfPage: (path: string) => boolean) {
  let isUpdated = false;
  const server = createServer((req, res) => {
    const isChanged = isUpdated && isOfPage(req.url ?? '');
    // Neither compressed nor “as you have it”.
    const left = new Set(['accept-encoding', 'if-none-match', 'if-modified-since']);
    const headers = Object.fromEntries(Object.entries(req.headers).filter(([name]) => !left.has(name)));
    const call = ask(
      new URL(req.url ?? '/', hubward()),
      { method: req.method, headers: isChanged ? headers : req.headers },
      (answer) => void pass(answer, res, isChanged),
    );
    // The server behind is gone: so is the connection.
    call.on('error', () => req.socket.destroy());
    req.pipe(call);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    update: () => {
      isUpdated = true;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function pass(answer: IncomingMessage, res: ServerResponse, isChanged: boolean): Promise<void> {
  const status = answer.statusCode ?? 502;
  if (!isChanged) {
    res.writeHead(status, answer.headers);
    answer.pipe(res);
    return;
  }
  const text = changed(await readAll(answer));
  const { 'content-length': _length, ...headers } = answer.headers;
  res.writeHead(status, headers).end(text);
}

const changed = (text: string): string =>
  text
    .replace('<head>', `<head><meta name="${versionMark}" content="">`)
    .replace(/"version":"([^"]+)"/, '"version":"$1-updated"');

async function readAll(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
