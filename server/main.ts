import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printFailure } from './cli/print-failure.ts';
import { readConfig } from './config/config.ts';
import { makeLogger } from './config/logger.ts';
import { openContext } from './context.ts';
import { makeDemoOnFirstStart } from './first-start.ts';
import { makeApp } from './http/app.ts';
import { serve } from './http/serve.ts';
import { version } from './version.ts';

/** Where the built web app is, beside the built server. */
const webFolder = fileURLToPath(new URL('../web', import.meta.url));

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const logger = makeLogger(config);
  const context = await openContext(config, logger);
  try {
    await makeDemoOnFirstStart(context, (what) => console.error(what));
    const app = makeApp({
      services: context.services,
      auth: context.auth,
      logger,
      config: {
        publicUrl: config.publicUrl,
        trustProxy: config.trustProxy,
        webFolder: existsSync(webFolder) ? webFolder : null,
        mapStyleUrl: config.mapStyleUrl,
        version,
        vroomApiKey: config.vroom.apiKey,
        vroomBytes: config.vroom.mostBytes,
      },
    });
    const server = await serve(app, { host: config.host, port: config.port });
    const address = config.publicUrl ?? server.url;
    const link = await context.auth.bootstrapAdministrator();
    const told = [`Hubward ${version} is ready at ${address}`];
    if (link) told.push(`Open this link once to choose a password: ${new URL(link, address).href}`);
    console.error(told.join('\n'));
    stopOnSignal(async () => {
      await server.close();
      await context.close();
    });
  } catch (error) {
    await context.close();
    throw error;
  }
}

function stopOnSignal(close: () => Promise<void>): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A second signal means now.
      if (isStopping) process.exit(1);
      isStopping = true;
      close().then(
        () => process.exit(0),
        (error: unknown) => {
          printFailure(error);
          process.exit(1);
        },
      );
    });
  }
}

start().catch((error: unknown) => {
  printFailure(error);
  process.exit(1);
});
