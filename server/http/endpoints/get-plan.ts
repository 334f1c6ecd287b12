import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getPlan = handle(endpoints.getPlan, async ({ params, query }, { services }) => {
  const { plan, ...solves } = await services.plans.get(params.hub, query.date);
  if (plan === null) return { plan, ...solves };
  const { id, editVersion, createdAt, createdBy, document } = plan;
  return {
    plan: { id, edit_version: editVersion, created_at: createdAt, created_by: createdBy, document },
    ...solves,
  };
});
