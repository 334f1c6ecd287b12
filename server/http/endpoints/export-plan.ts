import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw } from '../handle.ts';

export const exportPlan = handleRaw(
  endpoints.exportPlan,
  async ({ params, query: { run = null, ...order } }, { services }, _req, res) => {
    const { filename, bytes } = await services.exports.plan(params.hub, { ...order, run });
    // Its type follows from the name.
    res.attachment(filename).set('Cache-Control', 'no-store').send(bytes);
  },
);
