import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '#server/domain/user-error.ts';

/** Bits of the builder's tables of used nodes; nodes are numbered from 1, so their count is the highest id. */
const spareIds = 1000;

/** Builds the routing tiles in `folder`/tiles from the extract. UserError TILES_FAILED or DISK_FULL. */
export async function buildRoutingTiles(folder: string, extract: string, nodeCount: number): Promise<void> {
  const config = join(folder, 'valhalla.json');
  const tileFolder = join(folder, 'tiles');
  writeFileSync(config, JSON.stringify(tileConfig(tileFolder, nodeCount)));
  const { code, output } = await run(tileBuilder(), ['-c', config, extract], folder);
  rmSync(config);
  rmSync(join(folder, 'duplicateways.txt'), { force: true });
  const isWhole =
    code === 0 && existsSync(tileFolder) && readdirSync(tileFolder).some((entry) => /^\d+$/.test(entry));
  if (isWhole) return;
  if (isDiskFull(folder)) throw new UserError('DISK_FULL', `There is no space left in ${folder}.`);
  const lines = output
    .split('\n')
    .filter((line) => /error|exception|fatal/i.test(line))
    .slice(-3);
  const reason = lines.join(' ') || output.trim().split('\n').at(-1) || 'it printed nothing';
  throw new UserError('TILES_FAILED', `The routing tile builder ended with ${code}: ${reason}`);
}

/** The package holds one builder per platform. */
function tileBuilder(): string {
  const packageFile = createRequire(import.meta.url).resolve('@valhallajs/valhallajs');
  const builder = join(dirname(packageFile), platform(), arch(), 'valhalla_build_tiles');
  if (existsSync(builder)) return builder;
  throw new UserError(
    'TILES_FAILED',
    `There is no routing tile builder for ${platform()} ${arch()}; use Linux or macOS (arm64), or set OSRM_URL.`,
  );
}

function tileConfig(tileFolder: string, nodeCount: number): object {
  const logging = { type: 'std_out', color: false };
  return {
    mjolnir: {
      tile_dir: tileFolder,
      concurrency: 2,
      id_table_size: nodeCount + spareIds,
      max_cache_size: 100_000_000,
      hierarchy: true,
      // Shortcuts average the speeds of what they skip: times would differ between a path and its table.
      shortcuts: false,
      include_driveways: true,
      include_bicycle: false,
      include_pedestrian: false,
      include_driving: true,
      reclassify_links: false,
      data_processing: {
        infer_internal_intersections: true,
        // Would raise the speed of short links above the profile's.
        infer_turn_channels: false,
        apply_country_overrides: false,
        use_admin_db: false,
        // Or else roads close to many others get a town's speed.
        use_urban_tag: true,
        grid_divisions_within_tile: 32,
      },
      logging,
    },
    additional_data: { elevation: '' },
  };
}

async function run(
  file: string,
  args: readonly string[],
  cwd: string,
): Promise<{ code: number | string; output: string }> {
  return await new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-20_000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? signal ?? 'no code', output }));
  });
}

export function isDiskFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < 1024 * 1024;
}
