import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw, memberOf } from '../handle.ts';

export const exportOwnData = handleRaw(endpoints.exportOwnData, async (call, { services }, _req, res) => {
  const { hub, member } = memberOf(call);
  const data = await services.cooperatives.exportMember(hub, member.id);
  res
    .attachment('my-data.json')
    .set('Cache-Control', 'no-store')
    .send(JSON.stringify(data, null, 2));
});
