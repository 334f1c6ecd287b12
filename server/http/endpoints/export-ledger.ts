import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw } from '../handle.ts';

export const exportLedger = handleRaw(
  endpoints.exportLedger,
  async ({ params, query: { from, until, format } }, { services }, _req, res) => {
    const bytes = await services.money.exportLedger(params.hub, { from, until, format });
    // Its type follows from the name.
    res.attachment(`ledger-${from}-${until}.${format}`).set('Cache-Control', 'no-store').send(bytes);
  },
);
