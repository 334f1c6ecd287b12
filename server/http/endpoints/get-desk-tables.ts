import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw } from '../handle.ts';

export const getDeskTables = handleRaw(
  endpoints.getDeskTables,
  async ({ params, query }, { services }, _req, res) => {
    const bytes = await services.desk.tables(params.hub, query.date, query.key);
    res.set({
      'Content-Type': endpoints.getDeskTables.fileType,
      'Content-Encoding': 'gzip',
      'Cache-Control': 'private, max-age=86400, immutable',
      ETag: `"${query.key}"`,
    });
    // Answers 304 where the caller has this tag.
    res.send(bytes);
  },
);
