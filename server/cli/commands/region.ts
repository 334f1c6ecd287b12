import cliProgress from 'cli-progress';
import { type Command, InvalidArgumentError } from 'commander';
import type { Config } from '#server/config/config.ts';
import { UserError } from '#server/domain/user-error.ts';
import { importRegion } from '#server/region/import-region.ts';
import { readNumbers } from '../read-numbers.ts';
import { openRegions } from '#server/region/open-regions.ts';

interface ImportOptions {
  name: string;
  bbox?: [number, number, number, number];
  speeds?: string;
  timezone?: string;
  currency?: string;
  attribution?: string;
}

/** `hubward region …`: import an extract, list what is imported. */
export function addRegionCommands(program: Command, config: Config): void {
  const region = program.command('region').description('regions: roads, basemap and place search');

  region
    .command('import')
    .argument('<extract>', 'an .osm.pbf file or its https address')
    .description('make a region from an OpenStreetMap extract')
    .requiredOption('--name <name>', 'lower-case letters, digits and hyphens')
    .option('--bbox <w,s,e,n>', 'only this part, in degrees', parseBox)
    .option('--speeds <file>', 'a speed profile of your own (docs/road-speeds.md)')
    .option('--timezone <name>', 'IANA name; default: from the place')
    .option('--currency <code>', 'ISO 4217; default: from the country')
    .option('--attribution <text>', 'shown on the map; default: OpenStreetMap and whom the extract names')
    .action((extract: string, options: ImportOptions) => runImport(extract, options, config));

  region
    .command('list')
    .description('imported regions')
    .action(() => {
      const regions = openRegions(config.dataDir);
      for (const { name, bounds, built, timezone, currency } of regions.list()) {
        console.log([name, bounds.join(','), built, timezone, currency].join('\t'));
      }
      regions.close();
    });
}

async function runImport(extract: string, options: ImportOptions, config: Config): Promise<void> {
  const abort = new AbortController();
  const interrupt = () => abort.abort(new UserError('INTERRUPTED', 'Stopped; nothing was changed.'));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const bar = new cliProgress.SingleBar({
    format: '{bar} {percentage} % {step}',
    stopOnComplete: false,
    noTTYOutput: false,
  });
  bar.start(100, 0, { step: 'starting' });
  const started = performance.now();
  try {
    const info = await importRegion({
      source: extract,
      name: options.name,
      dataDir: config.dataDir,
      ...(options.bbox && { bbox: options.bbox }),
      ...(options.speeds && { speedProfileFile: options.speeds }),
      ...(options.timezone && { timezone: options.timezone }),
      ...(options.currency && { currency: options.currency }),
      ...(options.attribution && { attribution: options.attribution }),
      signal: abort.signal,
      onProgress: ({ step, done }) => bar.update(Math.floor(done * 100), { step }),
    });
    bar.update(100, { step: 'done' });
    bar.stop();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.error(
      `${info.name}: ${info.counts.roads} roads, ${info.counts.places} places, ${info.counts.tiles} tiles in ${seconds} s; ` +
        `${info.timezone}, ${info.currency}.`,
    );
  } finally {
    bar.stop();
  }
}

function parseBox(text: string): [number, number, number, number] {
  const [west, south, east, north] = readNumbers(text, 4) ?? [0, 0, 0, 0];
  if (!(west < east && south < north))
    throw new InvalidArgumentError('Give west,south,east,north in degrees, e.g. 103.1,22.0,103.9,22.6.');
  return [west, south, east, north];
}
