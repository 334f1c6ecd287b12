import type { Edit } from '#server/domain/edits/edit.ts';

/** An edit in a few words of English, for messages of the server. */
export function describeEdit(edit: Edit): string {
  switch (edit.type) {
    case 'move':
      return `moved ${stops(edit.stops)} to run ${edit.to.run}`;
    case 'unassign':
      return `took ${stops(edit.stops)} out`;
    case 'reorder':
      return `reordered run ${edit.run}`;
    case 'reverse':
      return `reversed run ${edit.run}`;
    case 'swap_tails':
      return `swapped the tails of runs ${edit.from[0].run} and ${edit.from[1].run}`;
    case 'split':
      return `split run ${edit.at.run}`;
    case 'merge':
      return `merged run ${edit.run} into run ${edit.into}`;
    case 'change_vehicle':
      return `gave run ${edit.run} to ${edit.vehicle}`;
    case 'change_driver':
      return `changed the driver of run ${edit.run}`;
    case 'change_start':
      return `changed the start of run ${edit.run}`;
    case 'add_return':
      return `added a return to the hub to run ${edit.at.run}`;
    case 'drop_return':
      return `dropped a return to the hub from run ${edit.run}`;
    case 'pin':
      return edit.pin === null ? `took the pins off ${stops(edit.stops)}` : `pinned ${stops(edit.stops)}`;
    case 'lock':
      return `locked runs ${edit.runs.join(', ')}`;
    case 'unlock':
      return `unlocked runs ${edit.runs.join(', ')}`;
    case 'bar_vehicle':
      return `barred ${edit.vehicle}`;
    case 'admit_vehicle':
      return `admitted ${edit.vehicle}`;
    case 'replace':
      return `changed runs ${edit.runs.map(({ run }) => run).join(', ')}`;
    case 'several':
      return edit.edits.map(describeEdit).join(', ');
  }
}

const stops = ({ length }: readonly string[]) => (length === 1 ? '1 stop' : `${length} stops`);
