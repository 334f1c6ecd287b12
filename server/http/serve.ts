import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { UserError } from '#server/domain/user-error.ts';
import { stopApp } from './stop.ts';

/**
 * Longer than proxies and phones keep a connection that they have no call on (60 s and less). Node's own 5 s end just as
 * another call goes out, which its sender sees as a connection that was reset.
 */
const keepAliveMs = 75_000;

export interface ServeOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** How long calls under way may take to end before their connections are cut. */
  readonly graceSeconds?: number;
}

export interface Served {
  /** Where it can be reached from this machine. */
  readonly url: string;
  /** Takes no more calls, ends the event streams, waits for the calls under way. May be called again. */
  close(): Promise<void>;
}

/** Listens; rejects with UserError PORT_IN_USE where another program does already. */
export async function serve(app: Express, { host, port, graceSeconds = 10 }: ServeOptions): Promise<Served> {
  const server = createServer({ keepAliveTimeout: keepAliveMs }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(isTaken ? new UserError('PORT_IN_USE', `${host}:${port} is in use.`, { cause: error }) : error);
    });
    server.listen({ host, port }, resolve);
  });
  // A server that listens on a port has an address of this kind.
  const address = server.address() as AddressInfo;
  let closing: Promise<void> | null = null;

  async function end(): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    stopApp(app);
    // A connection whose last call has ended is kept for the next one, which will not come.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const cut = setTimeout(() => server.closeAllConnections(), graceSeconds * 1000);
    await ended;
    clearInterval(sweep);
    clearTimeout(cut);
  }

  return {
    url: localUrl({ host: address.address, port: address.port }),
    close: () => (closing ??= end()),
  };
}

/** Where a server that listens so is reached from its own machine; an address that means all of them is localhost. */
export function localUrl({ host, port }: Pick<ServeOptions, 'host' | 'port'>): string {
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
