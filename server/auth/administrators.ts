import type { User } from '#server/contract/people.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { HubStore } from '#server/store/port.ts';

export function isAdministrator({ roles }: Pick<User, 'roles'>): boolean {
  return roles.some((held) => held.role === 'administrator');
}

/** An administrator who can sign in now: an unused invitation does not count, it may expire. */
export function isUsableAdministrator(user: User): boolean {
  return isAdministrator(user) && user.has_password && !user.is_disabled;
}

/**
 * Makes the check of roles to be given: each at a hub there is, save administrator, which is held everywhere.
 * Rejects with UserError HUB_UNKNOWN or INPUT_INVALID.
 */
export function makeRoleCheck(
  hubs: Pick<HubStore, 'list'>,
): (roles: User['roles']) => Promise<User['roles']> {
  return async (roles) => {
    const known = new Set((await hubs.list()).map((hub) => hub.id));
    return roles.map(({ role, hub }) => {
      if (role === 'administrator') return { role, hub: null };
      if (hub === null) throw new UserError('INPUT_INVALID', `The role ${role} needs a hub.`);
      if (!known.has(hub)) {
        throw new UserError('HUB_UNKNOWN', `There is no hub with id ${hub}.`, { ids: [hub] });
      }
      return { role, hub };
    });
  };
}
