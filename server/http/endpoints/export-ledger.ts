import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw } from '../handle.ts';

export const exportLedger = handleRaw(
  endpoints.exportLedger,
  async ({ params, query: { from, until } }, { services }, _req, res) => {
    const text = await services.money.exportLedger(params.hub, from, until);
    res.set({
      'Content-Type': endpoints.exportLedger.fileType,
      'Content-Disposition': `attachment; filename="ledger-${from}-${until}.csv"`,
    });
    // The mark by which spreadsheets know UTF-8.
    res.send(`\uFEFF${text}`);
  },
);
