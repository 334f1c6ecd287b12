import type { Command } from 'commander';
import type { Config } from '#server/config/config.ts';
import { backupTo, restoreFrom } from '#server/store/backup.ts';

/** `hubward backup` and `hubward restore`. */
export function addDataCommands(program: Command, config: Config): void {
  program
    .command('backup')
    .argument('<file>', 'where to write it')
    .description('save the database, photos too, to one file, also while the server runs')
    .action(async (file: string) => {
      const { regions } = await backupTo(config.dataDir, file);
      console.error(`${file} is written.`);
      sayRegions('Not in it, since they can be imported again', regions);
    });

  program
    .command('restore')
    .argument('<file>', 'a backup')
    .description('replace the database by that of a backup; the server must be stopped')
    .action(async (file: string) => {
      const { missingRegions } = await restoreFrom(file, config.dataDir);
      console.error(`${config.dataDir} is as ${file} had it.`);
      sayRegions('Import these regions again', missingRegions);
    });
}

function sayRegions(what: string, regions: readonly string[]): void {
  if (regions.length > 0) console.error(`${what}: ${regions.join(', ')}.`);
}
