import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw } from '../handle.ts';

export const exportMember = handleRaw(endpoints.exportMember, async ({ params }, { services }, _req, res) => {
  const data = await services.cooperatives.exportMember(params.hub, params.member);
  const text = JSON.stringify(data, null, 2);
  res.attachment(`member-${params.member}.json`).set('Cache-Control', 'no-store').send(text);
});
