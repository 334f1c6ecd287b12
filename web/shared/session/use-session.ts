import { useQuery } from '@tanstack/react-query';
import type { Role } from '#server/contract/basics.ts';
import type { Session } from '#server/contract/people.ts';
import { queries } from '../api/queries.ts';

const deskRoles: ReadonlySet<Role> = new Set(['dispatcher', 'manager', 'administrator']);

export function isAdministrator(session: Session | undefined): boolean {
  return session?.user.roles.some(({ role }) => role === 'administrator') ?? false;
}

/** Whether this person has a role with pages at a hub; drivers and cooperatives have none yet. */
export function mayLook(session: Session | undefined, hub: string): boolean {
  return (
    session?.user.roles.some(
      ({ role, hub: at }) =>
        role === 'administrator' || (at === hub && (role === 'receiver' || deskRoles.has(role))),
    ) ?? false
  );
}

/** Whether this person may change what is planned at a hub; a receiver only looks. */
export function mayDispatch(session: Session | undefined, hub: string): boolean {
  return (
    session?.user.roles.some(
      (held) => deskRoles.has(held.role) && (held.role === 'administrator' || held.hub === hub),
    ) ?? false
  );
}

/** The session, known wherever RequireSession stands above. */
export function useSession(): Session | undefined {
  return useQuery(queries.session()).data;
}

/** Whether this person may let programs in at a hub. */
export function mayManage(session: Session | undefined, hub: string): boolean {
  return (
    session?.user.roles.some(
      ({ role, hub: at }) => role === 'administrator' || (role === 'manager' && at === hub),
    ) ?? false
  );
}
