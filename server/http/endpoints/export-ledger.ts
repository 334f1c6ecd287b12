import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw } from '../handle.ts';

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export const exportLedger = handleRaw(
  endpoints.exportLedger,
  async ({ params, query: { from, until, format } }, { services }, _req, res) => {
    const bytes = await services.money.exportLedger(params.hub, { from, until, format });
    res.set({
      'Content-Type': types[format],
      'Content-Disposition': `attachment; filename="ledger-${from}-${until}.${format}"`,
    });
    res.send(bytes);
  },
);
