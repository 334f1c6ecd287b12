import { Command, CommanderError } from 'commander';
import { readConfig } from '#server/config/config.ts';
import { addDataCommands } from './commands/data.ts';
import { addPlanCommand } from './commands/plan.ts';
import { addRegionCommands } from './commands/region.ts';
import { addSolveCommand } from './commands/solve.ts';
import { addUserCommands } from './commands/user.ts';
import { printFailure } from './print-failure.ts';

const program = new Command('hubward')
  .description('Rural logistics and farm-to-hub pickup planner')
  .exitOverride()
  .showHelpAfterError();

try {
  const config = readConfig(process.env);
  addRegionCommands(program, config);
  addPlanCommand(program, config);
  addSolveCommand(program, config);
  addDataCommands(program, config);
  addUserCommands(program, config);
  await program.parseAsync();
} catch (error) {
  // Commander has printed its own; its exit code 0 is --help.
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    printFailure(error);
    process.exitCode = 1;
  }
}
