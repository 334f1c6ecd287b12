import type { Access } from '#server/contract/endpoint.ts';
import type { Session } from '#server/contract/people.ts';

/**
 * Whether a session may call an endpoint, at `hub` where the path names one (else null). Administrators may
 * everywhere; any other role counts only at its own hub. Says nothing of whether the hub exists. Programs, members and
 * drivers' phones have no such session: `checkAccess` lets them in.
 */
export function isAllowed(access: Access, session: Session | null, hub: string | null): boolean {
  if (access === 'anybody') return true;
  if (access === 'api-key' || access === 'cooperative-key' || access === 'member' || access === 'phone')
    return false;
  if (session === null || session.user.is_disabled) return false;
  if (access === 'signed-in' && hub === null) return true;
  return session.user.roles.some((held) => {
    const counts = access === 'signed-in' || access.includes(held.role);
    if (held.role === 'administrator') return counts;
    return counts && held.hub !== null && (hub === null || held.hub === hub);
  });
}
