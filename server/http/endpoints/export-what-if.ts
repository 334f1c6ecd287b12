import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw } from '../handle.ts';

export const exportWhatIf = handleRaw(
  endpoints.exportWhatIf,
  async ({ params, query }, { services }, _req, res) => {
    const { filename, bytes } = await services.whatIfs.export(params.hub, params.whatIf, query);
    // Its type follows from the name.
    res.attachment(filename).set('Cache-Control', 'no-store').send(bytes);
  },
);
