import type { Command } from 'commander';
import type { Config } from '#server/config/config.ts';
import { openPeople } from '#server/context.ts';
import { UserError } from '#server/domain/user-error.ts';
import { localUrl } from '#server/http/serve.ts';

/** `hubward user …`: help for the locked out, from the machine itself. */
export function addUserCommands(program: Command, config: Config): void {
  const user = program.command('user').description('people');

  user
    .command('reset')
    .argument('<email>', 'of the person locked out')
    .description('end password and sessions, and print a one-time link to set a new password')
    .action(async (email: string) => {
      // Before anything is ended: without an address there would be no link.
      const address = config.publicUrl ?? localUrl(config);
      const { auth, store } = openPeople(config);
      try {
        const person = await store.people.findByEmail(email);
        if (!person)
          throw new UserError('USER_UNKNOWN', `Nobody has the address ${email}.`, { ids: [email] });
        const { link } = await auth.resetUser(person.id);
        console.log(new URL(link, address).href);
      } finally {
        store.close();
      }
    });
}
