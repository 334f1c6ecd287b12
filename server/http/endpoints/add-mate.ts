import { endpoints } from '#server/contract/endpoints.ts';
import { handle, leaderOf } from '../handle.ts';

export const addMate = handle(endpoints.addMate, (call, { services }) => {
  const { hub, member } = leaderOf(call);
  const { cooperative } = member;
  return services.cooperatives.addMember(hub, { ...call.body, cooperative, role: 'grower' });
});
