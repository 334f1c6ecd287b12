import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw } from '../handle.ts';

export const exportCosts = handleRaw(
  endpoints.exportCosts,
  async ({ params, query }, { services }, _req, res) => {
    const { filename, bytes } = await services.costs.export(params.hub, query);
    // Its type follows from the name.
    res.attachment(filename).set('Cache-Control', 'no-store').send(bytes);
  },
);
