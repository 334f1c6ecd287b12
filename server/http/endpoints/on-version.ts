import type { Session } from '#server/contract/people.ts';
import type { OnVersion } from '#server/services/port.ts';
import { sessionOf } from '../handle.ts';

/** The version of the plan that a call is about, and its caller. */
export function onVersion(call: {
  readonly params: { readonly hub: string };
  readonly body: {
    readonly date: string;
    readonly edit_version: number;
    readonly scenario?: string | null;
    readonly id?: string | null;
  };
  readonly session: Session | null;
}): OnVersion {
  const { date, edit_version: editVersion, scenario = null, id = null } = call.body;
  return { hub: call.params.hub, date, scenario, editVersion, by: sessionOf(call).user.id, id };
}
